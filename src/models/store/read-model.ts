import { isConverted } from "../convert/converted-id";
import { IntegrityError, ModelMissingError, StorageFullError } from "../errors";
import { createFileHasher, sha256 } from "./hash";
import type { ModelStore, PieceInfo, StoredFile, StoredModel } from "./model-store";
import { readAhead } from "./read-ahead";

/** Fetches the bytes from `start` up to, not including, `end` of what lies at `url`. */
export type FetchAgain = (
  url: string,
  start: number,
  end: number,
  signal: AbortSignal,
) => Promise<Blob>;

export interface ReadOptions {
  /** For a piece that is damaged or lost. */
  readonly fetchAgain: FetchAgain;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Pieces checked at the same time: each is in memory then. */
const parallel = 3;

/**
 * A file of a complete model, as one Blob that refers to the stored pieces: nothing is copied. Each
 * piece is hashed; a damaged or lost one is fetched again, alone, and stored again.
 * @throws {@link ModelMissingError} {@link IntegrityError}, and the store's errors
 */
export async function readStoredFile(
  store: ModelStore,
  model: StoredModel,
  fileIndex: number,
  options: ReadOptions,
): Promise<Blob> {
  if (model.state !== "complete") throw incomplete(model);
  const reader = await createPieceReader(store, model, fileIndex, options);
  const pieces: Blob[] = [];
  let next = 0;
  const readOn = async () => {
    while (next < reader.count) {
      const index = next;
      next += 1;
      try {
        pieces[index] = (await reader.read(index)).blob;
      } catch (error) {
        // The others need not go on.
        next = reader.count;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, readOn));
  return new Blob(pieces);
}

/**
 * All files of a complete model, in order, with progress over all of them.
 * @throws as {@link readStoredFile} does
 */
export async function readStoredFiles(
  store: ModelStore,
  model: StoredModel,
  { onProgress, ...options }: ReadOptions,
): Promise<Blob[]> {
  const totalBytes = model.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const files: Blob[] = [];
  let before = 0;
  for (const index of model.files.keys()) {
    const onFileProgress = (doneBytes: number) => onProgress?.(before + doneBytes, totalBytes);
    const file = await readStoredFile(store, model, index, {
      ...options,
      onProgress: onFileProgress,
    });
    before += file.size;
    files.push(file);
  }
  return files;
}

/**
 * Hashes a file piece by piece and as a whole, mends it as reading does, and gives the whole hash.
 * The model need not be complete, but all pieces of this file must be there.
 * @throws {@link IntegrityError} also when the whole isn't what it must be
 */
export async function verifyStoredFile(
  store: ModelStore,
  model: StoredModel,
  fileIndex: number,
  options: ReadOptions,
): Promise<string> {
  const reader = await createPieceReader(store, model, fileIndex, options);
  const hasher = await createFileHasher();
  for await (const { bytes } of readAhead(reader.count, reader.read)) hasher.update(bytes);
  const hash = hasher.digest();
  const { expectedSha256, name } = reader.file;
  if (expectedSha256 !== null && hash !== expectedSha256) {
    throw new IntegrityError(
      `${name} is not the file it should be: its SHA-256 is ${hash} and not ${expectedSha256}. ` +
        "Delete the model and get it again.",
    );
  }
  return hash;
}

export interface PieceReader {
  readonly file: StoredFile;
  readonly count: number;
  /** The piece, hashed and found right; mended where needed. */
  read(index: number): Promise<CheckedPiece>;
}

export interface CheckedPiece {
  readonly blob: Blob;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Reads the pieces of a file one by one.
 * @throws {@link ModelMissingError}; reading throws {@link IntegrityError} and the store's errors
 */
export async function createPieceReader(
  store: ModelStore,
  model: StoredModel,
  fileIndex: number,
  { fetchAgain, onProgress, signal = new AbortController().signal }: ReadOptions,
): Promise<PieceReader> {
  const file = model.files[fileIndex];
  if (!file || file.bytes === null) throw incomplete(model);
  const { bytes: totalBytes, pieceBytes } = file;
  const infos = new Map<number, PieceInfo>();
  for (const info of await store.pieces(model.id, fileIndex)) infos.set(info.index, info);
  const count = Math.ceil(totalBytes / pieceBytes);
  let doneBytes = 0;

  async function stored(info: PieceInfo): Promise<CheckedPiece | null> {
    const blob = await store.readPiece(model.id, fileIndex, info.index);
    return blob && checked(blob, info);
  }

  async function mended(info: PieceInfo, { name, url }: StoredFile): Promise<CheckedPiece> {
    const damage = `Part ${info.index + 1} of ${count} of ${name} is damaged on this device`;
    if (url === null) {
      const remedy = isConverted(model.id)
        ? "and it was made here. Delete the model and convert it again."
        : "and it came from a file. Import the file again: only what is damaged is replaced.";
      throw new IntegrityError(`${damage}, ${remedy}`);
    }
    const start = info.index * pieceBytes;
    const fetched = await fetchAgain(url, start, start + info.bytes, signal).catch((cause) => {
      signal.throwIfAborted();
      throw new IntegrityError(
        `${damage}, and fetching it again failed. ${cause instanceof Error ? cause.message : cause}`,
        { cause },
      );
    });
    const piece = await checked(fetched, info);
    if (!piece) {
      throw new IntegrityError(
        `${damage}, and the file at its address is another one now. Delete the model and download it again.`,
      );
    }
    await store.putPiece(model.id, fileIndex, info, fetched).catch((error) => {
      // It serves this time; the next time it is fetched again.
      if (!(error instanceof StorageFullError)) throw error;
    });
    return piece;
  }

  return {
    file,
    count,
    async read(index) {
      signal.throwIfAborted();
      const info = infos.get(index);
      if (info?.bytes !== Math.min(pieceBytes, totalBytes - index * pieceBytes)) {
        throw incomplete(model);
      }
      const piece = (await stored(info)) ?? (await mended(info, file));
      doneBytes += info.bytes;
      onProgress?.(doneBytes, totalBytes);
      return piece;
    },
  };
}

/** The piece with its bytes when they are what they should be; null when not, or when they are lost. */
async function checked(blob: Blob, info: PieceInfo): Promise<CheckedPiece | null> {
  if (blob.size !== info.bytes) return null;
  const buffer = await blob.arrayBuffer().catch(() => null);
  if (!buffer || (await sha256(buffer)) !== info.sha256) return null;
  return { blob, bytes: new Uint8Array(buffer) };
}

function incomplete(model: StoredModel): ModelMissingError {
  return new ModelMissingError(
    `${model.description.title} is not wholly on this device. Go on with its download, or import it again.`,
  );
}
