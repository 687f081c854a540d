export interface RateLimitOptions {
  /** So many at once. */
  readonly burst: number;
  readonly perSecond: number;
  /** So many refused in all, and nothing is taken any more. */
  readonly flood: number;
}

export type Verdict = "taken" | "dropped" | "closed";

/** A token bucket that loses patience. @returns asked for each message; `now` in milliseconds */
export function createRateLimit({ burst, perSecond, flood }: RateLimitOptions) {
  let tokens = burst;
  let last = Number.NEGATIVE_INFINITY;
  let dropped = 0;
  return (now: number): Verdict => {
    if (dropped >= flood) return "closed";
    const gained = last === Number.NEGATIVE_INFINITY ? 0 : ((now - last) / 1000) * perSecond;
    tokens = Math.min(burst, tokens + Math.max(0, gained));
    last = now;
    if (tokens >= 1) {
      tokens -= 1;
      return "taken";
    }
    dropped += 1;
    return dropped >= flood ? "closed" : "dropped";
  };
}
