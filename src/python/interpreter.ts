import { type Remote, releaseProxy, transfer } from "comlink";
import type { PackageIndex } from "./package-index";
import { PackageLoader } from "./package-loader";
import type { BlockLimits } from "./python-worker";
import { type PackageNotice, parseModules, parseRunReply, type RunReply } from "./run-reply";
import type { Turns } from "./turns";
import type { WatchedWorker, WorkerOutcome } from "./watched-worker";

/** The sandbox is given up when nothing comes from it so long after it should have. */
const silenceMs = 30_000;

/** How a block ended. After `killed` and `crashed`, the interpreter is gone. */
export type BlockOutcome =
  | { readonly kind: "reply"; readonly reply: RunReply }
  | Exclude<WorkerOutcome, { kind: "reply" }>
  /** The signal fired before the code ran. */
  | { readonly kind: "cancelled" };

export interface InterpreterOptions {
  readonly index: PackageIndex;
  /** For packages. */
  readonly fetch: typeof fetch;
  readonly onNotice: (notice: PackageNotice) => void;
  /** Blocks run in turn, those of all interpreters. */
  readonly blocks: Turns;
  /** Nothing comes from the sandbox any more. */
  readonly onSilence: () => void;
}

/** The page's end of one Python worker. */
export class Interpreter {
  readonly #worker: Remote<WatchedWorker>;
  readonly #options: InterpreterOptions;
  readonly #loader: PackageLoader;
  #preparing: Promise<unknown> = Promise.resolve();
  #alive = true;
  #heapBytes = 0;
  #end: (outcome: BlockOutcome) => void = () => {};
  readonly #ended = new Promise<BlockOutcome>((resolve) => {
    this.#end = resolve;
  });

  constructor(worker: Remote<WatchedWorker>, options: InterpreterOptions) {
    this.#worker = worker;
    this.#options = options;
    this.#loader = new PackageLoader(options.fetch, {
      wheel: (bytes, file) => worker.addWheel(transfer(bytes, [bytes.buffer]), file),
      bytecode: (bytes) => worker.addBytecode(transfer(bytes, [bytes.buffer])),
    });
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
    let cancel = () => {};
    const cancelled = new Promise<BlockOutcome>((resolve) => {
      cancel = () => resolve({ kind: "cancelled" });
    });
    let phase: "preparing" | "running" = "preparing";
    const abort = () => {
      // Packages that are being loaded are left to it: the next block may want them.
      if (phase === "preparing") cancel();
      else void this.#worker.stop();
    };
    signal.addEventListener("abort", abort);
    const steps = async (): Promise<BlockOutcome> => {
      const notices = await this.#prepare(code);
      notices.forEach(this.#options.onNotice);
      return this.#options.blocks.take(async () => {
        if (signal.aborted) return { kind: "cancelled" };
        phase = "running";
        return Promise.race([this.#run(code, limits), this.#ended]);
      });
    };
    try {
      return await Promise.race([steps(), cancelled, this.#ended]);
    } catch (error) {
      this.kill();
      return { kind: "crashed", reason: String(error) };
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  kill(): void {
    this.#release();
    this.#end({ kind: "crashed", reason: "it was ended." });
  }

  #release(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#worker.kill().finally(() => this.#worker[releaseProxy]());
  }

  async #run(code: string, limits: BlockLimits): Promise<BlockOutcome> {
    const patience = limits.seconds * 1000 + silenceMs;
    const outcome = await this.#hear<WorkerOutcome>(this.#worker.run(code, limits), patience);
    if (outcome.kind !== "reply") {
      this.#release();
      return outcome;
    }
    const reply = parseRunReply(outcome.reply, limits.characters);
    this.#heapBytes = reply.heapBytes;
    return { kind: "reply", reply };
  }

  /** The sandbox answers in any case, be it that the worker does not; but it may be gone itself. */
  async #hear<T>(work: Promise<T>, patienceMs: number): Promise<T> {
    const silence = setTimeout(() => {
      this.kill();
      this.#options.onSilence();
    }, patienceMs);
    try {
      return await work;
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
    const { index } = this.#options;
    const modules = parseModules(await this.#hear(this.#worker.imports(code), silenceMs));
    const packages = index.forImports(modules);
    if (packages.length === 0) return [];
    const notices = await this.#loader.load(packages);
    const ours = modules.filter((module) => index.forImports([module]).length > 0);
    await this.#worker.preload(ours);
    return notices;
  }
}
