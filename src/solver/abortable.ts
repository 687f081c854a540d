import { AbortedError } from "../engine/errors";

/**
 * `work`, but rejects as soon as `signal` fires, so that a port that is slow to notice holds nobody
 * up. A result that comes too late goes to `discard`.
 * @throws {@link AbortedError}
 */
export async function abortable<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  discard: (late: T) => unknown = () => {},
): Promise<T> {
  const aborted = () => new AbortedError("The sample was stopped.");
  if (signal.aborted) throw aborted();
  const running = work();
  return new Promise<T>((resolve, reject) => {
    let settled = false;
    const onAbort = () => {
      settled = true;
      reject(aborted());
    };
    signal.addEventListener("abort", onAbort, { once: true });
    // Fired while `work` began: the listener came too late.
    if (signal.aborted) onAbort();
    running
      .then(async (result) => {
        if (settled) await discard(result);
        else resolve(result);
      }, reject)
      // A late result that can't be discarded concerns nobody any more.
      .catch(() => {})
      .finally(() => signal.removeEventListener("abort", onAbort));
  });
}
