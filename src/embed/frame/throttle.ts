/** Calls `work` now, and then at most once in `gapMs`; the last call is never lost. */
export function throttle(work: () => void, gapMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wanted = false;
  const run = () => {
    timer = setTimeout(() => {
      timer = null;
      if (!wanted) return;
      wanted = false;
      run();
    }, gapMs);
    work();
  };
  return () => {
    if (timer) wanted = true;
    else run();
  };
}
