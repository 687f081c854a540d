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

/** How a block ended. After `killed` and `crashed`, the interpreter is gone. */
export type BlockOutcome =
  | { readonly kind: "reply"; readonly reply: RunReply }
  /** It did not heed the interrupt, or there is none: the worker was ended. */
  | { readonly kind: "killed"; readonly seconds: number }
  /** The signal fired before the code ran. */
  | { readonly kind: "cancelled" }
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
        `Python could not be started: ${messageOf(error).replace(/\.?$/, ".")} Reload the page; if that does not ` +
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
    try {
      const outcome = this.#prepareAndRun(code, limits, clock, signal);
      return await Promise.race([outcome, ended.promise, this.#crash.promise]);
    } catch (error) {
      if (this.#alive) console.warn("The Python interpreter crashed.", error);
      this.kill();
      return { kind: "crashed", reason: messageOf(error) };
    } finally {
      signal.removeEventListener("abort", onAbort);
      clock.close();
    }
  }

  kill(): void {
    this.#fail("it was ended.");
  }

  async #prepareAndRun(
    code: string,
    limits: BlockLimits,
    clock: BlockClock,
    signal: AbortSignal,
  ): Promise<BlockOutcome> {
    const notices = v.parse(packageNoticesSchema, await this.#remote.prepare(code));
    if (signal.aborted) return { kind: "cancelled" };
    notices.forEach(this.#onNotice);
    clock.phase = "sent";
    const started = proxy(() => clock.start(signal.aborted ? 0 : limits.seconds));
    const reply = await this.#remote.run(code, limits.characters, started);
    return { kind: "reply", reply: v.parse(runReplySchema, reply) };
  }

  #stop(clock: BlockClock, end: (outcome: BlockOutcome) => void): void {
    // Packages that are being loaded are left to it: the next block may want them.
    if (clock.phase === "preparing") {
      end({ kind: "cancelled" });
      return;
    }
    // A signal between the order and the start takes effect at the start.
    if (clock.phase === "sent") return;
    const kill = () => {
      end({ kind: "killed", seconds: clock.seconds });
      this.kill();
    };
    if (!this.#flags) {
      kill();
      return;
    }
    this.#flags[1] = 1;
    Atomics.store(this.#flags, 0, 2);
    clock.grace(kill);
  }

  #fail(reason: string): void {
    this.#alive = false;
    this.#worker.terminate();
    this.#crash.reject(new Error(reason));
  }
}

/** Time of one block: its limit, then the grace after an interrupt. */
class BlockClock {
  phase: "preparing" | "sent" | "running" = "preparing";
  readonly #onLimit: () => void;
  #begin = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onLimit: () => void) {
    this.#onLimit = onLimit;
  }

  get seconds(): number {
    return (performance.now() - this.#begin) / 1000;
  }

  start(limit: number): void {
    this.phase = "running";
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
