/** How long a worker may be silent, in milliseconds. */
export interface WatchPatience {
  /** Its event loop answers nothing at all. */
  readonly deaf: number;
  /** It answers, but what was asked of it gets no step ahead. */
  readonly still: number;
}

/**
 * Loading reads and prepares gigabytes in long stretches. The CPU tells of every 64 tokens that it has
 * read; a large model on a slow phone takes minutes for them. A GPU's pass takes seconds at most.
 */
export const patience = {
  loading: { deaf: 120_000, still: 600_000 },
  cpu: { deaf: 30_000, still: 300_000 },
  gpu: { deaf: 30_000, still: 120_000 },
} as const satisfies Record<string, WatchPatience>;

/** Milliseconds between two questions. */
const tickMs = 2000;

export interface WatchParams {
  /** Asks the worker how many steps it has done. */
  ping(): Promise<number>;
  patience(): WatchPatience;
  /** Told once. */
  onSilent(): void;
}

/** Watches a worker while something is asked of it. */
export interface WorkerWatch {
  /** Something is asked, until `end` is called for it. */
  begin(): void;
  end(): void;
  /** For good. */
  stop(): void;
}

/**
 * Time is counted in ticks of this page's own timer: one that was frozen, hidden or asleep, whatever
 * the clock says, uses up a tick and not the worker's patience.
 */
export function watchWorker({ ping, patience, onSilent }: WatchParams): WorkerWatch {
  let asked = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let answered = true;
  let steps = -1;
  /** Ticks without an answer, and without a step. */
  let missed = 0;
  let still = 0;

  const ask = () => {
    answered = false;
    const heard = (now: number) => {
      answered = true;
      missed = 0;
      if (now !== steps) still = 0;
      steps = now;
    };
    ping().then(heard, () => heard(steps));
  };

  const tick = () => {
    timer = null;
    if (stopped || asked === 0) return;
    missed += 1;
    still += 1;
    const { deaf, still: longest } = patience();
    if (missed * tickMs >= deaf || still * tickMs >= longest) {
      stopped = true;
      onSilent();
      return;
    }
    if (answered) ask();
    timer = setTimeout(tick, tickMs);
  };

  return {
    begin() {
      asked += 1;
      if (asked > 1 || stopped) return;
      missed = 0;
      still = 0;
      timer ??= setTimeout(tick, tickMs);
    },
    end() {
      asked -= 1;
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
