import * as v from "valibot";
import { countDown } from "../countdown";
import { trustedScript } from "../trusted-types";
import { CallError, Calls } from "./calls";
import { deferred } from "./deferred";
import { Heartbeat } from "./heartbeat";
import type { PyodideParts } from "./load-pyodide";
import type { BlockLimits, WorkerNews, WorkerOptions, WorkerRequest } from "./python-worker";
import { modulesSchema, runReplySchema, type WorkerOutcome } from "./run-reply";

/** After an interrupt, the code has so long to end before its worker is ended. */
const graceMs = 500;

/** A worker that is asked for something quick, or for packages, and says nothing is given up. */
const answerMs = 15_000;
const packageMs = 180_000;

/**
 * A start whose next step takes longer is given up. From a snapshot each takes less than a second of a
 * processor; from nothing, all of IPython is imported in one, and the page's own limit is the first.
 */
const stepMs = 45_000;

/** Between its blocks, a worker has nothing to do but to answer this. */
const idle = { everyMs: 3000, maxUnanswered: 3 };

/** What a worker tells by itself. */
const newsSchema = v.picklist(["started", "step"]) satisfies v.GenericSchema<unknown, WorkerNews>;

const nothing = v.null();

/** The worker is no more; `message` says why. */
export class WorkerEndedError extends Error {
  override name = "WorkerEndedError";
}

/** It took no further step of its start. Another one may. */
export class StandstillError extends WorkerEndedError {
  override name = "StandstillError";
}

/**
 * A Python worker under supervision: at the time limit it interrupts itself, and is ended where it
 * does not. Its owner is a worker too, whose timers are never slowed down.
 */
export class WatchedWorker {
  readonly #worker: Worker;
  readonly #calls: Calls<WorkerRequest, WorkerNews>;
  readonly #stop: SharedArrayBuffer | null;
  readonly #onEnded: () => void;
  readonly #idle: Heartbeat;
  #block: Block | null = null;
  /** The start goes on; null before and after it. */
  #onStep: (() => void) | null = null;
  #asked = 0;
  #ended = false;

  /**
   * @param script the worker's address
   * @param onEnded told once, whoever ends it
   */
  constructor(script: string, onEnded: () => void) {
    this.#onEnded = onEnded;
    this.#worker = new Worker(trustedScript(script), { name: "python" });
    this.#stop = globalThis.crossOriginIsolated ? new SharedArrayBuffer(1) : null;
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#end(event.message || "its worker could not be loaded.");
    });
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage(null, [port2]);
    this.#calls = new Calls(port1, {
      news: newsSchema,
      onNews: (news) => (news === "step" ? this.#stepped() : this.#started()),
      // Model code has got hold of the port. Whatever it wants, it ends here.
      onBreach: (reason) => this.#end(`its worker sent ${reason}.`),
    });
    this.#idle = new Heartbeat({
      ask: () => this.#calls.ask({ call: "ping" }, nothing),
      onSilence: () => this.#end("something of its blocks goes on without an end."),
      ...idle,
    });
  }

  /** @throws {@link StandstillError}, {@link WorkerEndedError}, {@link CallError} */
  async start(parts: PyodideParts, options: WorkerOptions): Promise<void> {
    let stop = () => {};
    const giveUp = () => this.#end(new StandstillError("it stood still."));
    const wait = () => {
      stop();
      if (parts.snapshot) stop = countDown(stepMs, giveUp);
    };
    this.#onStep = wait;
    wait();
    const start = { ...options, parts, stop: this.#stop };
    try {
      await this.#calls.ask({ call: "start", start }, nothing);
    } finally {
      stop();
      this.#onStep = null;
    }
  }

  imports(code: string): Promise<string[]> {
    return this.#within(answerMs, () => this.#calls.ask({ call: "imports", code }, modulesSchema));
  }

  addWheel(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<null> {
    const request = { call: "addWheel", bytes, file } as const;
    return this.#within(packageMs, () => this.#calls.ask(request, nothing, [bytes.buffer]));
  }

  addBytecode(bytes: Uint8Array<ArrayBuffer>): Promise<null> {
    const request = { call: "addBytecode", bytes } as const;
    return this.#within(packageMs, () => this.#calls.ask(request, nothing, [bytes.buffer]));
  }

  preload(names: readonly string[]): Promise<null> {
    return this.#within(packageMs, () => this.#calls.ask({ call: "preload", names }, nothing));
  }

  async run(code: string, limits: BlockLimits): Promise<WorkerOutcome> {
    const killed = deferred<WorkerOutcome>();
    const block = new Block(limits.seconds, (seconds) => {
      killed.resolve({ kind: "killed", seconds });
      this.kill();
    });
    this.#block = block;
    if (this.#stop) Atomics.store(new Uint8Array(this.#stop), 0, 0);
    try {
      const schema = runReplySchema(limits.characters);
      const reply = this.#busy(this.#calls.ask({ call: "run", code, limits }, schema));
      return await Promise.race([
        reply.then((it) => ({ kind: "reply" as const, reply: it })),
        killed.promise,
      ]);
    } catch (error) {
      if (!(error instanceof CallError || error instanceof WorkerEndedError)) throw error;
      this.kill();
      return { kind: "crashed", reason: error.message };
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
    this.#end("it was ended.");
  }

  /** The clock starts once a block: who could start it again would have no limit. */
  #started(): void {
    if (!this.#block || this.#block.begun) this.#end("its worker started a block of its own.");
    else this.#block.start();
  }

  #stepped(): void {
    if (this.#onStep) this.#onStep();
    else this.#end("its worker started anew.");
  }

  async #within<T>(patienceMs: number, ask: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#end("it does not answer."), patienceMs);
    try {
      return await this.#busy(ask());
    } finally {
      clearTimeout(timer);
    }
  }

  /** Code of a block may go on behind its answer: between what it is asked, the worker is watched. */
  async #busy<T>(work: Promise<T>): Promise<T> {
    this.#asked += 1;
    this.#idle.stop();
    try {
      return await work;
    } finally {
      this.#asked -= 1;
      if (this.#asked === 0 && !this.#ended) this.#idle.start();
    }
  }

  #end(reason: string | WorkerEndedError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#idle.stop();
    this.#worker.terminate();
    this.#calls.end(typeof reason === "string" ? new WorkerEndedError(reason) : reason);
    this.#onEnded();
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

  get begun(): boolean {
    return this.#begin !== null;
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
