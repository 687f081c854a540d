import { deferred } from "./deferred";
import type { KeptPackages } from "./kept-packages";
import type { PackageIndex } from "./package-index";
import { PackageLoader } from "./package-loader";
import type { BlockLimits } from "./python-worker";
import type { RemoteWorker } from "./remote-worker";
import type { PackageNotice, WorkerOutcome } from "./run-reply";
import { SandboxGoneError } from "./sandbox-errors";
import type { Turns } from "./turns";

/**
 * The supervisor bounds all that it is asked. Should it answer so long after its own limit nothing,
 * though it is there, it is not what it was.
 */
const silenceMs = 30_000;
const importsMs = 15_000;
const packageMs = 180_000;

/** How a block ended. After all but `reply` and `cancelled`, the interpreter is gone. */
export type BlockOutcome =
  | WorkerOutcome
  /** The signal fired before the code ran. */
  | { readonly kind: "cancelled" }
  /** The interpreter went, and not by this block: it never ran, or its sandbox was lost. */
  | { readonly kind: "lost"; readonly reason: string };

/** What an interpreter needs of its worker. */
export type InterpreterWorker = Pick<
  RemoteWorker,
  "imports" | "addWheel" | "addBytecode" | "preload" | "run" | "stop" | "kill" | "ended" | "started"
>;

export interface InterpreterOptions {
  readonly index: PackageIndex;
  /** The packages that this browser keeps. */
  readonly kept: KeptPackages;
  /** For packages. */
  readonly fetch: typeof fetch;
  readonly onNotice: (notice: PackageNotice) => void;
  /** Blocks run in turn, those of all interpreters. */
  readonly blocks: Turns;
  /** Nothing comes from the sandbox any more. */
  readonly onSilence: () => void;
}

/** The page's end of one Python worker. Once it has ended, nothing of it waits for anything. */
export class Interpreter {
  readonly #worker: InterpreterWorker;
  readonly #options: InterpreterOptions;
  readonly #loader: PackageLoader;
  #preparing: Promise<unknown> = Promise.resolve();
  #alive = true;
  #heapBytes = 0;
  readonly #ended = deferred<BlockOutcome>();

  constructor(worker: InterpreterWorker, options: InterpreterOptions) {
    this.#worker = worker;
    this.#options = options;
    const patience = packageMs + silenceMs;
    const installer = {
      wheel: (bytes: Uint8Array<ArrayBuffer>, file: string) =>
        this.#within(patience, worker.addWheel(bytes, file)),
      bytecode: (bytes: Uint8Array<ArrayBuffer>) =>
        this.#within(patience, worker.addBytecode(bytes)),
    };
    const { packages } = worker.started;
    this.#loader = new PackageLoader(options.fetch, options.kept, installer, packages);
    worker.ended.then(() => this.#end({ kind: "lost", reason: "its worker is gone." }));
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** What Python's memory had grown to after the last block. */
  get heapBytes(): number {
    return this.#heapBytes;
  }

  /** Loads and imports what `code` imports, while nobody waits. */
  loadAhead(code: string): void {
    // What can't be had is told of when a block asks for it.
    this.#prepare(code).catch(() => {});
  }

  /**
   * Runs one block; `limits.seconds` count from when its code starts. When `signal` fires, the
   * block is stopped as at a time-out.
   */
  async run(code: string, limits: BlockLimits, signal: AbortSignal): Promise<BlockOutcome> {
    const cancelled = deferred<BlockOutcome>();
    const phase = { running: false };
    const abort = () => {
      // Packages that are being loaded are left to it: the next block may want them.
      if (phase.running) this.#worker.stop();
      else cancelled.resolve({ kind: "cancelled" });
    };
    signal.addEventListener("abort", abort);
    const steps = async (): Promise<BlockOutcome> => {
      const notices = await this.#prepare(code);
      if (this.#alive) notices.forEach(this.#options.onNotice);
      return this.#options.blocks.take(async () => {
        if (signal.aborted) return { kind: "cancelled" };
        if (!this.#alive) return this.#ended.promise;
        phase.running = true;
        return Promise.race([this.#run(code, limits), this.#ended.promise]);
      });
    };
    try {
      return await Promise.race([steps(), cancelled.promise, this.#ended.promise]);
    } catch (error) {
      this.kill();
      const ownFault = phase.running && !(error instanceof SandboxGoneError);
      return { kind: ownFault ? "crashed" : "lost", reason: String(error) };
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  kill(): void {
    if (!this.#alive) return;
    this.#worker.kill();
    this.#end({ kind: "crashed", reason: "it was ended." });
  }

  #end(outcome: BlockOutcome): void {
    this.#alive = false;
    this.#ended.resolve(outcome);
  }

  async #run(code: string, limits: BlockLimits): Promise<BlockOutcome> {
    const patience = limits.seconds * 1000 + importsMs + silenceMs;
    const outcome = await this.#within(patience, this.#worker.run(code, limits));
    if (outcome.kind === "reply") this.#heapBytes = outcome.reply.heapBytes;
    else this.#end(outcome);
    return outcome;
  }

  /** Settles in any case: with the work, or when this has ended. */
  async #within<T>(patienceMs: number, work: Promise<T>): Promise<T> {
    const ended = this.#ended.promise.then(() => {
      throw new Error("The interpreter was ended.");
    });
    const silence = setTimeout(this.#options.onSilence, patienceMs);
    try {
      return await Promise.race([work, ended]);
    } finally {
      clearTimeout(silence);
    }
  }

  /** One after the other: a spare may still load ahead when its first block comes. */
  #prepare(code: string): Promise<PackageNotice[]> {
    const prepared = this.#preparing.then(() => this.#load(code));
    this.#preparing = prepared.catch(() => {});
    return prepared;
  }

  async #load(code: string): Promise<PackageNotice[]> {
    const { index, kept } = this.#options;
    const modules = await this.#within(importsMs + silenceMs, this.#worker.imports(code));
    if (modules.length === 0) return [];
    const stored = await kept.list();
    const packages = index.forImports(modules, stored);
    if (packages.length === 0) return [];
    const notices = await this.#loader.load(packages);
    const ours = modules.filter((module) => index.forImports([module], stored).length > 0);
    await this.#within(packageMs + silenceMs, this.#worker.preload(ours));
    return notices;
  }
}
