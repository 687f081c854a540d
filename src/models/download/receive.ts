import { PassingFailure } from "./failures";
import { fetchRange } from "./fetch-range";
import { type Piece, wholeFile } from "./plan";
import { readAnswer } from "./read-answer";
import type { RemoteFile } from "./remote-file";
import { readBody, withResponse } from "./request";
import type { TryAgainOptions } from "./try-again";

type Bytes = Uint8Array<ArrayBuffer>;

/** Where the pieces of a file go. Both throw when the bytes aren't what they should be. */
export interface PieceSink {
  /** Told while a piece comes. @returns whether there is enough of it to know it by */
  look(piece: Piece, begin: Bytes): boolean;
  /** Takes a whole piece; its memory is used again afterwards. */
  keep(piece: Piece, bytes: Bytes): Promise<void>;
}

export interface Receiving {
  readonly remote: RemoteFile;
  readonly sink: PieceSink;
  readonly options: TryAgainOptions;
}

/**
 * Fetches pieces by range, a few at the same time. The first goes ahead: the others are asked for
 * when its first bytes were found right.
 * @param others the other pieces, once the length of the file is known
 * @throws `NoRangesError` and whatever ends a download; nothing is under way then
 */
export async function receivePieces(
  { remote, sink, options }: Receiving,
  parallel: number,
  first: Piece,
  others: () => Piece[],
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const helpers: Promise<void>[] = [];
  let queue: Piece[] | null = null;

  const begin = () => {
    queue = others();
    const count = Math.min(parallel - 1, queue.length);
    for (let n = 0; n < count; n++) helpers.push(work(queue.shift()));
  };

  async function work(piece: Piece | undefined): Promise<void> {
    // No piece is longer than the one before it.
    const memory = new Uint8Array(piece ? piece.end - piece.start : 0);
    try {
      for (let next = piece; next; next = queue?.shift()) await receive(next, memory);
    } catch (error) {
      // The first reason counts; the others end by it.
      stop.abort(error);
    }
  }

  async function receive(piece: Piece, memory: Bytes): Promise<void> {
    const onBytes = (got: number) => {
      if (sink.look(piece, memory.subarray(0, got)) && !queue) begin();
    };
    const got = await fetchRange(remote, piece, memory, onBytes, { ...options, signal });
    await sink.keep(piece, memory.subarray(0, got));
  }

  await work(first);
  await Promise.all(helpers);
  stop.signal.throwIfAborted();
}

/**
 * Reads the whole file from a server that knows no ranges, and cuts it into pieces.
 * @param pieces all of them, once the length of the file is known
 * @throws {@link PassingFailure} when it breaks off, and whatever ends a download
 */
export async function receiveStream(
  { remote, sink, options }: Receiving,
  pieces: () => Piece[],
): Promise<void> {
  const connection = { silence: options.patience.silence, signal: options.signal };
  await withResponse(remote.url, null, connection, async (response) => {
    await remote.learn(await readAnswer(response, wholeFile, remote.facts(), connection));
    const queue = pieces();
    let piece = queue.shift();
    let got = 0;
    const memory = new Uint8Array(piece ? piece.end - piece.start : 0);
    for await (const chunk of readBody(response, connection)) {
      for (let rest = chunk; rest.byteLength > 0; ) {
        if (!piece) throw new PassingFailure("The server sent more than the file's length.");
        const size = piece.end - piece.start;
        const part = rest.subarray(0, size - got);
        memory.set(part, got);
        got += part.byteLength;
        rest = rest.subarray(part.byteLength);
        sink.look(piece, memory.subarray(0, got));
        if (got < size) continue;
        await sink.keep(piece, memory.subarray(0, size));
        piece = queue.shift();
        got = 0;
      }
    }
    if (piece) throw new PassingFailure("The connection broke.");
  });
}
