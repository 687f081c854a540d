/**
 * Stands where Pyodide expects a byte that another thread sets to 2, the number of SIGINT: it reads
 * it every so often while code runs. Ours also looks at the clock, so that the time limit needs no
 * other thread, and holds in a page without shared memory and in a tab that the browser slows down.
 */
export class InterruptSignal {
  readonly #stop: Uint8Array | null;
  #deadline = Number.POSITIVE_INFINITY;
  #fired = false;

  /** @param stop set to 1 by who wants the code to stop; null where memory can't be shared */
  constructor(stop: Uint8Array | null) {
    this.#stop = stop;
  }

  /** Whether the code that runs was told to stop. */
  get fired(): boolean {
    return this.#fired;
  }

  start(seconds: number): void {
    this.#fired = false;
    this.#deadline = performance.now() + seconds * 1000;
  }

  end(): void {
    this.#deadline = Number.POSITIVE_INFINITY;
  }

  get 0(): number {
    if (this.#fired || !this.#due()) return 0;
    this.#fired = true;
    return 2;
  }

  /** Pyodide's acknowledgement. */
  set 0(_value: number) {}

  #due(): boolean {
    if (performance.now() >= this.#deadline) return true;
    return this.#stop !== null && Atomics.load(this.#stop, 0) === 1;
  }
}
