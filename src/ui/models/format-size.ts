import { formatMegabytes } from "../solve/figures";

/** "5.9 MB", "986 MB", "1.65 GB". */
export function formatSize(bytes: number): string {
  if (bytes === 0) return "0 MB";
  return bytes < 1e9 ? formatMegabytes(bytes) : `${Number((bytes / 1e9).toPrecision(3))} GB`;
}

/** A duration that is only guessed: "less than a minute", "about 3 minutes", "about 2.5 hours". */
export function formatAbout(seconds: number): string {
  if (seconds < 50) return "less than a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "about a minute";
  if (minutes < 90) return `about ${minutes} minutes`;
  const hours = Math.round(seconds / 1800) / 2;
  return `about ${hours.toLocaleString("en")} hours`;
}

/** A share of a whole as "43 %": never 100 before the whole is there. */
export function formatShare(part: number, whole: number): string {
  return `${Math.min(100, Math.floor((100 * part) / Math.max(1, whole)))} %`;
}

/** A moment for people, in the form that their browser is set to. */
export function formatMoment(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString(undefined, {
    dateStyle: "medium",
    timeStyle: "short",
  });
}
