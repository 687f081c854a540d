import { IntegrityError, ModelChangedError } from "../errors";
import { sha256 } from "../store/hash";
import type { PieceInfo, PieceStore, StoredFile } from "../store/model-store";
import type { Patience } from "./back-off";
import { checkGgufStart } from "./check-start";
import { NoRangesError } from "./fetch-range";
import { createOrderedHash } from "./ordered-hash";
import { missingPieces, type Piece, planPieces } from "./plan";
import { type PieceSink, receivePieces, receiveStream } from "./receive";
import { createRemoteFile } from "./remote-file";
import { createTally } from "./tally";
import { tryAgain } from "./try-again";

export interface FileDownload {
  readonly store: PieceStore;
  readonly id: string;
  /** Its place in the model. */
  readonly index: number;
  readonly file: StoredFile & { readonly url: string };
  readonly format: "gguf" | "mlc";
  readonly parallel: number;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Stores what was learnt about the file. */
  readonly save: (file: StoredFile) => Promise<void>;
  readonly onProgress: (progress: FileProgress) => void;
}

export interface FileProgress {
  /** Null until a server has told. */
  readonly bytes: number | null;
  readonly loadedBytes: number;
  readonly hashedBytes: number;
  /** Why nothing comes at the moment; else null. */
  readonly waiting: string | null;
}

/**
 * Downloads what is missing of a file, and hashes it as a whole.
 * @returns the file with the hash that it must have, and has
 */
export async function downloadFile(download: FileDownload): Promise<StoredFile> {
  const { store, id, index: fileIndex, file, patience, parallel } = download;
  const ended = new AbortController();
  const signal = AbortSignal.any([download.signal, ended.signal]);
  const stored = new Map<number, PieceInfo>();
  const broken = new Set<number>();
  const remote = createRemoteFile(file, download.save, patience.silence, signal);
  let hashedBytes = 0;
  let waiting: string | null = null;
  const report = () => {
    const { bytes } = remote.facts();
    download.onProgress({ bytes, loadedBytes: tally.loaded(), hashedBytes, waiting });
  };
  const onWaiting = (why: string) => {
    waiting = why;
    report();
  };
  const tally = createTally(() => {
    waiting = null;
    report();
  });
  const hash = await createOrderedHash({
    store,
    id,
    file: fileIndex,
    signal,
    onHashed({ bytes }) {
      hashedBytes += bytes;
      report();
    },
    onBroken({ index }) {
      if (broken.has(index)) throw forgetful();
      broken.add(index);
      stored.delete(index);
    },
  });

  const options = { patience, signal, progress: tally.best, onWaiting, patientOffline: true };

  const sink: PieceSink = {
    look({ index }, begin) {
      if (!stored.has(index)) tally.set(index, begin.byteLength);
      return index > 0 || download.format !== "gguf" || checkGgufStart(begin);
    },
    async keep(piece, bytes) {
      const { index } = piece;
      const info = { index, bytes: bytes.byteLength, sha256: await sha256(bytes) };
      const before = stored.get(index);
      if (before?.sha256 === info.sha256) return;
      if (before) throw changed(file.name);
      if (!sink.look(piece, bytes)) throw tooShort(file.name);
      await store.putPiece(id, fileIndex, info, new Blob([bytes]));
      stored.set(index, info);
      hash.add(info, false);
    },
  };

  const planned = (): Piece[] => {
    const { bytes } = remote.facts();
    // Not known yet: the first piece tells.
    if (bytes === null) return [{ index: 0, start: 0, end: file.pieceBytes }];
    return planPieces(bytes, file.pieceBytes);
  };
  const missing = () => missingPieces(planned(), stored);

  /** @returns whether everything is there and hashed */
  async function goOn(): Promise<boolean> {
    const [first] = missing();
    if (!first) {
      await hash.settle();
      return missing().length === 0;
    }
    // Parts of pieces don't outlive a round.
    for (const { index } of missing()) tally.set(index, 0);
    try {
      await receivePieces({ remote, sink, options }, parallel, first, () => missing().slice(1));
    } catch (error) {
      if (!(error instanceof NoRangesError)) throw error;
      if (stored.size > 0) onWaiting(again);
      await receiveStream({ remote, sink, options }, planned);
    }
    return false;
  }

  try {
    for (const piece of await store.pieces(id, fileIndex)) {
      stored.set(piece.index, piece);
      tally.set(piece.index, piece.bytes);
      hash.add(piece, true);
    }
    while (!(await tryAgain(goOn, options)));
    return proven(remote.record(), hash.digest());
  } finally {
    // Nothing may touch the store afterwards.
    ended.abort();
    await hash.settle().catch(() => {});
  }
}

const again =
  "This server can't go on in the middle of a file: it sends again what is already here.";

/** @throws {@link IntegrityError} when the whole file isn't what it must be */
function proven(file: StoredFile, hash: string): StoredFile {
  const { name, expectedSha256 } = file;
  if (expectedSha256 === null) return { ...file, expectedSha256: hash, trust: "first-use" };
  if (expectedSha256 === hash) return file;
  throw new IntegrityError(
    `${name} came wholly, but it isn't the expected file: its SHA-256 is ${hash} and not ` +
      `${expectedSha256}. Which part is wrong can't be told, so it isn't used. Start again.`,
  );
}

function changed(name: string): ModelChangedError {
  return new ModelChangedError(
    `${name} is another file on the server than when its download began. Nothing of it was mixed with ` +
      "what is stored. Start again to get the new one.",
  );
}

function tooShort(name: string): IntegrityError {
  return new IntegrityError(`${name} is too short for a model file. Check the model's address.`);
}

function forgetful(): IntegrityError {
  return new IntegrityError(
    "This device gives other bytes back than were stored. Free some space or restart the browser, " +
      "then go on.",
  );
}
