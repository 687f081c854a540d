import type { ModelActivity } from "../../models/library";
import type { Texts } from "../texts/texts";

type Downloading = ModelActivity & { readonly kind: "downloading" };
type Counted = ModelActivity & {
  readonly kind: "verifying" | "importing" | "exporting" | "converting";
};

/** "430 MB of 986 MB (43 %) · 12 MB/s · about 2 minutes left", as far as it is known. */
export function describeDownload(activity: Downloading, texts: Texts): string {
  const { loadedBytes, totalBytes, bytesPerSecond, waiting } = activity;
  const words = texts.models.activity;
  const parts = [amountOf(loadedBytes, totalBytes, texts)];
  // Speed and time left mean nothing while nothing comes.
  if (waiting !== null || bytesPerSecond === null || bytesPerSecond <= 0) return parts.join("");
  parts.push(words.speed(bytesPerSecond));
  if (totalBytes !== null && loadedBytes < totalBytes) {
    parts.push(words.left((totalBytes - loadedBytes) / bytesPerSecond));
  }
  return parts.join(" · ");
}

export function describeCounted({ doneBytes, totalBytes }: Counted, texts: Texts): string {
  return amountOf(doneBytes, totalBytes, texts);
}

function amountOf(done: number, total: number | null, { format, models }: Texts): string {
  return total === null ? format.size(done) : models.activity.amount(done, total);
}
