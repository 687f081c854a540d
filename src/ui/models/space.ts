import type { StorageFacts } from "../../models/library";
import type { Texts } from "../texts/texts";

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

export function describeFree(storage: StorageFacts, { models: { space } }: Texts): string {
  const free = freeBytes(storage);
  return free === null ? space.unknown : space.free(free);
}

/** What the browser said when it was asked to keep what is stored. */
export function describeLasting({ persisted }: StorageFacts, { models: { space } }: Texts): string {
  if (persisted === null) return space.notSaid;
  return persisted ? space.kept : space.notPromised;
}
