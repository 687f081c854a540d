export interface Frames {
  /** Frames of each whole second. */
  readonly seconds: readonly number[];
  /** Milliseconds of tasks that took longer than 50. */
  readonly longTasks: readonly number[];
}

/** Counts frames and long tasks for so many seconds, while somebody scrolls along. */
export async function watchFrames(seconds: number, follow: string | null): Promise<Frames> {
  const counts = new Array<number>(seconds).fill(0);
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  });
  observer.observe({ type: "longtask" });
  const start = performance.now();
  let looked = -1;
  await new Promise<void>((resolve) => {
    const onFrame = () => {
      const second = Math.floor((performance.now() - start) / 1000);
      if (second >= seconds) return resolve();
      counts[second] = (counts[second] ?? 0) + 1;
      if (follow && second > looked) {
        looked = second;
        document.querySelector(follow)?.scrollIntoView({ block: "end" });
      }
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
  observer.disconnect();
  return { seconds: counts, longTasks };
}
