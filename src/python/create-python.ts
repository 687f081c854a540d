import { version } from "pyodide/package.json";
import openmath from "../solver/openmath.json";
import type { InterpreterSource } from "./interpreter-source";
import { LiveInterpreters } from "./live-interpreters";
import distribution from "./pyodide-distribution.json";
import { PyodideSession } from "./pyodide-session";
import { defaultCores, defaultMemory } from "./python-memory";
import type { Python } from "./python-session";
import type { PackageNotice } from "./run-reply";
import { SpareInterpreter } from "./spare-interpreter";
import { Turns } from "./turns";

export interface PythonOptions {
  /** Folder that the set-up command fills, ending in "/". @default `assets-setup/` beside the page */
  readonly assetsUrl?: string;
  /** Folder with the packages of Pyodide's lock file, for those that our own server lacks. */
  readonly distributionUrl?: string;
  /** A package could not be had; the code that imports it fails, the run goes on. */
  readonly onNotice?: (notice: PackageNotice) => void;
  /** So many blocks run at once. @default the number of cores */
  readonly cores?: number;
  /** Ceilings in bytes, of each session and of what all idle ones hold. @default by the device's memory */
  readonly memory?: PythonMemory;
}

export interface PythonMemory {
  readonly session: number;
  readonly all: number;
}

export interface BrowserPython extends Python {
  /**
   * Starts an interpreter ahead of the first block.
   * @throws {@link PythonUnavailableError}
   */
  warmUp(): Promise<void>;
}

/** What most samples import. */
const usualImports = "import sympy";

/** What a session's blocks may write to files in sum. */
const fileBytes = 64 * 2 ** 20;

/** Python in this browser: each session has a Pyodide worker of its own, one more waits. */
export function createPython(options: PythonOptions = {}): BrowserPython {
  const cores = options.cores ?? defaultCores();
  const memory = options.memory ?? defaultMemory();
  const settings = {
    assetsUrl: options.assetsUrl ?? defaultAssetsUrl(),
    distributionUrl: options.distributionUrl ?? distribution.url.replace("{version}", version),
    cutMark: openmath.outputCutMark,
    memoryBytes: memory.session,
    fileBytes,
    onNotice: options.onNotice ?? (() => {}),
    blocks: new Turns(cores),
    starts: new Turns(cores),
  };
  let source: Promise<InterpreterSource> | null = null;
  // Half a megabyte that a page without Python need not load.
  const open = async () => {
    const [{ InterpreterSource }, { openSandbox }, { default: setUpFiles }] = await Promise.all([
      import("./interpreter-source"),
      import("./open-sandbox"),
      import("virtual:set-up-files"),
    ]);
    return new InterpreterSource({ ...settings, setUpFiles, openSandbox });
  };
  const spare = new SpareInterpreter(
    async () => {
      source ??= open();
      return (await source).start();
    },
    (interpreter) => interpreter.loadAhead(usualImports),
  );
  const live = new LiveInterpreters(memory.all);
  const sessions = new Set<PyodideSession>();
  return {
    warmUp: () => spare.warmUp(),
    async openSession() {
      const session = new PyodideSession(() => spare.take(), live);
      sessions.add(session);
      return {
        run: (code, limits, signal) => session.run(code, limits, signal),
        close() {
          sessions.delete(session);
          return session.close();
        },
      };
    },
    async close() {
      await Promise.all([spare.close(), ...[...sessions].map((session) => session.close())]);
      sessions.clear();
      (await source)?.close();
    },
  };
}

function defaultAssetsUrl(): string {
  return new URL(`${import.meta.env.BASE_URL}assets-setup/`, document.baseURI).href;
}
