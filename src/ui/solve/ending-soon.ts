import { countDown } from "../../countdown";
import { EngineError } from "../../engine/errors";

/** All waits of a run are bounded by less: this is for what nobody thought of. */
const stopPatience = 2800;

/**
 * The events of a run, which ends within three seconds of a stop, whatever hangs.
 * @param onLate told when it had to be left behind
 * @throws {@link EngineError} then
 */
export async function* endingSoon<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
  onLate: () => void,
): AsyncGenerator<T, void, void> {
  const events = source[Symbol.asyncIterator]();
  let giveUp = () => {};
  let late = false;
  let stopWaiting = () => {};
  const onAbort = () => {
    stopWaiting = countDown(stopPatience, () => {
      late = true;
      onLate();
      giveUp();
    });
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  try {
    for (;;) {
      const result = await new Promise<IteratorResult<T>>((resolve, reject) => {
        giveUp = () => reject(leftBehindError());
        if (late) giveUp();
        events.next().then(resolve, reject);
      });
      if (result.done) return;
      yield result.value;
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    stopWaiting();
    events.return?.().catch(() => {});
  }
}

function leftBehindError(): EngineError {
  return new EngineError(
    "You stopped the run, and a part of it did not answer. It was left behind; what there was by then " +
      "is kept.",
  );
}
