// Run by make-snapshot.mjs as a process of its own, since it takes clock and chance away: the same
// input has to give the same memory.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { memoryModule } from "./memory-module.mjs";

const require = createRequire(import.meta.url);
const { shell, archive, wheels, bytecode, to } = JSON.parse(process.argv[2]);
// As Python is told its own name in a browser.
process.argv = [process.argv[0], "./this.program"];
takeChanceAway();

const { loadPyodide } = await import("pyodide");
const folder = dirname(require.resolve("pyodide/package.json"));
const { default: create } = await import(pathToFileURL(join(folder, "pyodide.asm.mjs")).href);
let functions = 0;
const pyodide = await loadPyodide({
  _makeSnapshot: true,
  stdout: () => {},
  stderr: () => {},
  env: { LANG: "C.UTF-8", PYTHONHASHSEED: "0" },
  createPyodideModule: (settings) => {
    settings.preRun.push((module) => {
      functions = functionsOf(module);
    });
    return create(settings);
  },
});
const { _module: module, FS } = pyodide;

const root = "/lib/math-solver";
FS.mkdirTree(`${root}/shell`);
for (const file of shell) FS.writeFile(`${root}/shell/${basename(file)}`, readFileSync(file));
const add = (file, place) => {
  FS.writeFile(place, readFileSync(file));
  return place;
};
const paths = [
  root,
  add(archive, "/lib/ipython.zip"),
  ...wheels.map((file) => add(file, `/lib/${basename(file)}`)),
];
const compiled = bytecode.map((file) => add(file, `/tmp/${basename(file)}`));
const globals = pyodide.toPy({});
pyodide.runPython(readFileSync(new URL("prepare.py", import.meta.url), "utf8"), { globals });
const call = (name, ...lists) => {
  const [python, ...given] = [globals.get(name), ...lists.map((list) => pyodide.toPy(list))];
  const result = python(...given);
  for (const item of [python, ...given]) item.destroy();
  return result;
};
const licences = Buffer.from(call("licences", paths.slice(1)));
call("prepare", paths, compiled);
globals.destroy();
pyodide._api.runPythonInternal("import gc; gc.collect()");
// A browser's table of functions is filled anew: it has what the memory's pointers mean only if nothing
// was added since.
if (functionsOf(module) !== functions) {
  throw new Error(
    "Python has added functions of its own: no other interpreter can take its memory.",
  );
}
forgetTrampoline();
clearFreeMemory();
const { head, memory } = parts(pyodide.makeMemorySnapshot());
writeFileSync(to, gzipSync(memoryModule(memory, { head, licences }), { level: 9 }));

function takeChanceAway() {
  const fixed = Date.UTC(2026, 0, 1);
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [fixed]));
    }
    static now = () => fixed;
  };
  performance.now = () => 0;
  process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n });
  process.env.TZ = "UTC";
  require("node:crypto").randomFillSync = (view) => view.fill(0);
}

function functionsOf({ wasmTable, freeTableIndexes }) {
  return wasmTable.length - freeTableIndexes.length;
}

/**
 * Pyodide's snapshot: magic number, length of the whole head, length of the text in it, a zero, the
 * build's hash, the text; then the memory.
 */
function parts(snapshot) {
  const [, length] = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2);
  return { head: snapshot.subarray(0, length), memory: snapshot.subarray(length) };
}

/** A browser may have one for its calls from Python to C, or none; it says so itself. */
function forgetTrampoline() {
  const offset = module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4];
  module.HEAP32[(module.__PyRuntime + offset) / 4] = 0;
}

/** What was freed is set to zeros: it makes a fifth of what is to be downloaded. */
function clearFreeMemory() {
  const clear = (from, bytes) => module.HEAPU8.fill(0, from, from + bytes);
  const bottom = module._emscripten_stack_get_end();
  clear(bottom, module._emscripten_stack_get_current() - bottom);
  // Ten numbers; the last is what dlmalloc has free at its end, behind 48 bytes of its own.
  const info = module._malloc(40);
  module._mallinfo(info);
  const rest = module.HEAP32[info / 4 + 9];
  const last = module._sbrk(0) - rest - 48;
  const taken = [];
  // From large to small, each until the only place left is that end.
  for (let size = 2 ** Math.floor(Math.log2(rest / 4)); size >= 16; size = next(size)) {
    for (;;) {
      const place = module._malloc(size);
      if (place >= last) {
        module._free(place);
        break;
      }
      clear(place, size);
      taken.push(place);
    }
  }
  const place = module._malloc(rest - 1024);
  clear(place, rest - 1024);
  module._free(place);
  for (const one of taken.reverse()) module._free(one);
  module._free(info);
}

function next(size) {
  return size > 64 ? size / 2 : size - 16;
}
