import { drawn, type Piece, tokenCount } from "./batch-device";
import type { Step, StepRow, StepSequence } from "./step-layout";

/** A piece of a pass, and where its text stands. */
export interface PlacedPiece {
  readonly piece: Piece;
  /** The row of the page table. */
  readonly slot: number;
  /** Tokens of the text before this pass. */
  readonly length: number;
}

export interface PassPlan {
  /** Without the splits, which depend on the kernels. */
  readonly step: Omit<Step, "splits" | "tokensPerSplit">;
  /** Of the n-th draw, the piece it belongs to. */
  readonly drawPieces: readonly number[];
  /** Each sequence has one row, which a token is drawn after: n-th row, n-th draw. */
  readonly decodes: boolean;
  /** Tokens of the longest text, those of this pass included. */
  readonly longest: number;
}

/** Lays a pass out in rows: pieces that draw come first, since the kernels number draws so. */
export function planPass(placed: readonly PlacedPiece[]): PassPlan {
  const order = placed
    .map((_, index) => index)
    .toSorted((a, b) => Number(draws(placed[b])) - Number(draws(placed[a])));
  const rows: StepRow[] = [];
  const sequences: StepSequence[] = [];
  for (const index of order) {
    const one = placed[index];
    if (!one) continue;
    const { piece, slot, length } = one;
    const firstRow = rows.length;
    const tokens = piece.tokens === drawn ? [{ drawnOf: slot }] : piece.tokens;
    for (const [place, token] of tokens.entries()) {
      rows.push({ token, slot, position: length + place });
    }
    const rowCount = tokenCount(piece);
    sequences.push({
      ...{ slot, firstRow, rowCount, contextLength: length + rowCount },
      draw: piece.sampling ? { row: firstRow + rowCount - 1, ...piece.sampling } : null,
    });
  }
  return {
    step: { rows, sequences },
    drawPieces: order.filter((index) => draws(placed[index])),
    decodes: sequences.every(({ rowCount, draw }) => rowCount === 1 && draw),
    longest: Math.max(...sequences.map(({ contextLength }) => contextLength)),
  };
}

function draws(placed: PlacedPiece | undefined): boolean {
  return Boolean(placed?.piece.sampling);
}
