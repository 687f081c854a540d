import { createFileHasher, sha256 } from "../store/hash";
import type { PieceInfo, PieceStore } from "../store/model-store";

/** Hashes a file from the store while its pieces come, in any order; one piece at a time in memory. */
export interface OrderedHash {
  /**
   * A piece is stored.
   * @param check it is from an earlier time: find out whether it still is what it was
   */
  add(piece: PieceInfo, check: boolean): void;
  /** Waits until all that can be hashed is hashed. */
  settle(): Promise<void>;
  /** Once everything is hashed. Lower-case hexadecimal. */
  digest(): string;
}

export interface OrderedHashOptions {
  readonly store: PieceStore;
  readonly id: string;
  readonly file: number;
  readonly signal: AbortSignal;
  readonly onHashed: (piece: PieceInfo) => void;
  /** A piece's bytes are lost or others than they were. It is deleted; add it when it is there again. */
  readonly onBroken: (piece: PieceInfo) => void;
}

export async function createOrderedHash(options: OrderedHashOptions): Promise<OrderedHash> {
  const { store, id, file, signal, onHashed, onBroken } = options;
  const hasher = await createFileHasher();
  const waiting = new Map<number, { piece: PieceInfo; check: boolean }>();
  let next = 0;
  let work = Promise.resolve();

  async function advance(): Promise<void> {
    for (let entry = waiting.get(next); entry; entry = waiting.get(next)) {
      signal.throwIfAborted();
      const { piece, check } = entry;
      const bytes = await read(piece, check);
      waiting.delete(piece.index);
      if (bytes) {
        hasher.update(bytes);
        next += 1;
        onHashed(piece);
      } else {
        await store.deletePiece(id, file, piece.index);
        onBroken(piece);
      }
    }
  }

  async function read(piece: PieceInfo, check: boolean): Promise<Uint8Array | null> {
    const blob = await store.readPiece(id, file, piece.index);
    const buffer = await blob?.arrayBuffer().catch(() => null);
    if (buffer?.byteLength !== piece.bytes) return null;
    if (check && (await sha256(buffer)) !== piece.sha256) return null;
    return new Uint8Array(buffer);
  }

  return {
    add(piece, check) {
      waiting.set(piece.index, { piece, check });
      work = work.then(advance);
      // Whoever settles gets it.
      work.catch(() => {});
    },
    settle: () => work,
    digest: () => hasher.digest(),
  };
}
