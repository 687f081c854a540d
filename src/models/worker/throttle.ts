/** Calls `work` at once, but never more often than this; the last call always has its effect. */
export function throttle(work: () => void, milliseconds: number): () => void {
  let waiting = false;
  let again = false;
  const run = () => {
    again = false;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (again) run();
    }, milliseconds);
    work();
  };
  return () => {
    if (waiting) again = true;
    else run();
  };
}
