import type { ModelActivity } from "../../models/library";
import { formatAbout, formatShare, formatSize } from "./format-size";

type Downloading = ModelActivity & { readonly kind: "downloading" };
type Counted = ModelActivity & {
  readonly kind: "verifying" | "importing" | "exporting" | "converting";
};

/** "430 MB of 986 MB (43 %) · 12 MB/s · about 2 minutes left", as far as it is known. */
export function describeDownload(activity: Downloading): string {
  const { loadedBytes, totalBytes, bytesPerSecond, waiting } = activity;
  const parts = [amountOf(loadedBytes, totalBytes)];
  // Speed and time left mean nothing while nothing comes.
  if (waiting !== null || bytesPerSecond === null || bytesPerSecond <= 0) return parts.join("");
  parts.push(`${formatSize(bytesPerSecond)}/s`);
  if (totalBytes !== null && loadedBytes < totalBytes) {
    parts.push(`${formatAbout((totalBytes - loadedBytes) / bytesPerSecond)} left`);
  }
  return parts.join(" · ");
}

export function describeCounted({ doneBytes, totalBytes }: Counted): string {
  return amountOf(doneBytes, totalBytes);
}

function amountOf(done: number, total: number | null): string {
  if (total === null) return formatSize(done);
  return `${formatSize(done)} of ${formatSize(total)} (${formatShare(done, total)})`;
}
