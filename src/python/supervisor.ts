import { CallError, type Tell } from "./calls";
import type { CoreFiles } from "./core-files";
import type { BlockLimits, WorkerOptions } from "./python-worker";
import { WatchedWorker, WorkerEndedError } from "./watched-worker";

export interface SupervisorStart extends WorkerOptions {
  readonly files: CoreFiles;
  /** Of the Python workers. */
  readonly script: string;
}

/** What the page asks of the supervisor; the page numbers its workers. */
export type SupervisorRequest =
  | { readonly call: "start"; readonly start: SupervisorStart }
  | { readonly call: "ping" }
  | WorkerCall;

type WorkerCall = { readonly worker: number } & (
  | { readonly call: "startWorker" | "stop" | "kill" }
  | { readonly call: "imports"; readonly code: string }
  | { readonly call: "addWheel"; readonly bytes: Uint8Array<ArrayBuffer>; readonly file: string }
  | { readonly call: "addBytecode"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly call: "preload"; readonly names: readonly string[] }
  | { readonly call: "run"; readonly code: string; readonly limits: BlockLimits }
);

export type SupervisorNews =
  /** A worker is no more, be it that it was idle. */
  | { readonly kind: "ended"; readonly worker: number }
  /** An error of the supervisor's own: nothing of the sandbox is to be relied on any more. */
  | { readonly kind: "broken"; readonly reason: string };

interface Ready {
  readonly module: WebAssembly.Module;
  readonly files: CoreFiles;
  readonly script: string;
  readonly options: WorkerOptions;
}

/** Starts Python workers and watches them, from inside of the sandbox. */
export class Supervisor {
  readonly #workers = new Map<number, WatchedWorker>();
  #ready: Ready | null = null;

  /** Carries one request of the page out. */
  async answer(request: SupervisorRequest, tell: Tell<SupervisorNews>): Promise<unknown> {
    try {
      return await this.#answer(request, tell);
    } catch (error) {
      const known = error instanceof CallError || error instanceof WorkerEndedError;
      if (!known) tell({ kind: "broken", reason: String(error).slice(0, 1000) });
      throw error;
    }
  }

  async #answer(request: SupervisorRequest, tell: Tell<SupervisorNews>): Promise<unknown> {
    switch (request.call) {
      case "ping":
        return null;
      case "start":
        return this.#start(request.start);
      case "startWorker":
        return this.#startWorker(request.worker, () => {
          // Behind the answers to what it was asked, which say more.
          setTimeout(() => tell({ kind: "ended", worker: request.worker }));
        });
      default:
        return ask(this.#workers.get(request.worker), request);
    }
  }

  async #start({ files, script, ...options }: SupervisorStart): Promise<void> {
    // Compiled once, for all workers.
    this.#ready = { module: await WebAssembly.compile(files.wasm), files, script, options };
  }

  async #startWorker(number: number, onEnded: () => void): Promise<void> {
    if (!this.#ready) throw new Error("The supervisor has not been started.");
    const { module, files, script, options } = this.#ready;
    // Addresses of its own: code that reads them can revoke them, for all who share its origin.
    const urls = [script, files.loader, files.glue].map(scriptUrl);
    const [worker = "", loader = "", glue = ""] = urls;
    const watched = new WatchedWorker(worker, () => {
      this.#workers.delete(number);
      onEnded();
    });
    this.#workers.set(number, watched);
    const { stdlib, ipython } = files;
    try {
      await watched.start({ module, stdlib, ipython, loader, glue }, options);
    } catch (error) {
      watched.kill();
      throw error;
    } finally {
      for (const url of urls) URL.revokeObjectURL(url);
    }
  }
}

function ask(
  worker: WatchedWorker | undefined,
  request: Exclude<WorkerCall, { call: "startWorker" }>,
): unknown {
  if (request.call === "stop") return worker?.stop();
  if (request.call === "kill") return worker?.kill();
  if (!worker) throw new WorkerEndedError("it was ended.");
  switch (request.call) {
    case "imports":
      return worker.imports(request.code);
    case "addWheel":
      return worker.addWheel(request.bytes, request.file);
    case "addBytecode":
      return worker.addBytecode(request.bytes);
    case "preload":
      return worker.preload(request.names);
    case "run":
      return worker.run(request.code, request.limits);
  }
}

function scriptUrl(text: string | ArrayBuffer): string {
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
