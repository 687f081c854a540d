import type { PyodideAPI } from "pyodide";
import { version } from "pyodide/package.json";
import lock from "pyodide/pyodide-lock.json";
import { lockDown } from "./lock-down";
import { createPackageIndex, type PackageIndex } from "./package-index";
import { type Installer, PackageLoader } from "./package-loader";
import type { PackageNotice, RunReply } from "./run-reply";
import shellSource from "./shell.py?raw";
import { withWasmCheck } from "./wasm-streaming";
import wheels from "./wheels.json";

export interface StartOptions {
  /** Folder that the set-up command fills, ending in "/". */
  readonly assetsUrl: string;
  /** Folder of Pyodide's own distribution, ending in "/". */
  readonly distributionUrl: string;
  readonly cutMark: string;
  /** Two bytes: Pyodide's interrupt signal, and whether we asked. Null without isolation. */
  readonly interrupt: SharedArrayBuffer | null;
}

/** Our shell.py, as JavaScript sees it. */
interface Shell {
  install(): void;
  imports(code: string): PyList;
  preload(names: readonly string[]): void;
  run(code: string, characters: number): PyList;
  output(): PyList;
}

interface PyList {
  toJs(): unknown[];
  destroy(): void;
}

interface Running {
  readonly shell: Shell;
  readonly index: PackageIndex;
  readonly loader: PackageLoader;
  readonly flags: Uint8Array;
}

/** One interpreter, in its worker. The page drives it over comlink. */
export class PythonWorker {
  #running: Running | null = null;
  #preparing: Promise<unknown> = Promise.resolve();

  async start(options: StartOptions): Promise<void> {
    const flags = new Uint8Array(options.interrupt ?? new ArrayBuffer(2));
    const indexURL = `${options.assetsUrl}pyodide/`;
    // As its project built it: a bundler would warn of its `eval` and emit its wasm file twice.
    const { loadPyodide }: typeof import("pyodide") = await import(
      /* @vite-ignore */ `${indexURL}pyodide.mjs`
    );
    const pyodide = await withWasmCheck(() =>
      loadPyodide({
        indexURL,
        // Without packages: loading them is our business, and Pyodide's hints on how to would be
        // shown to the model.
        lockFileContents: { info: { ...lock.info, arch: "wasm32", version }, packages: {} },
        // Writes that go around sys.stdout.
        stdout: () => {},
        stderr: () => {},
      }),
    );
    if (options.interrupt) pyodide.setInterruptBuffer(flags);
    const index = createPackageIndex({
      lock,
      wheels,
      ownUrl: `${options.assetsUrl}wheels/`,
      distributionUrl: options.distributionUrl,
      version,
    });
    const loader = new PackageLoader(fetch.bind(globalThis), createInstaller(pyodide));
    const shell = createShell(pyodide, options.cutMark, () => flags[1] === 1);
    lockDown(globalThis);
    shell.install();
    this.#running = { shell, index, loader, flags };
  }

  /** Loads the packages that a block imports, and imports them, before its clock starts. */
  prepare(code: string): Promise<PackageNotice[]> {
    // One after the other: a spare may still load ahead when its first block comes.
    const prepared = this.#preparing.then(() => this.#prepare(code));
    this.#preparing = prepared.catch(() => {});
    return prepared;
  }

  async #prepare(code: string): Promise<PackageNotice[]> {
    const { shell, index, loader, flags } = this.#started();
    flags.fill(0);
    const modules = take(shell.imports(code)).map(String);
    const packages = index.forImports(modules);
    const notices = await loader.load(packages);
    if (packages.length > 0) {
      shell.preload(modules.filter((module) => index.forImports([module]).length > 0));
    }
    return notices;
  }

  /** Runs a block; `started` is called when its clock starts. */
  run(code: string, characters: number, started: () => void): RunReply {
    const { shell, flags } = this.#started();
    flags.fill(0);
    started();
    const start = performance.now();
    const result = this.#runBlock(shell, code, characters, flags);
    return { ...result, seconds: Math.max(0, performance.now() - start) / 1000 };
  }

  #runBlock(shell: Shell, code: string, characters: number, flags: Uint8Array) {
    let completed: unknown = false;
    let output: unknown[];
    try {
      [completed, ...output] = take(shell.run(code, characters));
    } catch (error) {
      // The interrupt may strike just outside of the block's own frames.
      if (flags[1] !== 1) throw error;
      output = take(shell.output());
    }
    const failure = flags[1] === 1 ? "stopped" : "raised";
    const [stdout, stderr] = output.map(String);
    return {
      status: completed === true ? ("completed" as const) : (failure as "stopped" | "raised"),
      stdout: stdout ?? "",
      stderr: stderr ?? "",
    };
  }

  #started(): Running {
    if (!this.#running) throw new Error("The interpreter has not been started.");
    return this.#running;
  }
}

function createShell(pyodide: PyodideAPI, cutMark: string, stopped: () => boolean): Shell {
  const globals = pyodide.toPy({});
  pyodide.runPython(shellSource, { globals, filename: "shell.py" });
  return globals.get("Shell")(cutMark, stopped);
}

/** The steps that Pyodide's own `loadPackage` takes once it has the bytes. */
function createInstaller(pyodide: PyodideAPI): Installer {
  const api: {
    install(
      wheel: Uint8Array,
      file: string,
      folder: string,
      about: Map<string, string>,
    ): Promise<void>;
    package_loader: { get_install_dir(target: string): string };
    importlib: { invalidate_caches(): void };
  } = Reflect.get(pyodide, "_api");
  const folder = api.package_loader.get_install_dir("site");
  return {
    async wheel(bytes, file) {
      await api.install(bytes, file, folder, new Map([["INSTALLER", "math-solver"]]));
      api.importlib.invalidate_caches();
    },
    bytecode: (bytes) => pyodide.unpackArchive(bytes, "zip", { extractDir: folder }),
  };
}

function take(list: PyList): unknown[] {
  try {
    return list.toJs();
  } finally {
    list.destroy();
  }
}
