import { proxy, type Remote, wrap } from "comlink";
import * as v from "valibot";
import { PythonUnavailableError } from "./python-session";
import type { PythonWorker, StartOptions } from "./python-worker";
import {
  type PackageNotice,
  packageNoticesSchema,
  type RunReply,
  runReplySchema,
} from "./run-reply";

/** After an interrupt, the code has so long to end before its worker is ended. */
const graceMs = 500;

/** A worker that has not started after this never will. */
const startMs = 180_000;

export type InterpreterOptions = Omit<StartOptions, "interrupt"> & {
  readonly onNotice: (notice: PackageNotice) => void;
};

export interface BlockLimits {
  readonly seconds: number;
  readonly characters: number;
}

/** How a block ended. Only after a `reply` does the interpreter live on. */
export type BlockOutcome =
  | { readonly kind: "reply"; readonly reply: RunReply }
  /** It did not heed the interrupt, or there is none: the worker was ended. */
  | { readonly kind: "killed"; readonly seconds: number }
  | { readonly kind: "crashed"; readonly reason: string };

/** The page's end of one Python worker. */
export class Interpreter {
  readonly #worker: Worker;
  readonly #remote: Remote<PythonWorker>;
  readonly #flags: Uint8Array | null;
  readonly #onNotice: (notice: PackageNotice) => void;
  readonly #crash = Promise.withResolvers<never>();
  #alive = true;

  /** @throws {@link PythonUnavailableError} */
  static async start(options: InterpreterOptions): Promise<Interpreter> {
    const interrupt = globalThis.crossOriginIsolated ? new SharedArrayBuffer(2) : null;
    const interpreter = new Interpreter(interrupt, options.onNotice);
    const { assetsUrl, distributionUrl, cutMark } = options;
    try {
      await Promise.race([
        interpreter.#remote.start({ assetsUrl, distributionUrl, cutMark, interrupt }),
        interpreter.#crash.promise,
        rejectAfter(startMs),
      ]);
      return interpreter;
    } catch (error) {
      interpreter.kill();
      throw new PythonUnavailableError(
        `Python could not be started: ${messageOf(error)} Reload the page; if that does not ` +
          `help, run "npm run setup" where this app is built.`,
        { cause: error },
      );
    }
  }

  private constructor(
    interrupt: SharedArrayBuffer | null,
    onNotice: (notice: PackageNotice) => void,
  ) {
    this.#worker = new Worker(new URL("../../workers/python.ts", import.meta.url), {
      type: "module",
      name: "python",
    });
    this.#flags = interrupt && new Uint8Array(interrupt);
    this.#onNotice = onNotice;
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

  /** Loads and imports what `code` imports, while nobody waits. */
  loadAhead(code: string): void {
    // What can't be had is told of when a block asks for it.
    this.#remote.prepare(code).catch(() => {});
  }

  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Runs one block; `limits.seconds` count from when its code starts. When `signal` fires, the
   * block is stopped as at a time-out.
   */
  async run(code: string, limits: BlockLimits, signal: AbortSignal): Promise<BlockOutcome> {
    const ended = Promise.withResolvers<BlockOutcome>();
    const clock = new BlockClock(() => this.#stop(clock, ended.resolve));
    const onAbort = () => this.#stop(clock, ended.resolve);
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
    try {
      const reply = this.#prepareAndRun(code, limits, clock).then(
        (reply): BlockOutcome => ({ kind: "reply", reply }),
      );
      return await Promise.race([reply, ended.promise, this.#crash.promise]);
    } catch (error) {
      this.kill();
      console.warn("Python worker crashed:", error);
      return { kind: "crashed", reason: messageOf(error) };
    } finally {
      signal.removeEventListener("abort", onAbort);
      clock.close();
    }
  }

  kill(): void {
    this.#alive = false;
    this.#worker.terminate();
  }

  async #prepareAndRun(code: string, limits: BlockLimits, clock: BlockClock): Promise<RunReply> {
    const notices = v.parse(packageNoticesSchema, await this.#remote.prepare(code));
    notices.forEach(this.#onNotice);
    const started = proxy(() => clock.start(limits.seconds));
    return v.parse(runReplySchema, await this.#remote.run(code, limits.characters, started));
  }

  #stop(clock: BlockClock, end: (outcome: BlockOutcome) => void): void {
    const kill = () => {
      this.kill();
      end({ kind: "killed", seconds: clock.seconds });
    };
    // Packages that are half loaded must not be left behind: before the code runs, only a kill.
    if (!this.#flags || !clock.started) {
      kill();
      return;
    }
    this.#flags[1] = 1;
    Atomics.store(this.#flags, 0, 2);
    clock.grace(kill);
  }

  #fail(reason: string): void {
    this.kill();
    this.#crash.reject(new Error(reason));
  }
}

/** Time of one block: its limit, then the grace after an interrupt. */
class BlockClock {
  readonly #onLimit: () => void;
  #begin: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onLimit: () => void) {
    this.#onLimit = onLimit;
  }

  get started(): boolean {
    return this.#begin !== null;
  }

  get seconds(): number {
    return this.#begin === null ? 0 : (performance.now() - this.#begin) / 1000;
  }

  start(limit: number): void {
    this.#begin = performance.now();
    this.#timer = setTimeout(this.#onLimit, limit * 1000);
  }

  grace(then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, graceMs);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

function rejectAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("it took too long.")), milliseconds);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
