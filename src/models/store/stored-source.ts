import type { ByteSource } from "../convert/byte-source";
import { endsTooEarly } from "../convert/byte-source";
import type { ModelStore, StoredModel } from "./model-store";
import { createPieceReader, type ReadOptions } from "./read-model";

/** Pieces in memory at a time, for each file. */
const mostPieces = 2;

/**
 * The files of a complete model, read by ranges: each piece is hashed when it is first needed, and
 * mended where it is damaged. Nothing is read before.
 * @throws `ModelMissingError`; reading throws `IntegrityError` and the store's errors
 */
export async function openStoredFiles(
  store: ModelStore,
  model: StoredModel,
  options: Omit<ReadOptions, "onProgress">,
): Promise<ByteSource[]> {
  const open = (_: unknown, index: number) => openStoredFile(store, model, index, options);
  return Promise.all(model.files.map(open));
}

async function openStoredFile(
  store: ModelStore,
  model: StoredModel,
  index: number,
  options: Omit<ReadOptions, "onProgress">,
): Promise<ByteSource> {
  const reader = await createPieceReader(store, model, index, options);
  const { name, pieceBytes } = reader.file;
  const size = reader.file.bytes ?? 0;
  /** The last used one at the end. */
  const pieces = new Map<number, Promise<Uint8Array>>();

  function piece(at: number): Promise<Uint8Array> {
    const bytes = pieces.get(at) ?? reader.read(at).then((read) => read.bytes);
    pieces.delete(at);
    pieces.set(at, bytes);
    // What failed is tried again when it is asked for again.
    bytes.catch(() => pieces.delete(at));
    const [oldest] = pieces.keys();
    if (pieces.size > mostPieces && oldest !== undefined) pieces.delete(oldest);
    return bytes;
  }

  return {
    name: name.replace(/^.*\//, ""),
    size,
    async read(offset, length) {
      if (offset + length > size) throw endsTooEarly(name);
      const into = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const at = offset + done;
        const start = at % pieceBytes;
        const bytes = await piece(Math.floor(at / pieceBytes));
        const part = bytes.subarray(start, start + length - done);
        into.set(part, done);
        done += part.length;
      }
      return into;
    },
  };
}
