// The one test command: `npm test`, or `npm test -- lint unit` for some steps only.
// Runs every step even when one fails, and closes with one line that counts the tests.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** The steps in order. `vitest` names a project of vitest.config.ts; the others are commands. */
const steps = {
  setup: { command: ["tools/setup/setup.mjs", "--strict"] },
  lint: { command: ["node_modules/@biomejs/biome/bin/biome", "check", "."] },
  typecheck: { command: ["node_modules/typescript/bin/tsc", "--noEmit"] },
  unit: { vitest: "unit" },
  // The same tests on two software GPUs: with f16, and without it.
  gpu: { vitest: "gpu" },
  "gpu-swiftshader": { vitest: "gpu-swiftshader" },
  browser: { vitest: "browser" },
};

/** What is missing on this machine and how to get it; one line each. */
async function findMissing(wanted) {
  const missing = [];
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) missing.push(`Node 20 or later: this is ${process.version}.`);
  if (!existsSync("node_modules/vitest")) {
    missing.push("The packages: run `npm ci`.");
  } else {
    // The harness knows where these may lie, and says how to install them.
    const { runnerImport } = await import("vite");
    const check = async (file, name) => {
      try {
        (await runnerImport(file)).module[name]();
      } catch (error) {
        missing.push(error.message);
      }
    };
    if (wanted.includes("unit")) await check("./tests/harness/tex.ts", "checkTex");
    if (wanted.includes("gpu")) await check("./tests/harness/vulkan.ts", "checkLavapipe");
    if (wanted.includes("gpu-swiftshader")) {
      await check("./tests/harness/vulkan.ts", "checkSwiftshader");
    }
    if (wanted.includes("browser")) await check("./tests/harness/browser.ts", "chromiumPath");
  }
  return missing;
}

function run(command) {
  const { status, error } = spawnSync(process.execPath, command, { stdio: "inherit" });
  if (error) console.error(error.message);
  return status === 0;
}

/** Counts from Vitest's own report; null when it wrote none, having broken down before. */
async function runVitest(project, folder) {
  const report = join(folder, `${project}.json`);
  const passed = run([
    "node_modules/vitest/vitest.mjs",
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: false, counts: { passed: 0, failed: 1, skipped: 0 } };
  const json = JSON.parse(await readFile(report, "utf8"));
  // A file that fails to load has no tests to count, and must not pass for none.
  const broken = json.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return {
    passed,
    counts: {
      passed: json.numPassedTests,
      failed: json.numFailedTests + broken,
      skipped: json.numPendingTests + json.numTodoTests,
    },
  };
}

function hint(step) {
  if (step === "setup" && spawnSync("python3", ["-m", "pip", "--version"]).status !== 0) {
    return " pip is missing here (Debian: apt-get install python3-pip); it fetches the Python packages.";
  }
  if (step === "lint") return " `npm run format` repairs most of it.";
  return "";
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(", ")}. Steps: ${Object.keys(steps).join(", ")}`);
  process.exit(2);
}
const chosen = Object.entries(steps).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
);

const missing = await findMissing(chosen.map(([name]) => name));
if (missing.length > 0) {
  console.error(`Missing on this machine:\n${missing.map((line) => `- ${line}`).join("\n")}`);
  process.exit(1);
}

const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const folder = await mkdtemp(join(tmpdir(), "math-solver-test-"));
for (const [name, step] of chosen) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  let ok;
  if (step.vitest) {
    const result = await runVitest(step.vitest, folder);
    for (const key of Object.keys(totals)) totals[key] += result.counts[key];
    ok = result.passed;
  } else {
    ok = run(step.command);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${ok ? "passed" : "FAILED"} in ${seconds} s`);
  if (!ok) failures.push(`${name} failed.${hint(name)}`);
}
await rm(folder, { recursive: true, force: true });

console.log(`\n${failures.join("\n")}`);
console.log(`tests: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(failures.length > 0 ? 1 : 0);
