import { AbortedError } from "../errors";
import type { RequestFailure } from "./failures";

/** How patient the engine is with a server. */
export interface Patience {
  /** Tries of one request that a passing fault refuses (5xx, network). @default 3 */
  readonly tries: number;
  /** Tries while the server says 429: it works, it is only busy. @default 6 */
  readonly busyTries: number;
  /** Seconds before the second try; doubled each time, with jitter. @default 1 */
  readonly firstWait: number;
  /** A server that asks for a longer wait than this is given up. @default 60 */
  readonly longestWait: number;
  /** Times one generation goes on after its stream was cut. @default 5 */
  readonly resumes: number;
  /** Seconds until an answer begins; a busy server reads long prompts of others first. @default 600 */
  readonly begin: number;
  /** Seconds without a byte, once the answer has begun, until it counts as cut. @default 120 */
  readonly silence: number;
}

export const defaultPatience: Patience = {
  tries: 3,
  busyTries: 6,
  firstWait: 1,
  longestWait: 60,
  resumes: 5,
  begin: 600,
  silence: 120,
};

/** Seconds to wait before the next try; null to give up. `failed` counts the tries so far. */
export function nextWait(
  failure: RequestFailure,
  failed: number,
  patience: Patience,
): number | null {
  if (!failure.retryable) return null;
  if (failed >= (failure.status === 429 ? patience.busyTries : patience.tries)) return null;
  if (failure.retryAfter !== null) {
    return failure.retryAfter <= patience.longestWait ? failure.retryAfter : null;
  }
  // Jitter: eight samples refused together should not come back together.
  const wait = patience.firstWait * 2 ** (failed - 1) * (0.75 + Math.random() / 2);
  return Math.min(wait, patience.longestWait);
}

/** @throws {@link AbortedError} as soon as the signal fires */
export function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new AbortedError("Stopped."));
    const stop = () => {
      clearTimeout(timer);
      reject(new AbortedError("Stopped."));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    signal.addEventListener("abort", stop, { once: true });
  });
}
