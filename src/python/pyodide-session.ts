import openmath from "../solver/openmath.json";
import type { BlockOutcome, Interpreter } from "./interpreter";
import type { Holder, LiveInterpreters } from "./live-interpreters";
import type { PythonLimits, PythonResult, PythonSession } from "./python-session";

/** An interpreter that goes without the session's doing is replaced, so often for one block. */
const maxLosses = 3;

/** Wall time for replaying all completed blocks in a fresh interpreter. */
const replaySeconds = 30;

const crashed = "SystemError: the Python interpreter crashed and was started anew\n";

/** Recursion that `limitStack` did not foresee ends the interpreter; what the engine says of it. */
const stackEnded = /call stack|too much recursion/i;
const tooDeep =
  "RecursionError: maximum recursion depth exceeded\n" +
  "Calls can't go that deep here. Write it as a loop, from the smallest case up.\n";

interface CompletedBlock {
  readonly code: string;
  readonly seconds: number;
}

/** One sample's notebook. It survives its interpreter: what completed is replayed in the next. */
export class PyodideSession implements PythonSession, Holder {
  readonly #takeInterpreter: () => Promise<Interpreter>;
  readonly #live: LiveInterpreters;
  #interpreter: Interpreter | null = null;
  #completed: CompletedBlock[] = [];
  #closed = false;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(takeInterpreter: () => Promise<Interpreter>, live: LiveInterpreters) {
    this.#takeInterpreter = takeInterpreter;
    this.#live = live;
    live.add(this);
  }

  get heapBytes(): number {
    return this.#interpreter?.alive ? this.#interpreter.heapBytes : 0;
  }

  get idle(): boolean {
    return this.#waiting === 0;
  }

  get replaySeconds(): number {
    return this.#completed.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** Blocks run one after the other, however they are asked for. */
  run(code: string, limits: PythonLimits, signal: AbortSignal): Promise<PythonResult> {
    this.#waiting += 1;
    const result = this.#last
      .then(() => this.#run(code, limits, signal))
      .finally(() => {
        this.#waiting -= 1;
        this.#live.settle();
      });
    this.#last = result.catch(() => {});
    return result;
  }

  evict(): void {
    this.#interpreter?.kill();
    this.#interpreter = null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#live.delete(this);
    this.evict();
  }

  async #run(code: string, limits: PythonLimits, signal: AbortSignal): Promise<PythonResult> {
    const outcome = await this.#runOrReplay(code, limits, signal);
    const completed = outcome.kind === "reply" && outcome.reply.status === "completed";
    if (completed) this.#completed.push({ code, seconds: outcome.reply.seconds });
    // Memory never shrinks: what the block took would be missing to all later ones.
    if (outcome.kind === "reply" && outcome.reply.outOfMemory) this.evict();
    if (!completed) signal.throwIfAborted();
    this.#throwIfClosed();
    if (outcome.kind === "cancelled") throw signal.reason;
    return toResult(outcome, limits);
  }

  /** A block whose interpreter was lost by no fault of its own runs again, in the next one. */
  async #runOrReplay(
    code: string,
    limits: PythonLimits,
    signal: AbortSignal,
  ): Promise<BlockOutcome> {
    for (let losses = 1; ; losses++) {
      const interpreter = await this.#ready(signal);
      const outcome = await interpreter.run(code, limits, signal);
      if (outcome.kind !== "lost" || this.#closed) return outcome;
      // It may be what was replayed that goes on and on: the next block begins without it.
      if (losses >= maxLosses) {
        this.#completed = [];
        return outcome;
      }
    }
  }

  /** An interpreter in the state that the completed blocks left. */
  async #ready(signal: AbortSignal): Promise<Interpreter> {
    signal.throwIfAborted();
    this.#throwIfClosed();
    if (this.#interpreter?.alive) return this.#interpreter;
    for (let losses = 0; ; ) {
      const interpreter = await this.#take();
      const ended = await this.#replay(interpreter, signal);
      if (ended === "done") return interpreter;
      // Half replayed, it must not be taken for the session's state by the next block.
      interpreter.kill();
      signal.throwIfAborted();
      this.#throwIfClosed();
      if (ended === "lost") losses += 1;
      // What can't be replayed in time must not stop every later block too.
      if (ended === "failed" || losses >= maxLosses) this.#completed = [];
    }
  }

  async #take(): Promise<Interpreter> {
    const interpreter = await this.#takeInterpreter();
    if (this.#closed) interpreter.kill();
    this.#throwIfClosed();
    this.#interpreter = interpreter;
    return interpreter;
  }

  async #replay(
    interpreter: Interpreter,
    signal: AbortSignal,
  ): Promise<"done" | "failed" | "lost"> {
    let seconds = replaySeconds;
    for (const { code } of this.#completed) {
      const outcome = await interpreter.run(code, { seconds, characters: 0 }, signal);
      // A block that fails this time, say by chance, leaves what it leaves.
      if (outcome.kind === "lost") return "lost";
      if (outcome.kind !== "reply" || outcome.reply.status === "stopped") return "failed";
      seconds = Math.max(1, seconds - outcome.reply.seconds);
    }
    return "done";
  }

  #throwIfClosed(): void {
    if (this.#closed) throw new DOMException("The Python session was closed.", "AbortError");
  }
}

type Ended = Exclude<BlockOutcome, { kind: "cancelled" }>;

function toResult(outcome: Ended, limits: PythonLimits): PythonResult {
  switch (outcome.kind) {
    case "crashed":
    case "lost":
      return {
        status: "raised",
        stdout: stackEnded.test(outcome.reason) ? tooDeep : crashed,
        stderr: "",
        seconds: 0,
      };
    case "killed":
      return { ...timedOut("", "", limits), seconds: outcome.seconds };
    case "reply": {
      const { status, stdout, stderr, seconds, figures } = outcome.reply;
      if (status === "stopped") return { ...timedOut(stdout, stderr, limits), seconds };
      return { status, stdout, stderr, seconds, ...(figures.length > 0 && { figures }) };
    }
  }
}

function timedOut(stdout: string, stderr: string, { seconds }: PythonLimits) {
  const text = openmath.timeoutText.replace("{seconds}", String(seconds));
  return { status: "timed-out" as const, stdout, stderr: stderr + text };
}
