import { PythonUnavailableError } from "../python/python-session";
import { abortable } from "./abortable";

/** Pauses between the tries, in milliseconds. */
export const pauses: readonly number[] = [500, 1000, 2000];

/** After so many milliseconds no other try begins: a start that hangs takes minutes to fail. */
const maxPatience = 240_000;

/**
 * `work`, again after each of the {@link pauses} while Python can't be started: a busy machine, or a
 * server that is being started anew, is no reason to do without.
 * @throws `PythonUnavailableError` of the last try; at once whatever else `work` throws; `AbortedError`
 * when `signal` fires
 */
export async function withPatience<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const start = performance.now();
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      const isOver = performance.now() - start > maxPatience;
      if (isOver || !(error instanceof PythonUnavailableError)) throw error;
      await wait(pause, signal);
    }
  }
  return work();
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = () =>
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
  try {
    await abortable(signal, over);
  } finally {
    clearTimeout(timer);
  }
}
