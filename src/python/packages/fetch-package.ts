import { defaultPatience, type Patience } from "../../models/download/back-off";
import { checkResponse } from "../../models/download/check-response";
import { downloadFile, type FileProgress } from "../../models/download/download-file";
import { PassingFailure } from "../../models/download/failures";
import { wholeFile } from "../../models/download/plan";
import { withResponse } from "../../models/download/request";
import { IntegrityError, ModelChangedError, ModelError } from "../../models/errors";
import type { PublishedPackage } from "./known-packages";
import type { PackageStore, StartedDownload } from "./open-package-store";
import { PackageError } from "./package-error";
import { toStored } from "./stored-package";

/** Small: a package of some megabytes that is broken off goes on near where it was. */
const pieceBytes = 2 * 2 ** 20;
const parallel = 3;
/** Milliseconds that a server has to tell how long a file is. */
const lengthPatience = 15_000;

export interface PackageDownload {
  readonly store: PackageStore;
  readonly item: PublishedPackage;
  /** The package that the person asked for. */
  readonly wanted: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FileProgress) => void;
  readonly patience?: Patience;
}

/**
 * Downloads a package, or what is missing of it, and stores it once its hash is right. What came of
 * one that is broken off is kept.
 * @throws {@link PackageError} `ModelError`, the signal's reason
 */
export async function fetchPackage(download: PackageDownload): Promise<void> {
  const { store, item, wanted, signal, onProgress, patience = defaultPatience } = download;
  const { sha256 } = item;
  const begun = (await store.downloads()).find((known) => known.sha256 === sha256);
  const save = async (file: StartedDownload["file"]) => store.putDownload({ sha256, wanted, file });
  const file = begun?.file ?? {
    name: item.file,
    url: item.url,
    bytes: item.bytes,
    pieceBytes,
    version: null,
    expectedSha256: sha256,
    trust: "catalogue" as const,
  };
  // Where it comes from may have changed since it began; its hash has not.
  const current = { ...file, url: item.url };
  await save(current);
  try {
    await downloadFile({
      store: store.pieces,
      id: sha256,
      index: 0,
      file: current,
      format: "mlc",
      parallel,
      patience,
      signal,
      save: (learnt) => save({ ...learnt, url: item.url }),
      onProgress,
    });
  } catch (error) {
    // Nothing of what came can be used.
    const wrong = error instanceof IntegrityError || error instanceof ModelChangedError;
    if (wrong) await store.deleteDownload(sha256);
    throw error;
  }
  const blob = await join(store, sha256);
  await store.put(toStored(item, blob.size), blob);
}

/**
 * How many bytes a file has; asks its server, and reads nothing of the file.
 * @throws {@link PackageError} `ModelError`, the signal's reason
 */
export async function askBytes(url: string, signal: AbortSignal): Promise<number> {
  const connection = { silence: lengthPatience, signal };
  try {
    return await withResponse(url, null, connection, async (response) => {
      const { bytes } = checkResponse(response, wholeFile, { bytes: null, version: null });
      if (bytes !== null) return bytes;
      throw new PackageError(
        `${new URL(url).host} doesn't say how long its file is. It can be fetched all the same.`,
      );
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof PassingFailure)) throw error;
    throw new PackageError(`${error.message} Check the network connection, then try again.`, {
      cause: error,
    });
  }
}

/** The pieces as one file, in memory: the store keeps no reference to them. */
async function join(store: PackageStore, sha256: string): Promise<Blob> {
  const pieces = (await store.pieces.pieces(sha256, 0)).sort((a, b) => a.index - b.index);
  const blobs = await Promise.all(
    pieces.map(({ index }) => store.pieces.readPiece(sha256, 0, index)),
  );
  const parts = await Promise.all(blobs.map((blob) => blob?.arrayBuffer() ?? new ArrayBuffer()));
  return new Blob(parts);
}

/** Whether an error says in plain words what happened and what to do. */
export function isExplained(error: unknown): error is Error {
  return error instanceof PackageError || error instanceof ModelError;
}
