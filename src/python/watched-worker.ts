import { proxy, type Remote, transfer, wrap } from "comlink";
import type { PyodideParts } from "./load-pyodide";
import type { BlockLimits, PythonWorker, WorkerOptions } from "./python-worker";

/** After an interrupt, the code has so long to end before its worker is ended. */
const graceMs = 500;

/** A worker that is asked for something quick, or for packages, and says nothing is given up. */
const answerMs = 15_000;
const packageMs = 180_000;

/** How a block ended. After `killed` and `crashed`, the worker is gone. */
export type WorkerOutcome =
  /** As the worker says, unchecked. */
  | { readonly kind: "reply"; readonly reply: unknown }
  /** It did not heed the interrupt, or there is none: the worker was ended. */
  | { readonly kind: "killed"; readonly seconds: number }
  | { readonly kind: "crashed"; readonly reason: string };

/**
 * A Python worker under supervision: at the time limit it interrupts itself, and is ended where it
 * does not. Its owner is a worker too, whose timers are never slowed down.
 */
export class WatchedWorker {
  readonly #worker: Worker;
  readonly #remote: Remote<PythonWorker>;
  readonly #stop: SharedArrayBuffer | null;
  readonly #crash = Promise.withResolvers<never>();
  #block: Block | null = null;

  static async start(
    script: string,
    parts: PyodideParts,
    options: WorkerOptions,
  ): Promise<WatchedWorker> {
    const watched = new WatchedWorker(script);
    const started = proxy(() => watched.#block?.start());
    const start = { ...options, parts, stop: watched.#stop };
    try {
      await watched.#orCrash(watched.#remote.start(start, started));
      return watched;
    } catch (error) {
      watched.kill();
      throw error;
    }
  }

  private constructor(script: string) {
    this.#worker = new Worker(script, { name: "python" });
    this.#stop = globalThis.crossOriginIsolated ? new SharedArrayBuffer(1) : null;
    // Nobody may be listening when an idle worker crashes.
    this.#crash.promise.catch(() => {});
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail(event.message || "its worker could not be loaded.");
    });
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage(null, [port2]);
    this.#remote = wrap<PythonWorker>(port1);
  }

  /** Unchecked, as is all that the worker says. */
  imports(code: string): Promise<unknown> {
    return this.#answer(this.#remote.imports(code), answerMs);
  }

  addWheel(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<void> {
    const added = this.#remote.addWheel(transfer(bytes, [bytes.buffer]), file);
    return this.#answer(added, packageMs);
  }

  addBytecode(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const added = this.#remote.addBytecode(transfer(bytes, [bytes.buffer]));
    return this.#answer(added, packageMs);
  }

  preload(names: readonly string[]): Promise<void> {
    return this.#answer(this.#remote.preload(names), packageMs);
  }

  async run(code: string, limits: BlockLimits): Promise<WorkerOutcome> {
    const killed = Promise.withResolvers<WorkerOutcome>();
    const block = new Block(limits.seconds, (seconds) => {
      killed.resolve({ kind: "killed", seconds });
      this.kill();
    });
    this.#block = block;
    if (this.#stop) Atomics.store(new Uint8Array(this.#stop), 0, 0);
    try {
      const reply = this.#orCrash(this.#remote.run(code, limits));
      return await Promise.race([
        reply.then((it) => ({ kind: "reply" as const, reply: it })),
        killed.promise,
      ]);
    } catch (error) {
      this.kill();
      return { kind: "crashed", reason: String(error) };
    } finally {
      block.end();
      this.#block = null;
    }
  }

  /** Stops the block that runs, as at its time limit. */
  stop(): void {
    if (!this.#block) return;
    if (this.#stop) Atomics.store(new Uint8Array(this.#stop), 0, 1);
    this.#block.stop(this.#stop ? graceMs : 0);
  }

  kill(): void {
    this.#fail("it was ended.");
  }

  async #answer<T>(work: Promise<T>, patienceMs: number): Promise<T> {
    const timer = setTimeout(() => this.#fail("it does not answer."), patienceMs);
    try {
      return await this.#orCrash(work);
    } finally {
      clearTimeout(timer);
    }
  }

  #orCrash<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#crash.promise]);
  }

  #fail(reason: string): void {
    this.#worker.terminate();
    this.#crash.reject(new Error(reason));
  }
}

/** The clock of one block. */
class Block {
  readonly #seconds: number;
  readonly #kill: (seconds: number) => void;
  #begin: number | null = null;
  #stopMs: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(seconds: number, kill: (seconds: number) => void) {
    this.#seconds = seconds;
    this.#kill = kill;
    // It may never start.
    this.#killAfter(seconds * 1000 + answerMs);
  }

  /** The code starts. */
  start(): void {
    this.#begin = performance.now();
    this.#killAfter(this.#stopMs ?? this.#seconds * 1000 + graceMs);
  }

  /** Before the start, it counts from the start. */
  stop(milliseconds: number): void {
    this.#stopMs = milliseconds;
    if (this.#begin !== null) this.#killAfter(milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #killAfter(milliseconds: number): void {
    clearTimeout(this.#timer);
    const kill = () => {
      const now = performance.now();
      this.#kill((now - (this.#begin ?? now)) / 1000);
    };
    this.#timer = setTimeout(kill, milliseconds);
  }
}
