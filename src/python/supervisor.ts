import { CallError, type Tell } from "./calls";
import type { CoreFiles, SnapshotFiles } from "./core-files";
import type { Snapshot } from "./load-pyodide";
import type { BlockLimits, WorkerOptions } from "./python-worker";
import type { Started } from "./run-reply";
import { StandstillError, WatchedWorker, WorkerEndedError } from "./watched-worker";

/** So many workers are started for one that is asked for, where they stand still. */
const maxStarts = 3;

export interface SupervisorStart extends WorkerOptions {
  readonly files: CoreFiles;
  readonly snapshot: SnapshotFiles | null;
  /** Why there is no snapshot. */
  readonly fault: string | null;
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
  readonly scripts: Scripts;
  readonly options: WorkerOptions;
  readonly snapshot: (Snapshot & Pick<SnapshotFiles, "packages">) | null;
  readonly fault: string | null;
}

/**
 * What workers are made of, for all of them: the browser keeps a blob's bytes until JavaScript's
 * collector finds it, and it has no reason to look where hardly anything else is made.
 */
interface Scripts {
  readonly worker: Blob;
  readonly loader: Blob;
  readonly glue: Blob;
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

  async #start(start: SupervisorStart): Promise<void> {
    const { files, script, snapshot: packed, fault, ...options } = start;
    // Compiled once, for all workers.
    const [module, memory] = await Promise.all([
      WebAssembly.compile(files.wasm),
      packed && compileMemory(packed.memory).catch((error: Error) => error.message),
    ]);
    const scripts = {
      worker: scriptBlob(script),
      loader: scriptBlob(files.loader),
      glue: scriptBlob(files.glue),
    };
    const common = { module, files, scripts, options };
    if (!packed || memory === null) {
      this.#ready = { ...common, snapshot: null, fault };
    } else if (typeof memory === "string") {
      this.#ready = { ...common, snapshot: null, fault: memory };
    } else {
      const { wheels, packages } = packed;
      this.#ready = { ...common, snapshot: { memory, wheels, packages }, fault };
    }
  }

  async #startWorker(number: number, onEnded: () => void, left = maxStarts): Promise<Started> {
    if (!this.#ready) throw new Error("The supervisor has not been started.");
    const { snapshot, fault } = this.#ready;
    // Until then, the answer says what has become of it.
    let started = false;
    const heard = () => {
      if (started) onEnded();
    };
    try {
      await this.#startFrom(this.#ready, number, heard);
      started = true;
      return { packages: [...(snapshot?.packages ?? [])], fault };
    } catch (error) {
      // The worker is at fault, or the machine: nothing is wrong with the sandbox.
      if (error instanceof StandstillError && left > 1) {
        return this.#startWorker(number, onEnded, left - 1);
      }
      if (!snapshot || error instanceof WorkerEndedError) throw error;
      // This browser can't take the memory up: no worker of it will.
      this.#ready = { ...this.#ready, snapshot: null, fault: reasonOf(error) };
      return this.#startWorker(number, onEnded);
    }
  }

  async #startFrom(ready: Ready, number: number, onEnded: () => void): Promise<void> {
    const { module, files, scripts, options, snapshot } = ready;
    // Addresses of its own: code that reads them can revoke them, for all who share its origin.
    const urls = [scripts.worker, scripts.loader, scripts.glue].map((blob) =>
      URL.createObjectURL(blob),
    );
    const [worker = "", loader = "", glue = ""] = urls;
    const watched = new WatchedWorker(worker, () => {
      this.#workers.delete(number);
      onEnded();
    });
    this.#workers.set(number, watched);
    const { stdlib, ipython } = files;
    try {
      await watched.start({ module, stdlib, ipython, loader, glue, snapshot }, options);
    } catch (error) {
      watched.kill();
      throw error;
    } finally {
      for (const url of urls) URL.revokeObjectURL(url);
    }
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

/** Decompresses and compiles at once. */
function compileMemory(packed: ArrayBuffer): Promise<WebAssembly.Module> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const headers = { "Content-Type": "application/wasm" };
  return WebAssembly.compileStreaming(new Response(stream, { headers }));
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

function scriptBlob(text: string | ArrayBuffer): Blob {
  return new Blob([text], { type: "text/javascript" });
}
