import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** Of kinds that the demo model has learned, and one that it must decline. */
const problems = [
  ["gcd", "Find the greatest common divisor of 84 and 126.", "42"],
  ["gcd", "Find the greatest common divisor of 30 and 75.", "15"],
  ["lcm", "Find the least common multiple of 12 and 18.", "36"],
  ["off_scope", "Write a poem about the sea.", null],
].map(([family, problem, expected_answer], index) => ({
  id: `p${index}`,
  problem,
  expected_answer,
  family,
  split: family === "off_scope" ? "off_scope" : "numbers",
}));
const samples = 2;
const total = problems.length * samples;

let folder: string;
let running: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "math-solver-eval-"));
  const lines = problems.map((problem) => `${JSON.stringify(problem)}\n`);
  await writeFile(join(folder, "data.jsonl"), lines.join(""));
});

afterEach(async () => {
  running?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** Starts the command. The browser's profile lies in the test's folder too: a kill leaves it. */
function start(...more: string[]) {
  const data = ["--data", join(folder, "data.jsonl"), "--out", join(folder, "out.jsonl")];
  const child = spawn(
    process.execPath,
    ["tools/eval/eval.mjs", ...data, "--samples", String(samples), ...more],
    { env: { ...process.env, TMPDIR: folder }, stdio: ["ignore", "pipe", "pipe"] },
  );
  running = child;
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (piece) => {
    output.stdout += piece;
  });
  child.stderr.on("data", (piece) => {
    output.stderr += piece;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, ...output })),
  );
  return { child, ended, output };
}

async function readOut(): Promise<string> {
  const file = join(folder, "out.jsonl");
  return existsSync(file) ? readFile(file, "utf8") : "";
}

function parse(content: string): Record<string, unknown>[] {
  return content
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe("npm run eval", () => {
  it("draws samples with the app's engine, is killed, and goes on where it was", {
    timeout: 600_000,
  }, async () => {
    const first = start("--concurrency", "1");
    // Killed once something is written, and before all is.
    while ((await readOut()).split("\n").length < 3) {
      expect(first.child.exitCode, first.output.stderr).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    first.child.kill("SIGKILL");
    await first.ended;
    const before = await readOut();
    expect(parse(before).length).toBeLessThan(total);

    const second = await start().ended;
    expect(second.code, second.stderr).toBe(0);
    expect(second.stderr).toMatch(/holds [1-7] samples; [1-7] remain/);
    const after = await readOut();
    expect(after.startsWith(before.slice(0, before.lastIndexOf("\n") + 1))).toBe(true);
    const lines = parse(after);
    const drawn = lines.map(({ id, sample }) => `${id}/${sample}`).sort();
    expect(drawn).toEqual(
      problems.flatMap(({ id }) => Array.from({ length: samples }, (_, n) => `${id}/${n}`)).sort(),
    );
    expect(lines.every(({ error, seconds }) => error === null && Number(seconds) > 0)).toBe(true);
    // A real model called a real Python and read what it printed.
    expect(lines.some((line) => Number(line.code_calls) > 0 && line.correct)).toBe(true);
    const called = lines.find((line) => Number(line.code_calls) > 0);
    expect(called?.text).toMatch(
      /<tool_call>[\s\S]+<\/tool_call>\n```output\n[\s\S]+```\n```system\n/,
    );

    expect(second.stdout).toMatch(/pass@1\s+maj@2/);
    expect(second.stdout).toMatch(/\nall\s+3 /);
    expect(second.stdout).toMatch(/\ngcd\s+2 /);
    expect(second.stdout).toMatch(/declined: .* of 1 problems/);
    const summary = JSON.parse(await readFile(join(folder, "out.summary.json"), "utf8"));
    expect(summary).toMatchObject({ model: "demo", samples, all: { samples: 6 } });

    // All is there: nothing is drawn again.
    const third = await start().ended;
    expect(third).toMatchObject({ code: 0, stdout: second.stdout });
    expect(third.stderr).not.toMatch(/Engine:/);
    expect(await readOut()).toBe(after);
  });

  it("says what is wrong with the command line", async () => {
    const { code, stderr } = await start("--model", "no-such-model").ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/neither a model public\/models\/no-such-model.gguf nor a file/);
  });
});
