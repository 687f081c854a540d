export interface HeartbeatOptions {
  /** Settles when the other side has answered. */
  readonly ask: () => Promise<unknown>;
  readonly onSilence: () => void;
  readonly everyMs: number;
  /** So many questions may stay without an answer, one after the other. */
  readonly maxUnanswered: number;
}

/**
 * Asks the other side again and again whether it is still there. Questions are counted, not time: a
 * page that was frozen, or a machine that slept, has asked nothing meanwhile.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#unanswered = 0;
    this.#timer = setInterval(() => this.#beat(), this.#options.everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    const { ask, onSilence, maxUnanswered } = this.#options;
    if (this.#unanswered >= maxUnanswered) {
      this.stop();
      onSilence();
      return;
    }
    this.#unanswered += 1;
    ask().then(
      () => {
        this.#unanswered = 0;
      },
      // Who ends what is asked stops this too.
      () => {},
    );
  }
}
