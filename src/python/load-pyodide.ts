import type { PyodideAPI } from "pyodide";
import { version } from "pyodide/package.json";
import { info } from "pyodide/pyodide-lock.json";

/** Pyodide as the supervisor hands it to each of its workers. */
export interface PyodideParts {
  readonly module: WebAssembly.Module;
  readonly stdlib: ArrayBuffer;
  /** An archive that Python imports from. */
  readonly ipython: ArrayBuffer;
  /** Addresses of Pyodide's two scripts. */
  readonly loader: string;
  readonly glue: string;
  /** Null: Python starts from nothing. */
  readonly snapshot: Snapshot | null;
}

/** The memory of an interpreter that has been made ready: tools/setup/snapshot. */
export interface Snapshot {
  /** Writes it into the memory that it imports. */
  readonly memory: WebAssembly.Module;
  /** Files that Python imports from where the memory lacks something, by their names in `/lib`. */
  readonly wheels: Readonly<Record<string, ArrayBuffer>>;
}

/** What is used of Emscripten's module while it takes a memory up. */
interface MemoryModule {
  readonly memory: WebAssembly.Memory;
  readonly HEAP32: Int32Array;
  readonly __PyRuntime: number;
  readonly __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
  /** Addresses of the C library's time zone, and what sets it to the browser's. */
  readonly _timezone: number;
  readonly _daylight: number;
  readonly _tzname: number;
  __tzset_js(timezone: number, daylight: number, standard: number, summer: number): void;
  /** @returns 1, or nothing where it can't grow */
  growMemory(bytes: number): number | undefined;
}

type Options = NonNullable<Parameters<typeof import("pyodide").loadPyodide>[0]>;

/**
 * Starts Pyodide without a network: it finds what it would fetch already there.
 * @param onStep told each time that it has come further
 */
export async function loadPyodideFrom(
  parts: PyodideParts,
  onStep: () => void,
): Promise<PyodideAPI> {
  const { loadPyodide }: typeof import("pyodide") = await import(/* @vite-ignore */ parts.loader);
  onStep();
  const { default: createPyodideModule }: { default: Options["createPyodideModule"] } =
    await import(/* @vite-ignore */ parts.glue);
  onStep();
  globalThis.fetch = async () => new Response(parts.stdlib);
  const failed = instantiateFrom(parts.module);
  const options: Options = {
    ...(createPyodideModule && { createPyodideModule }),
    ...(createPyodideModule &&
      parts.snapshot &&
      restore(createPyodideModule, parts.snapshot, onStep)),
    indexURL: "https://pyodide.invalid/",
    // Without packages: loading them is our business, and Pyodide's hints on how to would be
    // shown to the model.
    lockFileContents: { info: { ...info, arch: "wasm32", version }, packages: {} },
    // Writes that go around sys.stdout.
    stdout: () => {},
    stderr: () => {},
  };
  const pyodide = await Promise.race([loadPyodide(options), failed]);
  onStep();
  return pyodide;
}

/**
 * Pyodide's own way to a snapshot expects a memory as large as the snapshot's, which its build has not,
 * and copies it once more. So the memory is in place when Pyodide looks, and it gets the head alone.
 */
function restore(
  create: NonNullable<Options["createPyodideModule"]>,
  snapshot: Snapshot,
  onStep: () => void,
): Options {
  const [head] = WebAssembly.Module.customSections(snapshot.memory, "head");
  if (!head) throw new Error("The snapshot has no head.");
  return {
    _loadSnapshot: head,
    async createPyodideModule(settings) {
      const module = await create(settings);
      onStep();
      await fill(module as unknown as MemoryModule, snapshot.memory);
      onStep();
      return module;
    },
  };
}

async function fill(module: MemoryModule, memory: WebAssembly.Module): Promise<void> {
  // This browser's way of calls from Python to C, which the snapshot does not know.
  const place = () =>
    (module.__PyRuntime + (module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4] ?? 0)) / 4;
  const trampoline = module.HEAP32[place()] ?? 0;
  const [bytes] = WebAssembly.Module.customSections(memory, "bytes");
  if (!module.growMemory(bytes ? new DataView(bytes).getUint32(0, true) : 0)) {
    throw new Error("There is no room for the snapshot.");
  }
  await WebAssembly.instantiate(memory, { python: { memory: module.memory } });
  module.HEAP32[place()] = trampoline;
  setTimeZone(module);
}

/** The C library asks for it once, which it did where the snapshot was made. */
function setTimeZone(module: MemoryModule): void {
  const { _timezone: seconds, _daylight: daylight, _tzname: names } = module;
  const [standard = 0, summer = 0] = module.HEAP32.subarray(names / 4, names / 4 + 2);
  module.__tzset_js(seconds, daylight, standard, summer);
}

/** Pyodide waits for ever when its wasm file can't be instantiated; the result then rejects. */
function instantiateFrom(module: WebAssembly.Module): Promise<never> {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => {});
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    try {
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      reject(error);
      throw error;
    }
  };
  return failed;
}
