import { version } from "pyodide/package.json";
import openmath from "../solver/openmath.json";
import { Interpreter } from "./interpreter";
import distribution from "./pyodide-distribution.json";
import { PyodideSession } from "./pyodide-session";
import type { Python } from "./python-session";
import type { PackageNotice } from "./run-reply";
import { SpareInterpreter } from "./spare-interpreter";

export interface PythonOptions {
  /** Folder that the set-up command fills, ending in "/". @default `assets-setup/` beside the page */
  readonly assetsUrl?: string;
  /** Folder with the packages of Pyodide's lock file, for those that our own server lacks. */
  readonly distributionUrl?: string;
  /** A package could not be had; the code that imports it fails, the run goes on. */
  readonly onNotice?: (notice: PackageNotice) => void;
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

/** Python in this browser: each session has a Pyodide worker of its own, one more waits. */
export function createPython(options: PythonOptions = {}): BrowserPython {
  const settings = {
    assetsUrl: options.assetsUrl ?? defaultAssetsUrl(),
    distributionUrl: options.distributionUrl ?? distribution.url.replace("{version}", version),
    cutMark: openmath.outputCutMark,
    onNotice: options.onNotice ?? (() => {}),
  };
  const spare = new SpareInterpreter(
    () => Interpreter.start(settings),
    (interpreter) => interpreter.loadAhead(usualImports),
  );
  const sessions = new Set<PyodideSession>();
  return {
    warmUp: () => spare.warmUp(),
    async openSession() {
      const session = new PyodideSession(() => spare.take());
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
    },
  };
}

function defaultAssetsUrl(): string {
  return new URL(`${import.meta.env.BASE_URL}assets-setup/`, document.baseURI).href;
}
