import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { compileBytecode } from "./bytecode.mjs";
import { joinIPython } from "./ipython.mjs";
import { downloadWithPip } from "./pip.mjs";
import { makeSnapshot } from "./snapshot/make-snapshot.mjs";
import { snapshotName } from "./snapshot/snapshot-name.mjs";

/** What a Python worker loads from beside the app. */
const runtimeFiles = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];

export async function setUp(options) {
  const {
    root,
    pip = downloadWithPip,
    compile = compileBytecode,
    join: joinWheels = joinIPython,
    snapshot: make = makeSnapshot,
    log,
  } = options;
  const fetch = options.fetch ?? globalThis.fetch;
  const target = join(root, "public", "assets-setup");
  const version = await pyodideVersion(root);
  if (!version) {
    return [{ required: true, message: "Pyodide is not installed. Run `npm ci` first." }];
  }
  const { wheels, ipython, inSnapshot } = await readPins(root, version);
  const snapshot = await snapshotName(root, version);
  const folders = { runtime: join(target, "pyodide"), wheels: join(target, "wheels") };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  // Inside the target, so that a finished file moves into place in one step.
  const scratch = await mkdtemp(join(target, ".part-"));
  try {
    const context = {
      root,
      version,
      folders,
      scratch,
      pip,
      compile,
      joinWheels,
      make,
      fetch,
      log: log ?? (() => {}),
    };
    await copyRuntime(context);
    await removeOthers(folders.runtime, [...runtimeFiles, ipython.file, snapshot.name]);
    const pinned = wheels.flatMap(({ file, bytecode }) => [file, bytecode]);
    await removeOthers(folders.wheels, pinned);
    const missing = [];
    for (const wheel of wheels) {
      if ((await sha256(join(folders.wheels, wheel.file))) !== wheel.sha256) missing.push(wheel);
    }
    return [
      ...(await placeIPython(context, ipython)),
      ...(await fromRegistry(context, missing)),
      ...(await fromDistribution(context, missing)),
      ...(await bytecode(context, wheels)),
      ...(await placeSnapshot(context, snapshot, { wheels, ipython, inSnapshot })),
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function copyRuntime({ root, folders, scratch, log }) {
  for (const name of runtimeFiles) {
    const source = await readFile(join(root, "node_modules/pyodide", name));
    const present = await read(join(folders.runtime, name));
    if (present?.equals(source)) continue;
    await place(source, join(scratch, name), join(folders.runtime, name));
    log(`Set-up: ${name} copied.`);
  }
}

async function pyodideVersion(root) {
  const about = await read(join(root, "node_modules/pyodide/package.json"));
  return about && JSON.parse(about).version;
}

async function readPins(root, version) {
  const pins = JSON.parse(await readFile(join(root, "src/python/wheels.json"), "utf8"));
  const ending = pins.bytecodeEnding.replace("{pyodide}", version);
  const wheels = pins.wheels.map((wheel) => ({
    ...wheel,
    bytecode: wheel.file.replace(/\.whl$/, ending),
  }));
  const file = pins.ipython.file.replace("{pyodide}", version);
  return { wheels, ipython: { ...pins.ipython, file }, inSnapshot: pins.snapshot };
}

/** A deployment must not carry the files of an earlier version along. */
async function removeOthers(folder, pinned) {
  for (const name of await readdir(folder)) {
    if (!pinned.includes(name)) await rm(join(folder, name), { recursive: true });
  }
}

/** The shell of every session. Without it there is no Python at all. */
async function placeIPython(context, { file, wheels }) {
  const { folders, scratch, joinWheels, log } = context;
  if ((await readdir(folders.runtime)).includes(file)) return [];
  try {
    const from = join(scratch, "ipython");
    await download(context, wheels, from);
    log("Set-up: compiling IPython, once.");
    await joinWheels({ wheels, from, to: join(scratch, file) });
    await rename(join(scratch, file), join(folders.runtime, file));
    return [];
  } catch (error) {
    const message =
      `IPython could not be set up: ${causeOf(error)}\n` +
      "  Python can't run in the app without it; run `npm run setup` again with a network.";
    return [{ message, required: true }];
  }
}

async function fromRegistry(context, missing) {
  const { folders, scratch } = context;
  const wanted = missing.filter(({ source }) => source === "registry");
  if (wanted.length === 0) return [];
  const folder = join(scratch, "wheels");
  try {
    await download(context, wanted, folder);
  } catch (error) {
    return [problem(wanted, error, true)];
  }
  for (const { file } of wanted) await rename(join(folder, file), join(folders.wheels, file));
  return [];
}

/** Puts wheels into a new folder; throws where one is not as pinned. */
async function download({ pip, log }, wheels, folder) {
  log(`Set-up: fetching ${names(wheels)} with pip.`);
  await mkdir(folder);
  const requirements = wheels.map((w) => `${w.name}==${w.version} --hash=sha256:${w.sha256}\n`);
  await pip(requirements.join(""), folder);
  for (const { file, sha256: pinned } of wheels) {
    if ((await sha256(join(folder, file))) !== pinned) {
      throw new Error(`pip brought no ${file} with the pinned SHA-256.`);
    }
  }
}

async function fromDistribution(context, missing) {
  const { folders, scratch, fetch, log } = context;
  const wanted = missing.filter(({ source }) => source === "pyodide");
  const problems = [];
  for (const wheel of wanted) {
    log(`Set-up: fetching ${wheel.name} from Pyodide's own distribution.`);
    try {
      const url = `${await distributionUrl(context)}${wheel.file}`;
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

async function bytecode({ folders, scratch, compile, log }, wheels) {
  const present = await readdir(folders.wheels);
  const ours = wheels.filter(({ source, file }) => source === "registry" && present.includes(file));
  const wanted = ours.filter((wheel) => !present.includes(wheel.bytecode));
  if (wanted.length === 0) return [];
  log(`Set-up: compiling ${names(wanted)}, once.`);
  try {
    await compile({ wheels: ours, wanted, from: folders.wheels, to: scratch });
    for (const { bytecode: file } of wanted) {
      await rename(join(scratch, file), join(folders.wheels, file));
    }
    return [];
  } catch (error) {
    const message = `${names(wanted)} could not be compiled, so importing takes longer: ${error.message}`;
    return [{ message, required: false }];
  }
}

/** The memory that every session begins with. Without it Python starts all the same, if slowly. */
async function placeSnapshot(context, { name, files }, { wheels, ipython, inSnapshot }) {
  const { folders, scratch, make, log } = context;
  if ((await readdir(folders.runtime)).includes(name)) return [];
  const members = wheels.filter((wheel) => inSnapshot.includes(wheel.name));
  log("Set-up: making the memory that Python begins with, once.");
  try {
    await make({
      shell: files.filter((file) => basename(join(file, "..")) === "shell"),
      archive: join(folders.runtime, ipython.file),
      wheels: members.map(({ file }) => join(folders.wheels, file)),
      bytecode: members.map(({ bytecode: file }) => join(folders.wheels, file)),
      to: join(scratch, name),
    });
    await rename(join(scratch, name), join(folders.runtime, name));
    return [];
  } catch (error) {
    const message =
      `The memory that Python begins with could not be made: ${causeOf(error)}\n` +
      "  Python starts without it, which takes seconds; run `npm run setup` again.";
    return [{ message, required: true }];
  }
}

async function distributionUrl({ root, version }) {
  const path = join(root, "src/python/pyodide-distribution.json");
  return JSON.parse(await readFile(path, "utf8")).url.replace("{version}", version);
}

function problem(wheels, error, required) {
  // Pyodide's own distribution lacks what names its own modules.
  const substitutes = wheels.every(({ imports }) => imports)
    ? "its part in comparing answers is missing: those written in different ways may count as different."
    : "when code imports it, the page asks Pyodide's own distribution.";
  const message =
    `${names(wheels)} could not be fetched: ${causeOf(error)}\n` +
    `  The app runs without it: ${substitutes}\n` +
    "  To have it offline, run `npm run setup` again with a network.";
  return { message, required };
}

const causeOf = (error) => (error.cause?.message ?? error.message).trim();

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
