import { DownloadError } from "../errors";
import { type Patience, waitBefore } from "./back-off";
import { PassingFailure } from "./failures";

export interface TryAgainOptions {
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Grows while bytes come, whoever gets them: as long as it does, nobody gives up. */
  readonly progress: () => number;
  /** Told why nothing comes at the moment. */
  readonly onWaiting: (why: string) => void;
  /** Without a network: waits until there is one. */
  readonly patientOffline: boolean;
}

/** Milliseconds between tries while the browser says that there is no network. */
const offlineInterval = 5000;

/**
 * Does something that may fail in passing until it succeeds.
 * @param work is told how many tries in a row brought nothing
 * @throws {@link DownloadError} after too many tries without progress; the signal's reason
 */
export async function tryAgain<T>(
  work: (failed: number) => Promise<T>,
  { patience, signal, progress, onWaiting, patientOffline }: TryAgainOptions,
): Promise<T> {
  let failed = 0;
  for (;;) {
    const before = progress();
    try {
      return await work(failed);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof PassingFailure)) throw error;
      if (!navigator.onLine) {
        if (!patientOffline) throw offline(error);
        onWaiting("There is no network connection. It goes on by itself when there is one.");
        await whenOnline(signal);
        continue;
      }
      failed = progress() > before ? 1 : failed + 1;
      if (failed >= patience.tries) throw givenUp(error);
      const wait = waitBefore(failed, error.retryAfter, patience);
      onWaiting(`${error.message} It is tried again in ${Math.ceil(wait / 1000)} s.`);
      await pause(wait, signal);
    }
  }
}

function offline(cause: PassingFailure): DownloadError {
  return new DownloadError("There is no network connection. Connect, then try again.", { cause });
}

function givenUp(cause: PassingFailure): DownloadError {
  return new DownloadError(
    `${cause.message} It was tried several times. What came is kept; go on later.`,
    { cause },
  );
}

/** Also ends after a while: browsers are sometimes wrong about it, and not all tell their workers. */
function whenOnline(signal: AbortSignal): Promise<void> {
  return settle(signal, (resolve) => {
    addEventListener("online", resolve);
    const timer = setTimeout(resolve, offlineInterval);
    return () => {
      removeEventListener("online", resolve);
      clearTimeout(timer);
    };
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return settle(signal, (resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    return () => clearTimeout(timer);
  });
}

/** Waits for what `begin` starts, or for the signal; cleans up after either. */
async function settle(
  signal: AbortSignal,
  begin: (resolve: () => void) => () => void,
): Promise<void> {
  signal.throwIfAborted();
  let clean = () => {};
  let stop = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener("abort", stop);
      clean = begin(resolve);
    });
  } finally {
    signal.removeEventListener("abort", stop);
    clean();
  }
}
