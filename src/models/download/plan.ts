/** A part of a file. */
export interface Range {
  readonly start: number;
  /** The byte after the last. */
  readonly end: number;
}

export const wholeFile: Range = { start: 0, end: Number.POSITIVE_INFINITY };

export interface Piece extends Range {
  readonly index: number;
}

/** All pieces of a file, in order. */
export function planPieces(bytes: number, pieceBytes: number): Piece[] {
  return Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, index) => ({
    index,
    start: index * pieceBytes,
    end: Math.min((index + 1) * pieceBytes, bytes),
  }));
}

/**
 * The pieces that aren't stored, in order. One of the wrong length counts as missing.
 * @param stored lengths by index
 */
export function missingPieces(
  pieces: readonly Piece[],
  stored: ReadonlyMap<number, { readonly bytes: number }>,
): Piece[] {
  return pieces.filter(({ index, start, end }) => stored.get(index)?.bytes !== end - start);
}
