import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { downloadWithPip } from "./pip.mjs";

/** What a Python worker loads from beside the app. */
const runtimeFiles = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];

export async function setUp({ root, pip = downloadWithPip, fetch = globalThis.fetch, log }) {
  const target = join(root, "public", "assets-setup");
  const { wheels } = JSON.parse(await readFile(join(root, "src/python/wheels.json"), "utf8"));
  const folders = { runtime: join(target, "pyodide"), wheels: join(target, "wheels") };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  // Inside the target, so that a finished file moves into place in one step.
  const scratch = await mkdtemp(join(target, ".part-"));
  try {
    const context = { root, folders, scratch, pip, fetch, log: log ?? (() => {}) };
    const problems = await copyRuntime(context);
    await removeOthers(folders.wheels, wheels);
    const missing = [];
    for (const wheel of wheels) {
      if ((await sha256(join(folders.wheels, wheel.file))) !== wheel.sha256) missing.push(wheel);
    }
    problems.push(...(await fromRegistry(context, missing)));
    problems.push(...(await fromDistribution(context, missing)));
    return problems;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function copyRuntime({ root, folders, scratch, log }) {
  for (const name of runtimeFiles) {
    const source = await read(join(root, "node_modules/pyodide", name));
    if (!source) {
      return [{ required: true, message: "Pyodide is not installed. Run `npm ci` first." }];
    }
    const present = await read(join(folders.runtime, name));
    if (present?.equals(source)) continue;
    await place(source, join(scratch, name), join(folders.runtime, name));
    log(`Set-up: ${name} copied.`);
  }
  return [];
}

/** A deployment must not carry the wheels of an earlier version along. */
async function removeOthers(folder, wheels) {
  const pinned = new Set(wheels.map(({ file }) => file));
  for (const name of await readdir(folder)) {
    if (!pinned.has(name)) await rm(join(folder, name), { recursive: true });
  }
}

async function fromRegistry({ folders, scratch, pip, log }, missing) {
  const wanted = missing.filter(({ source }) => source === "registry");
  if (wanted.length === 0) return [];
  log(`Set-up: fetching ${names(wanted)} with pip.`);
  const folder = join(scratch, "wheels");
  await mkdir(folder);
  const requirements = wanted.map((w) => `${w.name}==${w.version} --hash=sha256:${w.sha256}\n`);
  try {
    await pip(requirements.join(""), folder);
    for (const { file, sha256: pinned } of wanted) {
      if ((await sha256(join(folder, file))) !== pinned) {
        throw new Error(`pip brought no ${file} with the pinned SHA-256.`);
      }
    }
  } catch (error) {
    return [problem(wanted, error, true)];
  }
  for (const { file } of wanted) await rename(join(folder, file), join(folders.wheels, file));
  return [];
}

async function fromDistribution({ root, folders, scratch, fetch, log }, missing) {
  const wanted = missing.filter(({ source }) => source === "pyodide");
  const problems = [];
  for (const wheel of wanted) {
    log(`Set-up: fetching ${wheel.name} from Pyodide's own distribution.`);
    try {
      const url = `${await distributionUrl(root)}${wheel.file}`;
      const response = await fetch(url, { signal: AbortSignal.timeout(120_000) });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      const bytes = Buffer.from(await response.arrayBuffer());
      if (digest(bytes) !== wheel.sha256) throw new Error("Its SHA-256 is not the pinned one.");
      await place(bytes, join(scratch, wheel.file), join(folders.wheels, wheel.file));
    } catch (error) {
      problems.push(problem([wheel], error, false));
    }
  }
  return problems;
}

async function distributionUrl(root) {
  const path = join(root, "src/python/pyodide-distribution.json");
  const { version } = JSON.parse(await read(join(root, "node_modules/pyodide/package.json")));
  return JSON.parse(await readFile(path, "utf8")).url.replace("{version}", version);
}

function problem(wheels, error, required) {
  const cause = error.cause?.message ?? error.message;
  const message =
    `${names(wheels)} could not be fetched: ${cause.trim()}\n` +
    "  The app runs without it: when code imports it, the page asks Pyodide's own distribution.\n" +
    "  To have it offline, run `npm run setup` again with a network.";
  return { message, required };
}

const names = (wheels) => wheels.map(({ name, version }) => `${name} ${version}`).join(", ");

/** Writes beside and renames: no reader ever sees half a file. */
async function place(bytes, scratch, path) {
  await writeFile(scratch, bytes);
  await rename(scratch, path);
}

async function read(path) {
  try {
    return await readFile(path);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

async function sha256(path) {
  const bytes = await read(path);
  return bytes && digest(bytes);
}

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
