/** Says every few seconds how far the evaluation is. */
export interface Progress {
  finished(done: { readonly correct: boolean; readonly tokens: number }): void;
  /** Says it a last time. */
  close(): void;
}

const everySeconds = 10;

/** @param what is counted */
export function createProgress(
  total: number,
  what: string,
  log: (line: string) => void,
  now: () => number = () => performance.now() / 1000,
): Progress {
  const start = now();
  let last = start;
  let done = 0;
  let right = 0;
  let tokens = 0;
  const say = () => {
    const seconds = Math.max(now() - start, 0.001);
    const minutesLeft = ((total - done) * seconds) / Math.max(done, 1) / 60;
    log(
      `${done}/${total} ${what}, ${((100 * right) / Math.max(done, 1)).toFixed(1)} % right, ` +
        `${(tokens / seconds).toFixed(0)} tokens/s, ${seconds.toFixed(0)} s, ` +
        `about ${minutesLeft.toFixed(1)} min left`,
    );
  };
  return {
    finished(one) {
      done += 1;
      right += Number(one.correct);
      tokens += one.tokens;
      if (now() - last < everySeconds) return;
      last = now();
      say();
    },
    close: say,
  };
}
