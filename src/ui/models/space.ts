import type { StorageFacts } from "../../models/library";
import { formatSize } from "./format-size";

/** Bytes that may still be stored; null where the browser doesn't say. */
export function freeBytes({ usedBytes, quotaBytes }: StorageFacts): number | null {
  if (usedBytes === null || quotaBytes === null) return null;
  return Math.max(0, quotaBytes - usedBytes);
}

/** Bytes to free before `needed` more can be stored; 0 when they fit or nothing is known. */
export function missingBytes(storage: StorageFacts, needed: number): number {
  const free = freeBytes(storage);
  return free === null ? 0 : Math.max(0, needed - free);
}

export function describeFree(storage: StorageFacts): string {
  const free = freeBytes(storage);
  return free === null
    ? "This browser doesn't say"
    : `${formatSize(free)}, as the browser estimates`;
}

/** What the browser said when it was asked to keep what is stored. */
export function describeLasting({ persisted }: StorageFacts): string {
  switch (persisted) {
    case true:
      return "The browser has promised to keep what is stored here until you delete it.";
    case false:
      return (
        "The browser has not promised to keep what is stored here: it may delete it when the disk " +
        "gets full. It is likelier to promise once you bookmark or install this page."
      );
    case null:
      return "This browser doesn't say whether it keeps what is stored here when the disk gets full.";
  }
}
