import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  type CompileJob,
  type JoinJob,
  type SetUpOptions,
  type SnapshotJob,
  setUp,
} from "../../../tools/setup/set-up.mjs";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const pins = {
  snapshot: ["pure"],
  bytecodeEnding: ".bytecode-{pyodide}.zip",
  ipython: {
    file: "ipython-1-{pyodide}.zip",
    wheels: [{ name: "ipython", version: "1.0", file: "ipython-1.0.whl", sha256: sha256("shell") }],
  },
  wheels: [
    {
      name: "pure",
      version: "1.0",
      file: "pure-1.0.whl",
      sha256: sha256("pure"),
      source: "registry",
    },
    {
      name: "fast",
      version: "2.0",
      file: "fast-2.0.whl",
      sha256: sha256("fast"),
      source: "pyodide",
    },
  ],
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "math-solver-setup-"));
  await mkdir(join(root, "node_modules/pyodide"), { recursive: true });
  await mkdir(join(root, "src/python"), { recursive: true });
  await mkdir(join(root, "src/python/shell"));
  await writeFile(join(root, "src/python/shell/session.py"), "the shell");
  await mkdir(join(root, "tools/setup/snapshot"), { recursive: true });
  await writeFile(join(root, "node_modules/pyodide/package.json"), '{"version":"9.9"}');
  for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]) {
    await writeFile(join(root, "node_modules/pyodide", name), `content of ${name}`);
  }
  await writeFile(join(root, "src/python/wheels.json"), JSON.stringify(pins));
  await writeFile(
    join(root, "src/python/pyodide-distribution.json"),
    '{"url":"https://packages.example/v{version}/"}',
  );
});
afterEach(() => rm(root, { recursive: true, force: true }));

const folder = (name: string) => join(root, "public/assets-setup", name);

/** Set-up with everything at hand; a test replaces the part that it breaks. */
function run(changes: Partial<SetUpOptions> = {}) {
  const pip = vi.fn(async (requirements: string, to: string) => {
    if (requirements.startsWith("ipython")) await writeFile(join(to, "ipython-1.0.whl"), "shell");
    else await writeFile(join(to, "pure-1.0.whl"), "pure");
  });
  const fetch = vi.fn(async (_url: string | URL | Request) => new Response("fast"));
  const compile = vi.fn(async ({ wanted, to }: CompileJob) => {
    for (const { bytecode } of wanted) await writeFile(join(to, bytecode), "bytecode");
  });
  const joinWheels = vi.fn(async ({ to }: JoinJob) => writeFile(to, "joined"));
  const snapshot = vi.fn(async ({ to }: SnapshotJob) => writeFile(to, "memory"));
  const log = vi.fn();
  const steps = { pip, fetch, compile, join: joinWheels, snapshot, log };
  const problems = setUp({ root, ...steps, ...changes });
  return { problems, joinWheels, ...steps };
}

it("brings Pyodide's files, both kinds of wheels and the bytecode", async () => {
  const { problems, pip, fetch } = run();
  expect(await problems).toEqual([]);
  expect(pip.mock.calls[1]?.[0]).toBe(`pure==1.0 --hash=sha256:${sha256("pure")}\n`);
  expect(fetch.mock.calls[0]?.[0]).toBe("https://packages.example/v9.9/fast-2.0.whl");
  expect((await readdir(folder("wheels"))).sort()).toEqual([
    "fast-2.0.whl",
    "pure-1.0.bytecode-9.9.zip",
    "pure-1.0.whl",
  ]);
  expect(await readFile(join(folder("pyodide"), "pyodide.asm.wasm"), "utf8")).toBe(
    "content of pyodide.asm.wasm",
  );
  expect((await readdir(folder("."))).sort()).toEqual(["pyodide", "wheels"]);
});

it("does nothing when all is there, network or not", async () => {
  await run().problems;
  const before = await stat(join(folder("pyodide"), "pyodide.mjs"));
  const second = run();
  expect(await second.problems).toEqual([]);
  const { pip, fetch, compile, snapshot, log } = second;
  for (const step of [pip, fetch, compile, snapshot, log]) {
    expect(step).not.toHaveBeenCalled();
  }
  const after = await stat(join(folder("pyodide"), "pyodide.mjs"));
  expect(after.ino).toBe(before.ino);
});

it("replaces a damaged or outdated file, and removes what is no longer pinned", async () => {
  await run().problems;
  await writeFile(join(folder("wheels"), "pure-1.0.whl"), "half of it");
  await writeFile(join(folder("wheels"), "old-0.1.whl"), "old");
  await writeFile(join(folder("pyodide"), "pyodide.mjs"), "an earlier Pyodide");
  const { problems, pip, fetch } = run();
  expect(await problems).toEqual([]);
  expect(pip).toHaveBeenCalledOnce();
  expect(fetch).not.toHaveBeenCalled();
  expect(await readFile(join(folder("wheels"), "pure-1.0.whl"), "utf8")).toBe("pure");
  expect(await readFile(join(folder("pyodide"), "pyodide.mjs"), "utf8")).toMatch(/^content/);
  expect(await readdir(folder("wheels"))).not.toContain("old-0.1.whl");
});

