import { DownloadRefusedError, StorageFullError } from "../errors";
import type { FileDescription, ModelDescription } from "../model-description";
import type { ModelStore, StoredFile, StoredModel } from "../store/model-store";
import { defaultPatience, type Patience } from "./back-off";
import { differ } from "./check-response";
import { downloadFile, type FileProgress } from "./download-file";

export interface DownloadProgress {
  readonly loadedBytes: number;
  /** Of all files; null until the servers have told. */
  readonly totalBytes: number | null;
  /** The whole files' hashes follow the download; after it they are what is left to do. */
  readonly hashedBytes: number;
  /** Why nothing comes at the moment; else null. */
  readonly waiting: string | null;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** @default 16 MiB */
  readonly pieceBytes?: number;
  /** Pieces that come at the same time, each in memory meanwhile. @default 3 */
  readonly parallel?: number;
  readonly patience?: Patience;
}

/**
 * Downloads a model into the store, or what is missing of it, and checks it. The caller sees to it
 * that nobody else does the same.
 * @throws `DownloadError`, `DownloadRefusedError`, `ModelChangedError`, `IntegrityError`,
 * `StorageFullError`, the store's errors, and the signal's reason. What came before stays.
 */
export async function downloadModel(
  store: ModelStore,
  description: ModelDescription,
  options: DownloadOptions,
): Promise<StoredModel> {
  const { signal, onProgress = () => {}, pieceBytes = 2 ** 24 } = options;
  const { parallel = 3, patience = defaultPatience } = options;
  signal.throwIfAborted();
  let model = await begin(store, description, pieceBytes);
  if (model.state === "complete") return model;
  const { id } = model;
  const progress = await readProgress(store, model);
  const save = async (change: Partial<StoredModel>) => {
    model = { ...model, ...change };
    await store.put(model);
  };

  onProgress(sum(progress, null));
  for (const [index, file] of model.files.entries()) {
    const replace = (changed: StoredFile) => save({ files: model.files.with(index, changed) });
    const done = await downloadFile({
      store,
      id,
      index,
      file: withAddress(file),
      format: model.description.format,
      parallel,
      patience,
      signal,
      save: replace,
      onProgress(now) {
        progress[index] = now;
        onProgress(sum(progress, now.waiting));
      },
    }).catch(async (error) => {
      throw error instanceof StorageFullError ? await fullError(store, model, error) : error;
    });
    await replace(done);
  }
  await save({ state: "complete", verifiedAt: Date.now() });
  return model;
}

/** The model's record: what is stored of the same files is kept. */
async function begin(
  store: ModelStore,
  description: ModelDescription,
  pieceBytes: number,
): Promise<StoredModel> {
  const { id } = description;
  const before = await store.get(id);
  if (before?.state === "complete") return before;
  const files = description.files.map((file) => startOf(file, pieceBytes));
  const kept = before && keptFiles(before.files, files);
  // What came of other files is of no use.
  if (before && !kept) await store.delete(id);
  const model: StoredModel =
    before && kept
      ? { ...before, files: kept }
      : { id, description, files, state: "partial", createdAt: Date.now(), verifiedAt: null };
  await store.put(model);
  return model;
}

/** A file of which nothing is there. */
function startOf(file: FileDescription, pieceBytes: number): StoredFile {
  const { name, url, bytes, sha256, sha256From } = file;
  return { name, url, bytes, pieceBytes, version: null, expectedSha256: sha256, trust: sha256From };
}

/** The stored files, with what is newly known of them; null where they are other ones. */
function keptFiles(
  stored: readonly StoredFile[],
  wanted: readonly StoredFile[],
): StoredFile[] | null {
  if (stored.length !== wanted.length) return null;
  const kept = wanted.map((want, index) => {
    const file = stored[index];
    const other =
      file?.name !== want.name ||
      differ(file.bytes, want.bytes) ||
      differ(file.expectedSha256, want.expectedSha256);
    if (other) return null;
    // A hash belongs to its address, which may name a commit.
    const { url, expectedSha256, trust } = want.expectedSha256 === null ? file : want;
    return { ...file, url, bytes: file.bytes ?? want.bytes, expectedSha256, trust };
  });
  return kept.every((file) => file !== null) ? kept : null;
}

function withAddress(file: StoredFile): StoredFile & { readonly url: string } {
  const { url } = file;
  if (url !== null) return { ...file, url };
  throw new DownloadRefusedError(
    `${file.name} came from a file on a disk and has no address. Import the file again.`,
  );
}

async function readProgress(
  store: ModelStore,
  { id, files }: StoredModel,
): Promise<FileProgress[]> {
  const progress = files.map(async ({ bytes }, index) => {
    const pieces = await store.pieces(id, index);
    const loadedBytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    return { bytes, loadedBytes, hashedBytes: 0, waiting: null };
  });
  return Promise.all(progress);
}

function sum(files: readonly FileProgress[], waiting: string | null): DownloadProgress {
  const add = (key: "loadedBytes" | "hashedBytes") =>
    files.reduce((total, file) => total + file[key], 0);
  const totalBytes = files.reduce<number | null>(
    (total, { bytes }) => (total === null || bytes === null ? null : total + bytes),
    0,
  );
  return { loadedBytes: add("loadedBytes"), totalBytes, hashedBytes: add("hashedBytes"), waiting };
}

/** The store only knows what a piece needs; the rest of the model needs more. */
async function fullError(
  store: ModelStore,
  model: StoredModel,
  error: StorageFullError,
): Promise<StorageFullError> {
  const { totalBytes, loadedBytes } = sum(await readProgress(store, model), null);
  const missingBytes = Math.max(error.missingBytes, (totalBytes ?? 0) - loadedBytes);
  return new StorageFullError(
    "The browser has no room left for this model. What came is kept. Delete a stored model or free " +
      `about ${Math.ceil(missingBytes / 1e6)} MB on this device, then go on.`,
    missingBytes,
    { cause: error },
  );
}
