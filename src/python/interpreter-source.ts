import { version } from "pyodide/package.json";
import lock from "pyodide/pyodide-lock.json";
import { Interpreter } from "./interpreter";
import { keepingFetch } from "./package-cache";
import { createPackageIndex } from "./package-index";
import { PythonUnavailableError } from "./python-session";
import type { WorkerOptions } from "./python-worker";
import type { PackageNotice } from "./run-reply";
import { openSandbox, type Sandbox } from "./sandbox";
import type { Turns } from "./turns";
import wheels from "./wheels.json";

/** What has not started after this never will. */
const startMs = 180_000;

export interface InterpreterSourceOptions extends WorkerOptions {
  /** Folder that the set-up command fills, ending in "/". */
  readonly assetsUrl: string;
  /** Folder of Pyodide's own distribution, ending in "/". */
  readonly distributionUrl: string;
  readonly onNotice: (notice: PackageNotice) => void;
  /** Blocks run in turn, interpreters start in turn: more than there are cores would only wait. */
  readonly blocks: Turns;
  readonly starts: Turns;
}

/** Starts interpreters, all in one sandbox. */
export class InterpreterSource {
  readonly #options: InterpreterSourceOptions;
  readonly #index;
  readonly #fetch: typeof fetch;
  #sandbox: Promise<Sandbox> | null = null;

  constructor(options: InterpreterSourceOptions) {
    this.#options = options;
    // There is no cache in a page without https.
    const storage = globalThis.isSecureContext ? caches : undefined;
    this.#fetch = keepingFetch(fetch.bind(globalThis), options.distributionUrl, storage);
    this.#index = createPackageIndex({
      lock,
      wheels,
      ownUrl: `${options.assetsUrl}wheels/`,
      distributionUrl: options.distributionUrl,
      version,
    });
  }

  /** @throws {@link PythonUnavailableError} */
  async start(): Promise<Interpreter> {
    const { onNotice, blocks, starts } = this.#options;
    const sandbox = this.#open();
    const options = {
      index: this.#index,
      fetch: this.#fetch,
      onNotice,
      blocks,
      onSilence: () => this.#drop(sandbox),
    };
    try {
      const { startWorker } = await sandbox;
      const worker = await starts.take(() => inTime(startWorker(), options.onSilence));
      return new Interpreter(worker, options);
    } catch (error) {
      throw new PythonUnavailableError(
        `Python could not be started: ${messageOf(error).replace(/\.?$/, ".")} Reload the page; if that does not ` +
          `help, run "npm run setup" where this app is built.`,
        { cause: error },
      );
    }
  }

  close(): void {
    this.#drop(this.#sandbox);
  }

  #open(): Promise<Sandbox> {
    const { assetsUrl, cutMark, memoryBytes, fileBytes } = this.#options;
    const coreUrl = `${assetsUrl}pyodide/`;
    if (!this.#sandbox) {
      const sandbox = openSandbox({ coreUrl, cutMark, memoryBytes, fileBytes });
      this.#sandbox = sandbox;
      // A later start tries again. A worker's own failure leaves the others alone.
      sandbox.catch(() => this.#drop(sandbox));
    }
    return this.#sandbox;
  }

  /** The next start opens another. */
  #drop(sandbox: Promise<Sandbox> | null): void {
    if (this.#sandbox === sandbox) this.#sandbox = null;
    sandbox?.then(
      (opened) => opened.close(),
      () => {},
    );
  }
}

async function inTime<T>(work: Promise<T>, onLate: () => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate();
      reject(new Error("it took too long."));
    }, startMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