it("takes no wheel with another hash, from either source", async () => {
  const { problems } = run({
    pip: (_requirements, to) => writeFile(join(to, "pure-1.0.whl"), "forged"),
    fetch: async () => new Response("forged"),
  });
  const [ipython, pure, fast] = await problems;
  expect(ipython?.message).toMatch(/IPython.*SHA-256/);
  expect(pure).toEqual({ required: true, message: expect.stringMatching(/pure 1\.0.*SHA-256/) });
  expect(fast).toEqual({ required: false, message: expect.stringMatching(/fast 2\.0.*SHA-256/) });
  expect(await readdir(folder("wheels"))).toEqual([]);
});

it("says what is missing without pip or network, and leaves the rest usable", async () => {
  const { problems, compile } = run({
    pip: () => Promise.reject(new Error("pip is missing. Install it.")),
    fetch: () => Promise.reject(new TypeError("fetch failed", { cause: new Error("no network") })),
  });
  const messages = (await problems).map(({ message }) => message);
  expect(messages[0]).toMatch(/IPython could not be set up: pip is missing/);
  expect(messages[1]).toMatch(/pure 1\.0 could not be fetched: pip is missing\. Install it\.\n/);
  expect(messages[2]).toMatch(/fast 2\.0 could not be fetched: no network\n/);
  for (const message of messages) expect(message).toContain("npm run setup");
  expect(compile).not.toHaveBeenCalled();
  expect(await readdir(folder("pyodide"))).toContain("pyodide.asm.wasm");
  expect((await readdir(folder("."))).sort()).toEqual(["pyodide", "wheels"]);
});

it("says what is lost with a package that Pyodide's own distribution lacks", async () => {
  const [pure] = pins.wheels;
  const wheels = [{ ...pure, imports: ["pure_module"], depends: [] }];
  await writeFile(join(root, "src/python/wheels.json"), JSON.stringify({ ...pins, wheels }));
  const { problems } = run({ pip: () => Promise.reject(new Error("no network")) });
  expect((await problems).slice(1)).toEqual([
    { required: true, message: expect.stringMatching(/comparing answers.*\n.*npm run setup/) },
  ]);
});

it("makes IPython's file once, and again for another version", async () => {
  const first = run();
  await first.problems;
  expect(await readFile(join(folder("pyodide"), "ipython-1-9.9.zip"), "utf8")).toBe("joined");
  expect(first.pip.mock.calls[0]?.[0]).toBe(`ipython==1.0 --hash=sha256:${sha256("shell")}\n`);
  const ipython = { ...pins.ipython, file: "ipython-2-{pyodide}.zip" };
  await writeFile(join(root, "src/python/wheels.json"), JSON.stringify({ ...pins, ipython }));
  expect(await run().problems).toEqual([]);
  const files = await readdir(folder("pyodide"));
  expect(files.filter((name) => name.startsWith("ipython"))).toEqual(["ipython-2-9.9.zip"]);
});

it("says that nothing runs when IPython can't be joined", async () => {
  const { problems } = run({ join: () => Promise.reject(new Error("no memory")) });
  expect(await problems).toEqual([
    {
      required: true,
      message: expect.stringMatching(/no memory\n.*Python can't run.*npm run setup/),
    },
  ]);
});

it("makes the memory that Python begins with once, and again for another shell", async () => {
  const memories = async () =>
    (await readdir(folder("pyodide"))).filter((name) => name.endsWith(".snapshot"));
  const first = run();
  await first.problems;
  expect(first.snapshot.mock.calls[0]?.[0]).toMatchObject({
    shell: [join(root, "src/python/shell/session.py")],
    archive: join(folder("pyodide"), "ipython-1-9.9.zip"),
    wheels: [join(folder("wheels"), "pure-1.0.whl")],
    bytecode: [join(folder("wheels"), "pure-1.0.bytecode-9.9.zip")],
  });
  const [before, ...others] = await memories();
  expect([before, others]).toEqual([expect.stringMatching(/^python-9\.9-[0-9a-f]{16}\./), []]);
  await writeFile(join(root, "src/python/shell/session.py"), "another shell");
  expect(await run().problems).toEqual([]);
  expect(await memories()).toEqual([expect.not.stringMatching(before ?? "")]);
});

it("says that Python starts slowly when that memory can't be made", async () => {
  const { problems } = run({ snapshot: () => Promise.reject(new Error("no room")) });
  expect(await problems).toEqual([
    {
      required: true,
      message: expect.stringMatching(/no room\n.*starts without it.*npm run setup/),
    },
  ]);
});

it("works without bytecode", async () => {
  const { problems } = run({ compile: () => Promise.reject(new Error("no memory")) });
  expect(await problems).toEqual([
    { required: false, message: expect.stringMatching(/takes longer: no memory/) },
  ]);
  expect(await readdir(folder("wheels"))).toContain("pure-1.0.whl");
});

it("asks for the packages of npm first", async () => {
  await rm(join(root, "node_modules"), { recursive: true });
  expect(await run().problems).toEqual([
    { required: true, message: expect.stringContaining("npm ci") },
  ]);
});
