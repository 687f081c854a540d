const tickMs = 250;

/**
 * Calls `onEnd` after `ms` milliseconds in which this page ran. Counted in short ticks: a page that was
 * frozen, busy or asleep uses up one of them, and what it waited for gets its time all the same.
 * @returns what stops it
 */
export function countDown(ms: number, onEnd: () => void): () => void {
  let left = ms;
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const step = Math.min(left, tickMs);
    timer = setTimeout(() => {
      left -= step;
      if (left > 0) wait();
      else onEnd();
    }, step);
  };
  wait();
  return () => clearTimeout(timer);
}

/**
 * What `work` gives, or the error of `late` after `ms` milliseconds. The work goes on then, and nobody
 * hears of it any more.
 */
export function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = countDown(ms, () => reject(late()));
    work.then(resolve, reject).finally(stop);
  });
}

/** Resolves when `work` has ended in whatever way, or after `ms` milliseconds. */
export function leftBehind(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = countDown(ms, resolve);
    Promise.resolve(work)
      .then(
        () => resolve(),
        () => resolve(),
      )
      .finally(stop);
  });
}
