import * as v from "valibot";

const connectionSchema = v.object({
  connection: v.object({ downlink: v.pipe(v.number(), v.gtValue(0)) }),
});

/** Assumed where the browser tells nothing. */
const assumedBytesPerSecond = 30e6 / 8;

/** What Chromium names at most; faster connections are told as this. */
const fastestTold = 10;

/** The connection's speed in bytes a second, where the browser has an idea of it; else null. */
export function connectionSpeed(scope: object = navigator): number | null {
  // Not in TypeScript's library: Chromium only. In Mbit/s.
  const parsed = v.safeParse(connectionSchema, scope);
  if (!parsed.success || parsed.output.connection.downlink >= fastestTold) return null;
  return (parsed.output.connection.downlink * 1e6) / 8;
}

/** What a download will take, as far as can be said. */
export interface DownloadEstimate {
  readonly seconds: number;
  /** A second; rounded. */
  readonly megabits: number;
}

/** @param bytesPerSecond measured, or the browser's estimate; null for neither */
export function estimateDownload(bytes: number, bytesPerSecond: number | null): DownloadEstimate {
  const speed = bytesPerSecond ?? assumedBytesPerSecond;
  const megabits = (speed * 8) / 1e6;
  return {
    seconds: bytes / speed,
    megabits: megabits < 10 ? Number(megabits.toPrecision(1)) : Math.round(megabits),
  };
}
