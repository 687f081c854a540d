import { ModelError, StorageFullError, StoreTooNewError, StoreUnavailableError } from "../errors";

/** What a failure of the database means, as one of our errors. */
export async function storeFailure(cause: unknown, bytesToStore = 0): Promise<ModelError> {
  if (cause instanceof ModelError) return cause;
  switch (cause instanceof DOMException ? cause.name : "") {
    case "QuotaExceededError":
      return storageFull(bytesToStore, cause);
    case "VersionError":
      return new StoreTooNewError(
        "A newer version of this app has already used the stored models. They are left as they " +
          "are. Reload the page to get the newer version.",
        { cause },
      );
    default:
      return new StoreUnavailableError(
        "The browser's database for models can't be used " +
          `(${cause instanceof Error ? cause.message || cause.name : String(cause)}). Private ` +
          "windows and blocked site data are the usual reasons; else restart the browser.",
        { cause },
      );
  }
}

/** @param bytesToStore what is still to be stored */
export async function storageFull(bytesToStore: number, cause: unknown): Promise<StorageFullError> {
  const { usage, quota } = await navigator.storage.estimate().catch(() => ({}) as StorageEstimate);
  const free = usage === undefined || quota === undefined ? 0 : Math.max(0, quota - usage);
  // The estimate is coarse: it may claim room where the disk has none.
  const missingBytes = free < bytesToStore ? bytesToStore - free : Math.max(1, bytesToStore);
  return new StorageFullError(
    "The browser has no room left for this model. What is stored stays. Delete a stored model or " +
      `free at least ${Math.ceil(missingBytes / 1e6)} MB on this device, then go on.`,
    missingBytes,
    { cause },
  );
}
