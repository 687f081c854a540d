/** How patient a download is with a server. All times in milliseconds. */
export interface Patience {
  /** Tries in a row that bring nothing, until the download ends. @default 8 */
  readonly tries: number;
  /** Before the second try; doubled each time, with jitter. @default 1000 */
  readonly firstWait: number;
  /** Also for a server that asks for more. @default 120 000 */
  readonly longestWait: number;
  /** Without a byte, until a connection counts as cut. @default 30 000 */
  readonly silence: number;
}

export const defaultPatience: Patience = {
  tries: 8,
  firstWait: 1000,
  longestWait: 120_000,
  silence: 30_000,
};

/**
 * Milliseconds to wait before the next try.
 * @param failed tries in a row that brought nothing, 1 and more
 * @param asked the wait that the server asks for; null where it doesn't
 * @param random from 0 to 1
 */
export function waitBefore(
  failed: number,
  asked: number | null,
  { firstWait, longestWait }: Patience,
  random = Math.random(),
): number {
  if (asked !== null) return Math.min(asked, longestWait);
  // Jitter: requests refused together should not come back together.
  return Math.min(firstWait * 2 ** (failed - 1), longestWait) * (0.5 + random / 2);
}

/** Milliseconds that a Retry-After header asks for: it holds seconds or a date. Null: it is none. */
export function readRetryAfter(header: string | null, now = Date.now()): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Dates of HTTP have letters; Date.parse alone would take "-5" for a year.
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
