import type { PyodideAPI } from "pyodide";
import type { Tell } from "./calls";
import { FileCeiling, type Files } from "./file-ceiling";
import guardSource from "./guard.py?raw";
import { InterruptSignal } from "./interrupt-signal";
import { loadPyodideFrom, type PyodideParts } from "./load-pyodide";
import { lockDown, silence } from "./lock-down";
import { MemoryCeiling } from "./memory-ceiling";
import type { Figure } from "./python-session";
import { maxModuleLength, maxModules, type RunReply } from "./run-reply";
import { shellFiles } from "./shell-files";
import { type StackModule, stackLimit } from "./stack-limit";
import pins from "./wheels.json";

export interface WorkerOptions {
  readonly cutMark: string;
  /** Python's memory may grow so far. */
  readonly memoryBytes: number;
  /** All blocks together may write so much to files, which are in memory too. */
  readonly fileBytes: number;
}

export interface WorkerStart extends WorkerOptions {
  readonly parts: PyodideParts;
  /** One byte: set to 1 where the code is to stop. Null where memory can't be shared. */
  readonly stop: SharedArrayBuffer | null;
}

export interface BlockLimits {
  readonly seconds: number;
  readonly characters: number;
}

/** What the supervisor asks of a Python worker. */
export type WorkerRequest =
  | { readonly call: "start"; readonly start: WorkerStart }
  | { readonly call: "ping" }
  | { readonly call: "imports"; readonly code: string }
  | { readonly call: "addWheel"; readonly bytes: Uint8Array; readonly file: string }
  | { readonly call: "addBytecode"; readonly bytes: Uint8Array }
  | { readonly call: "preload"; readonly names: readonly string[] }
  | { readonly call: "run"; readonly code: string; readonly limits: BlockLimits };

/** What it tells without being asked: a block's code starts, or its own start has come a step further. */
export type WorkerNews = "started" | "step";

/** The session of shell/session.py, as JavaScript sees it. */
interface Shell {
  install(): void;
  begin(
    cutMark: string,
    packages: readonly string[],
    stopped: () => boolean,
    limitStack: (inForce: boolean) => void,
  ): void;
  imports(code: string): PyList;
  preload(names: readonly string[]): void;
  run(code: string, characters: number): PyList;
  output(): PyList;
}

interface PyList {
  toJs(): unknown[];
  destroy(): void;
}

/** What is used of Pyodide beyond its public interface. */
interface PyodideInternals {
  readonly _module: StackModule & { readonly HEAP8: Int8Array; readonly FS: Files };
  readonly _api: {
    install(
      wheel: Uint8Array,
      file: string,
      folder: string,
      about: Map<string, string>,
    ): Promise<void>;
    readonly package_loader: { get_install_dir(target: string): string };
    readonly importlib: { invalidate_caches(): void };
  };
}

interface Running {
  readonly pyodide: PyodideAPI & PyodideInternals;
  readonly shell: Shell;
  readonly signal: InterruptSignal;
  readonly memory: MemoryCeiling;
  readonly files: FileCeiling;
  /** Where packages go, and libraries that several of them share. */
  readonly folder: string;
  readonly libraries: string;
  /** Called when a block's code starts. */
  readonly onStarted: () => void;
}

/** One interpreter, in its worker, which the supervisor drives. */
export class PythonWorker {
  #running: Running | null = null;

  /**
   * Carries one request of the supervisor out.
   * @param tell told what happens meanwhile
   */
  answer(request: WorkerRequest, tell: Tell<WorkerNews>): unknown {
    switch (request.call) {
      case "ping":
        return null;
      case "start":
        return this.#start(request.start, tell);
      case "imports":
        return this.#imports(request.code);
      case "addWheel":
        return this.#addWheel(request.bytes, request.file);
      case "addBytecode":
        return this.#addBytecode(request.bytes);
      case "preload":
        this.#started().shell.preload(request.names);
        return null;
      case "run":
        return this.#run(request.code, request.limits);
    }
  }

