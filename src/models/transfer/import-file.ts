import { ImportError, StorageFullError } from "../errors";
import type { FileDescription } from "../model-description";
import { createFileHasher, sha256 } from "../store/hash";
import type { ModelStore, StoredFile, StoredModel } from "../store/model-store";
import { readAhead } from "../store/read-ahead";
import { storageFull } from "../store/store-failure";
import { type Incoming, type IncomingFile, openIncoming, readable } from "./incoming";
import { recognise } from "./recognise";

export interface ImportOptions {
  /** The file is read twice: half of the way is to know it, half to store it. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly signal?: AbortSignal;
  /** @default 16 MiB */
  readonly pieceBytes?: number;
  /** Runs the second half, when it is known which model it is. */
  readonly within?: <T>(model: StoredModel, copy: () => Promise<T>) => Promise<T>;
}

export interface ImportResult {
  readonly model: StoredModel;
  /** An equal model was here before; only what was damaged or missing of it was copied. */
  readonly wasStored: boolean;
}

/**
 * Copies a model from a file on disk into the store: a GGUF file, or an archive that the export
 * made. When it fails or is stopped, nothing of it stays.
 * @throws {@link ImportError} with the reason; `StorageFullError`; the store's errors
 */
export async function importFile(
  store: ModelStore,
  file: File,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const { onProgress = () => {}, signal, pieceBytes = 2 ** 24 } = options;
  const { within = (_, copy) => copy() } = options;
  signal?.throwIfAborted();
  const incoming = await openIncoming(file);
  const totalBytes = incoming.files.reduce((sum, { contents }) => sum + contents.size, 0);
  let readBytes = 0;
  const onRead = (bytes: number) => {
    readBytes += bytes;
    onProgress(Math.floor(readBytes / 2), totalBytes);
    signal?.throwIfAborted();
  };

  const hashes: string[] = [];
  for (const part of incoming.files) {
    const hash = await wholeHash(part, pieceBytes, onRead);
    if (part.sha256 !== null && part.sha256 !== hash) {
      throw new ImportError(
        `${part.name} in this archive is damaged: its SHA-256 is wrong. Export or copy it again.`,
      );
    }
    hashes.push(hash);
  }
  const before = await findEqual(store, hashes);
  const model = before ?? (await plan(store, incoming, hashes, pieceBytes));
  return await within(model, async () => {
    if (!before) await store.put(model);
    const added: (readonly [file: number, piece: number])[] = [];
    try {
      for (const [index, { contents }] of incoming.files.entries()) {
        await copy(store, model, index, contents, onRead, (piece) => added.push([index, piece]));
      }
    } catch (error) {
      if (!before) await store.delete(model.id);
      else for (const place of added) await store.deletePiece(model.id, ...place);
      // The store knows only of the piece. What is stored was read twice.
      const full = error instanceof StorageFullError;
      throw full ? await storageFull(2 * totalBytes - readBytes, error) : error;
    }
    const complete: StoredModel = { ...model, state: "complete", verifiedAt: Date.now() };
    await store.put(complete);
    return { model: complete, wasStored: before?.state === "complete" };
  });
}

async function wholeHash(
  { contents }: IncomingFile,
  pieceBytes: number,
  onRead: (bytes: number) => void,
): Promise<string> {
  const hasher = await createFileHasher();
  for await (const bytes of readPieces(contents, pieceBytes)) {
    hasher.update(bytes);
    onRead(bytes.length);
  }
  return hasher.digest();
}

function readPieces(contents: Blob, pieceBytes: number) {
  return readAhead(Math.ceil(contents.size / pieceBytes), async (index) => {
    const part = contents.slice(index * pieceBytes, (index + 1) * pieceBytes);
    return new Uint8Array(await readable(part.arrayBuffer()));
  });
}

/** A model that is stored, or partly, and has the same files. */
async function findEqual(
  store: ModelStore,
  hashes: readonly string[],
): Promise<StoredModel | null> {
  const equal = ({ files }: StoredModel) =>
    files.length === hashes.length &&
    files.every(({ expectedSha256 }, index) => expectedSha256 === hashes[index]);
  return (await store.list()).find(equal) ?? null;
}

/** The record of a model of which nothing is stored. */
async function plan(
  store: ModelStore,
  { title, format, licence, files }: Incoming,
  hashes: readonly string[],
  pieceBytes: number,
): Promise<StoredModel> {
  const [name = "", hash = ""] = [files[0]?.name, hashes[0]];
  const known = files.length === 1 ? recognise(name, files[0]?.contents.size ?? 0, hash) : null;
  // Under its id something else may lie already, such as a part of a newer file.
  const description =
    known && !(await store.get(known.id))
      ? known
      : { id: await fileId(hashes), title, format, licence, files: files.map(describe) };
  return {
    id: description.id,
    description,
    files: files.map(({ name, contents }, index): StoredFile => {
      const about = description.files[index];
      return {
        name,
        url: about?.url ?? null,
        bytes: contents.size,
        pieceBytes,
        version: null,
        expectedSha256: hashes[index] ?? null,
        trust: about?.sha256From ?? "first-use",
      };
    }),
    state: "partial",
    createdAt: Date.now(),
    verifiedAt: null,
  };
}

function describe({ name, contents }: IncomingFile): FileDescription {
  return { name, url: null, bytes: contents.size, sha256: null, sha256From: null };
}

async function fileId(hashes: readonly string[]): Promise<string> {
  const [only = "", ...others] = hashes;
  if (others.length === 0) return `file:${only}`;
  return `file:${await sha256(new TextEncoder().encode(hashes.join("\n")))}`;
}

/** Stores what isn't there, or no longer as it was, and checks that the file is still the same. */
async function copy(
  store: ModelStore,
  model: StoredModel,
  index: number,
  contents: Blob,
  onRead: (bytes: number) => void,
  onAdded: (piece: number) => void,
): Promise<void> {
  const file = model.files[index];
  if (!file) return;
  const stored = new Map((await store.pieces(model.id, index)).map((info) => [info.index, info]));
  const hasher = await createFileHasher();
  let piece = 0;
  for await (const bytes of readPieces(contents, file.pieceBytes)) {
    const hash = await sha256(bytes);
    const before = stored.get(piece);
    if (before && before.sha256 !== hash) throw changed();
    if (!before || !(await isIntact(await store.readPiece(model.id, index, piece), hash))) {
      const info = { index: piece, bytes: bytes.length, sha256: hash };
      await store.putPiece(model.id, index, info, new Blob([bytes]));
      if (!before) onAdded(piece);
    }
    hasher.update(bytes);
    onRead(bytes.length);
    piece += 1;
  }
  if (hasher.digest() !== file.expectedSha256) throw changed();
}

async function isIntact(blob: Blob | null, hash: string): Promise<boolean> {
  const bytes = await blob?.arrayBuffer().catch(() => null);
  return bytes ? (await sha256(bytes)) === hash : false;
}

function changed(): ImportError {
  return new ImportError(
    "The file changed while it was read. Wait until it is whole, then import it again.",
  );
}
