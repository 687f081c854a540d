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

/**
 * How long a download takes, in words: "about 4 minutes at 30 Mbit/s".
 * @param bytesPerSecond measured, or the browser's estimate; null for neither
 */
export function describeDownloadTime(bytes: number, bytesPerSecond: number | null): string {
  const speed = bytesPerSecond ?? assumedBytesPerSecond;
  return `about ${describeSeconds(bytes / speed)} at ${describeSpeed(speed)}`;
}

function describeSeconds(seconds: number): string {
  if (seconds < 50) return plural(Math.max(5, Math.round(seconds / 5) * 5), "second");
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return plural(Math.max(1, minutes), "minute");
  const hours = Math.round(seconds / 1800) / 2;
  return plural(hours, "hour");
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function describeSpeed(bytesPerSecond: number): string {
  const megabits = (bytesPerSecond * 8) / 1e6;
  return `${megabits < 10 ? Number(megabits.toPrecision(1)) : Math.round(megabits)} Mbit/s`;
}
