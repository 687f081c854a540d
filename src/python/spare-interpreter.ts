import type { Interpreter } from "./interpreter";

/** Starting a spare takes processor time from the blocks that the last takers run first. */
const calmMs = 2000;

/** Keeps one started interpreter waiting, so that a session or a kill need not wait for one. */
export class SpareInterpreter {
  readonly #start: () => Promise<Interpreter>;
  readonly #onWaiting: (interpreter: Interpreter) => void;
  #waiting: Promise<Interpreter> | null = null;
  #restock: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** `onWaiting` may use the time of an interpreter that nobody waits for. */
  constructor(
    start: () => Promise<Interpreter>,
    onWaiting: (interpreter: Interpreter) => void = () => {},
  ) {
    this.#start = start;
    this.#onWaiting = onWaiting;
  }

  async warmUp(): Promise<void> {
    await this.#next();
  }

  /** The waiting one, or a new one; another is started a moment later. */
  async take(): Promise<Interpreter> {
    const waiting = this.#next();
    this.#waiting = null;
    const interpreter = await waiting;
    if (!interpreter.alive) return this.take();
    clearTimeout(this.#restock);
    if (!this.#closed) {
      this.#restock = setTimeout(() => this.#next().catch(() => {}), calmMs);
    }
    return interpreter;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restock);
    const waiting = this.#waiting;
    this.#waiting = null;
    const interpreter = await waiting?.catch(() => null);
    interpreter?.kill();
  }

  #next(): Promise<Interpreter> {
    if (!this.#waiting) {
      const started = this.#start();
      this.#waiting = started;
      started.then(
        (interpreter) => {
          if (this.#waiting === started) this.#onWaiting(interpreter);
        },
        () => {
          // A failed start is not kept: the next one tries again.
          if (this.#waiting === started) this.#waiting = null;
        },
      );
    }
    return this.#waiting;
  }
}
