import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// The npm package as a developer finds it: packed, in a folder of theirs.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const source = `${root}packages/math-solver-element`;

let folder: string;
let files: readonly string[];

beforeAll(async () => {
  execFileSync(process.execPath, ["tools/element/pack.mjs"], { cwd: root });
  folder = await mkdtemp(join(tmpdir(), "math-solver-package-"));
  const shell = process.platform === "win32";
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: source,
    shell,
  });
  const [{ filename, files: all }] = JSON.parse(packed.toString());
  files = all.map(({ path }: { path: string }) => path).sort();
  const installed = join(folder, "node_modules/math-solver-element");
  await mkdir(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, filename), "--strip-components=1", "-C", installed]);
  for (const name of ["react", "@types/react", "csstype", "solid-js", "svelte", "vue"]) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, "node_modules", name), link, "junction");
  }
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What TypeScript says of files beside the package; nothing: all is well. */
async function typeErrors(
  sources: Readonly<Record<string, string>>,
  jsx: readonly string[] = ["--jsx", "react-jsx"],
): Promise<string> {
  for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text);
  const options = [
    ...["--strict", "--noEmit", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"],
    ...["--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"],
    ...[...jsx, "--lib", "es2022,dom,dom.iterable", "--types", ""],
  ];
  try {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [tsc, ...options, ...Object.keys(sources)], { cwd: folder });
    return "";
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

async function docsBlocks(language: string): Promise<string[]> {
  const docs = await readFile(join(root, "docs/embedding.md"), "utf8");
  const found = docs.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"));
  return [...found].map(([, code = ""]) => code);
}

it("holds the element, its types and the licence, in the solver's version", async () => {
  expect(files).toEqual([
    ...["LICENSE", "README.md", "dist/math-solver.d.ts", "dist/math-solver.js", "dist/react.d.ts"],
    ...["dist/solid.d.ts", "dist/svelte.d.ts", "dist/vue.d.ts", "package.json"],
  ]);
  const manifest = JSON.parse(await readFile(`${source}/package.json`, "utf8"));
  for (const entry of Object.values<{ default: string; types: string }>(manifest.exports)) {
    expect(files).toContain(entry.default.replace("./", ""));
    expect(files).toContain(entry.types.replace("./", ""));
  }
  expect(manifest.dependencies).toBeUndefined();
  const { version } = JSON.parse(await readFile(`${root}package.json`, "utf8"));
  expect(manifest.version).toBe(version);
});

it.each(["", "/react", "/solid", "/svelte", "/vue"].map((entry) => `math-solver-element${entry}`))(
  "%s does nothing where a page is rendered on a server",
  (name) => {
    const script = `const { MathSolver } = await import("${name}"); console.log(typeof MathSolver);`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      cwd: folder,
    });
    expect(printed.toString()).toBe("function\n");
  },
);

describe("types", () => {
  it("hold for every piece of the documentation", async () => {
    const [plain, react] = [await docsBlocks("ts"), await docsBlocks("tsx")];
    expect(plain.length + react.length).toBeGreaterThanOrEqual(2);
    const sources = [
      ...plain.map((code, index) => [`plain-${index}.ts`, code]),
      ...react.map((code, index) => [`react-${index}.tsx`, code]),
    ];
    expect(await typeErrors(Object.fromEntries(sources))).toBe("");
  }, 60_000);

  it("hold for Solid", async () => {
    const pieces = await docsBlocks("tsx solid");
    const sources = pieces.map((code, index) => [`solid-${index}.tsx`, code]);
    expect(sources).toHaveLength(1);
    const jsx = ["--jsx", "preserve", "--jsxImportSource", "solid-js"];
    expect(await typeErrors(Object.fromEntries(sources), jsx)).toBe("");
    const wrong =
      'import "math-solver-element/solid";\nexport const wrong = <math-solver mode="fast" />;';
    expect(await typeErrors({ "solid-wrong.tsx": wrong }, jsx)).toContain("not assignable to type");
  }, 60_000);

  it("are known to the templates of Svelte and Vue", async () => {
    const svelte = `
      import "math-solver-element/svelte";
      import type { SvelteHTMLElements } from "svelte/elements";
      const given: { problem?: string } = {};
      export const attributes: SvelteHTMLElements["math-solver"] = {
        problem: given.problem, samples: 1, "onsolver-answer": ({ detail }) => detail.answer,
      };`;
    const vue = `
      import "math-solver-element/vue";
      import type { GlobalComponents } from "vue";
      const given: { problem?: string } = {};
      export const props: InstanceType<GlobalComponents["math-solver"]>["$props"] = {
        problem: given.problem, samples: 1, onSolverAnswer: ({ detail }) => detail.answer,
      };`;
    expect(await typeErrors({ "svelte.ts": svelte, "vue.ts": vue })).toBe("");
    const wrong = svelte.replace("samples: 1", 'samples: "many"');
    expect(await typeErrors({ "svelte-wrong.ts": wrong })).toContain("not assignable to type");
  }, 60_000);

  it("know the events wherever they are heard, the class, and what a property may be given", async () => {
    const code = `
      import { MathSolver, type SolverAnswer } from "math-solver-element";
      const solver: MathSolver = new MathSolver();
      const tell = (answer: SolverAnswer) => console.log(answer.votes);
      document.addEventListener("solver-answer", ({ detail }) => tell(detail));
      window.addEventListener("solver-answer", ({ detail }) => tell(detail));
      document.body.addEventListener("solver-error", ({ detail }) => detail.code === "refused");
      solver.addEventListener("solver-progress", ({ detail }) => detail.phase === "queued");
      const problems: { text?: string } = {};
      solver.problem = problems.text;
      solver.samples = null;
      const text: string = solver.problem;
      MathSolver.home = "https://solver.example/" + text;`;
    expect(await typeErrors({ "use.ts": code })).toBe("");
  }, 60_000);

  it("refuse what the element does not take", async () => {
    const plain = 'document.querySelector("math-solver")!.mode = "fast";';
    expect(await typeErrors({ "wrong.ts": `import "math-solver-element";\n${plain}` })).toContain(
      `'"fast"' is not assignable`,
    );
    const react = 'export const wrong = <math-solver samples="many" />;';
    expect(
      await typeErrors({ "wrong.tsx": `import "math-solver-element/react";\n${react}` }),
    ).toContain("not assignable to type");
  }, 60_000);
});
