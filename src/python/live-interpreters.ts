/** A session that holds an interpreter. */
export interface Holder {
  /** Of its interpreter; 0 without one. */
  readonly heapBytes: number;
  /** While it works, its interpreter is not taken. */
  readonly idle: boolean;
  /** How long its blocks would take to run again. */
  readonly replaySeconds: number;
  /** Ends the interpreter. The next block gets another, and the state comes back by a replay. */
  evict(): void;
}

/** What an interpreter has besides Python's memory: compiled code, files, JavaScript. */
const fixedBytes = 48 * 2 ** 20;

/** Keeps what all interpreters together hold below a budget. */
export class LiveInterpreters {
  readonly #holders = new Set<Holder>();
  readonly #budget: number;

  constructor(budgetBytes: number) {
    this.#budget = budgetBytes;
  }

  add(holder: Holder): void {
    this.#holders.add(holder);
  }

  delete(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** Ends idle interpreters, those first whose state comes back soonest, until the rest fits. */
  settle(): void {
    const live = [...this.#holders].filter(({ heapBytes }) => heapBytes > 0);
    let total = live.reduce((sum, { heapBytes }) => sum + heapBytes + fixedBytes, 0);
    const idle = live.filter((holder) => holder.idle);
    for (const holder of idle.sort((a, b) => a.replaySeconds - b.replaySeconds)) {
      if (total <= this.#budget) return;
      total -= holder.heapBytes + fixedBytes;
      holder.evict();
    }
  }
}
