/** A growing block of code, cut between statements. */
export interface CodePieces {
  /** Pieces that no further code can change. */
  readonly settled: readonly string[];
  /** The piece being written. */
  readonly tail: string;
  /** Characters of the code read so far. */
  readonly length: number;
}

export const noPieces: CodePieces = { settled: [], tail: "", length: 0 };

/** A piece is cut off when the code behind it has grown so long. */
const window = 1200;
/** A statement that is longer is cut too; its colours may be wrong from there on. */
const longest = 2 * window;

/**
 * Reads what was added to the code. Only its last piece is parsed again.
 * @param statementStarts where statements of a piece of code begin
 */
export function growPieces(
  pieces: CodePieces,
  code: string,
  statementStarts: (code: string) => number[],
): CodePieces {
  if (code.length === pieces.length) return pieces;
  const added: string[] = [];
  let tail = pieces.tail + code.slice(pieces.length);
  for (let at = cutAt(tail, statementStarts); at > 0; at = cutAt(tail, statementStarts)) {
    added.push(tail.slice(0, at));
    tail = tail.slice(at);
  }
  const settled = added.length > 0 ? [...pieces.settled, ...added] : pieces.settled;
  return { settled, tail, length: code.length };
}

/** The same wherever the code's chunks begin and end. 0: nothing is cut yet. */
function cutAt(tail: string, statementStarts: (code: string) => number[]): number {
  for (let length = window; length <= longest && length <= tail.length; length *= 2) {
    // The last statement may go on.
    const last = statementStarts(tail.slice(0, length)).at(-1) ?? 0;
    if (last > 0) return last;
  }
  if (tail.length < longest) return 0;
  const line = tail.lastIndexOf("\n", longest - 1) + 1;
  return line > 0 ? line : longest;
}