  async #start(options: WorkerStart, tell: Tell<WorkerNews>): Promise<void> {
    const step = () => tell("step");
    const onStarted = () => tell("started");
    const memory = new MemoryCeiling(options.memoryBytes);
    const pyodide = (await loadPyodideFrom(options.parts, step)) as Running["pyodide"];
    const files = new FileCeiling(pyodide._module.FS, options.fileBytes);
    const signal = new InterruptSignal(options.stop && new Uint8Array(options.stop));
    setSignal(pyodide, signal);
    const folder = pyodide._api.package_loader.get_install_dir("site");
    const libraries = pyodide._api.package_loader.get_install_dir("dynlib");
    const { snapshot, ipython } = options.parts;
    addFiles(pyodide, { ...snapshot?.wheels, [ipythonFile]: ipython });
    if (!snapshot) addShellFiles(pyodide);
    const { shell }: { shell: Shell } = pyodide.pyimport("shell.session");
    // Where the limit isn't found, too deep a recursion ends the interpreter.
    const limit = stackLimit(pyodide._module) ?? (() => {});
    lockDown(globalThis);
    silence(console);
    runModule(pyodide, "guard.py", guardSource).get("hide")();
    if (!snapshot) shell.install();
    const packages = pyodide.toPy(ownPackages);
    shell.begin(options.cutMark, packages, () => signal.fired, limit);
    this.#running = { pyodide, shell, signal, memory, files, folder, libraries, onStarted };
  }

  /** Names of the modules that a block may import. */
  #imports(code: string): string[] {
    const names = take(this.#started().shell.imports(code)).map(String);
    return names.filter((name) => name.length <= maxModuleLength).slice(0, maxModules);
  }

  /** The steps that Pyodide's own `loadPackage` takes once it has the bytes. */
  async #addWheel(bytes: Uint8Array, file: string): Promise<void> {
    const { pyodide, folder, libraries } = this.#started();
    const about = new Map([["INSTALLER", "math-solver"]]);
    await pyodide._api.install(bytes, file, file.endsWith(".zip") ? libraries : folder, about);
    pyodide._api.importlib.invalidate_caches();
  }

  /** A zip with a wheel's compiled modules. */
  #addBytecode(bytes: Uint8Array): void {
    const { pyodide, folder } = this.#started();
    pyodide.unpackArchive(bytes, "zip", { extractDir: folder });
  }

  #run(code: string, limits: BlockLimits): RunReply {
    const { pyodide, signal, memory, files, onStarted } = this.#started();
    memory.takeRefusal();
    onStarted();
    const start = performance.now();
    files.counts = true;
    signal.start(limits.seconds);
    const result = this.#runBlock(code, limits.characters);
    signal.end();
    files.counts = false;
    return {
      ...result,
      seconds: Math.max(0, performance.now() - start) / 1000,
      heapBytes: pyodide._module.HEAP8.length,
      outOfMemory: memory.takeRefusal(),
    };
  }

  #runBlock(code: string, characters: number) {
    const { shell, signal } = this.#started();
    let completed: unknown = false;
    let output: unknown[];
    try {
      [completed, ...output] = take(shell.run(code, characters));
    } catch (error) {
      // The interrupt may strike just outside of the block's own frames.
      if (!signal.fired) throw error;
      output = take(shell.output());
    }
    const failure: RunReply["status"] = signal.fired ? "stopped" : "raised";
    const [stdout, stderr, figures] = output;
    return {
      status: completed === true ? ("completed" as const) : failure,
      stdout: String(stdout),
      stderr: String(stderr),
      figures: toFigures(figures),
    };
  }

  #started(): Running {
    if (!this.#running) throw new Error("The interpreter has not been started.");
    return this.#running;
  }
}

const shellFolder = "/lib/math-solver";
const ipythonFile = "ipython.zip";

/** Those of our own server that a block may import. */
const ownPackages = pins.wheels
  .filter(({ source, imports }) => source === "registry" && !imports)
  .map(({ name }) => name);

/** Archives that Python imports from. Those behind a snapshot are on Python's path already. */
function addFiles({ FS }: PyodideAPI, files: Readonly<Record<string, ArrayBuffer>>): void {
  for (const [file, bytes] of Object.entries(files)) {
    FS.writeFile(`/lib/${file}`, new Uint8Array(bytes), { canOwn: true });
  }
}

/** Where Python imports the shell from. */
function addShellFiles({ FS, runPython }: PyodideAPI): void {
  FS.mkdirTree(`${shellFolder}/shell`);
  for (const [file, source] of Object.entries(shellFiles)) {
    FS.writeFile(`${shellFolder}/shell/${file}`, source);
  }
  runPython(`import sys; sys.path += ["${shellFolder}", "/lib/${ipythonFile}"]`);
}

function toFigures(list: unknown): Figure[] {
  if (!Array.isArray(list)) return [];
  return list.map(([png, width, height, alt]) => ({
    png: String(png),
    width: Number(width),
    height: Number(height),
    alt: String(alt),
  }));
}

/** The names that a Python file of ours defines. */
function runModule(pyodide: PyodideAPI, filename: string, source: string) {
  const globals = pyodide.toPy({});
  pyodide.runPython(source, { globals, filename });
  return globals;
}

/** Pyodide asks for a typed array, of which it reads and writes the first element. */
function setSignal(pyodide: PyodideAPI, signal: InterruptSignal): void {
  Reflect.apply(pyodide.setInterruptBuffer, pyodide, [signal]);
}

function take(list: PyList): unknown[] {
  try {
    return list.toJs();
  } finally {
    list.destroy();
  }
}
