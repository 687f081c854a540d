import { version } from "pyodide/package.json";
import lock from "pyodide/pyodide-lock.json";
import type { SetUpFiles } from "./core-files";
import { Interpreter } from "./interpreter";
import { createKeptPackages } from "./kept-packages";
import type { SandboxOptions } from "./open-sandbox";
import { createPackageIndex } from "./package-index";
import { PythonUnavailableError } from "./python-session";
import type { WorkerOptions } from "./python-worker";
import type { PackageNotice } from "./run-reply";
import type { Sandbox } from "./sandbox";
import { LateStartError, SandboxGoneError } from "./sandbox-errors";
import type { Turns } from "./turns";
import wheels from "./wheels.json";

/** A start is tried so often, each time in a new sandbox. */
const maxTries = 3;

export interface InterpreterSourceOptions extends WorkerOptions {
  /** Folder that the set-up command fills, ending in "/". */
  readonly assetsUrl: string;
  readonly setUpFiles: SetUpFiles;
  /** Folder of Pyodide's own distribution, ending in "/". */
  readonly distributionUrl: string;
  readonly openSandbox: (options: SandboxOptions) => Promise<Sandbox>;
  readonly onNotice: (notice: PackageNotice) => void;
  /** Blocks run in turn, interpreters start in turn: more than there are cores would only wait. */
  readonly blocks: Turns;
  readonly starts: Turns;
}

/** Starts interpreters, all in one sandbox. */
export class InterpreterSource {
  readonly #options: InterpreterSourceOptions;
  readonly #index;
  readonly #kept = createKeptPackages();
  /** The one that starts interpreters. Others may still serve those that they started. */
  #sandbox: Promise<Sandbox> | null = null;
  readonly #open = new Set<Sandbox>();
  #closed = false;
  #toldFault = false;

  constructor(options: InterpreterSourceOptions) {
    this.#options = options;
    this.#index = createPackageIndex({
      lock,
      wheels,
      ownUrl: `${options.assetsUrl}wheels/`,
      distributionUrl: options.distributionUrl,
      version,
      bytecode: new Map(
        Object.entries(options.setUpFiles.hashes).map(([path, hash]) => [
          path.replace(/^wheels\//, ""),
          hash,
        ]),
      ),
    });
  }

  /** @throws {@link PythonUnavailableError} */
  async start(): Promise<Interpreter> {
    for (let left = maxTries - 1; ; left--) {
      const sandbox = this.#current();
      try {
        return await this.#startIn(await sandbox);
      } catch (error) {
        if (left > 0 && (await this.#mayTryAgain(sandbox, error))) continue;
        throw new PythonUnavailableError(
          `Python could not be started: ${messageOf(error).replace(/\.?$/, ".")} The next block of code ` +
            `tries again; if that does not help, run "npm run setup" where this app is built.`,
          { cause: error },
        );
      }
    }
  }

  close(): void {
    this.#closed = true;
    for (const sandbox of this.#open) sandbox.close("Python was closed.");
  }

  async #startIn(sandbox: Sandbox): Promise<Interpreter> {
    const { onNotice, blocks, starts } = this.#options;
    const worker = await starts.take(() => sandbox.startWorker());
    this.#tellFault(worker.started.fault);
    return new Interpreter(worker, {
      index: this.#index,
      kept: this.#kept,
      fetch: fetch.bind(globalThis),
      onNotice,
      blocks,
      onSilence: () => sandbox.close("the sandbox does not answer."),
    });
  }

  /** It is told once: all interpreters after it start as slowly. */
  #tellFault(fault: string | null): void {
    if (fault === null || this.#toldFault) return;
    this.#toldFault = true;
    this.#options.onNotice({
      package: "python",
      message:
        "Python starts slowly, since what was prepared for it could not be used; all else works as ever. " +
        `Reload the page; if that does not help, run "npm run setup" where this app is built. (${fault})`,
    });
  }

  /** Whether another sandbox may do better than this one did. */
  async #mayTryAgain(sandbox: Promise<Sandbox>, error: unknown): Promise<boolean> {
    if (this.#closed || error instanceof LateStartError) return false;
    const gone = error instanceof SandboxGoneError;
    const opened = await sandbox.catch(() => null);
    // What could not be fetched can't be fetched now either; one that went while it opened may open.
    if (!opened && !gone) return false;
    // Something is wrong in it. Those whom it serves well are left alone.
    if (!gone) opened?.retire();
    if (this.#sandbox === sandbox) this.#sandbox = null;
    return true;
  }

  #current(): Promise<Sandbox> {
    this.#sandbox ??= this.#openSandbox();
    return this.#sandbox;
  }

  #openSandbox(): Promise<Sandbox> {
    const { assetsUrl, setUpFiles, cutMark, memoryBytes, fileBytes } = this.#options;
    const settings = { assetsUrl, setUpFiles, cutMark, memoryBytes, fileBytes };
    const opening = this.#options.openSandbox(settings);
    // The next start opens another.
    const forget = () => {
      if (this.#sandbox === opening) this.#sandbox = null;
    };
    opening.then((sandbox) => {
      this.#open.add(sandbox);
      if (this.#closed) sandbox.close("Python was closed.");
      sandbox.gone.then(() => {
        this.#open.delete(sandbox);
        forget();
      });
    }, forget);
    return opening;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
