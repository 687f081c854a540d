// What changes from step to step, in one buffer of u32: written here, read by the kernels through
// `stepWgsl`. The sequences lie before the rows, so that a step of few rows is one short write.

/** Words before the sequences: counts, a zero, and two reserved. */
const headWords = 8;
const sequenceWords = 8;
const rowWords = 4;

/** Tokens of a page of KV. A sequence's page table names its pages in order. */
export const pageTokens = 16;

const none = 0xffffffff;
const drawnMark = 0x80000000;

/** One token to compute. */
export interface StepRow {
  /** The token's id, or the slot whose last drawn token it is: the host needn't know it yet. */
  readonly token: number | { readonly drawnOf: number };
  /** The row of the page table, 0 to maxSequences - 1. */
  readonly slot: number;
  /** Its place in the sequence, from 0. */
  readonly position: number;
}

/** One sequence's part of a step: rows that follow each other in the step and in the sequence. */
export interface StepSequence {
  readonly slot: number;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Tokens in the KV after this step. */
  readonly contextLength: number;
  readonly draw: StepDraw | null;
}

/** A token to be drawn. */
export interface StepDraw {
  /** The row of the step whose logits are wanted. */
  readonly row: number;
  /** 0 takes the likeliest. */
  readonly temperature: number;
  /** 0 to 1. */
  readonly topP: number;
  /** At least 0 and less than 1. */
  readonly uniform: number;
}

export interface Step {
  readonly rows: readonly StepRow[];
  /** Those that draw come first: the n-th draw is the n-th sequence's. */
  readonly sequences: readonly StepSequence[];
  /** Parts that decode attention cuts each context into, and their length, a multiple of 16. */
  readonly splits: number;
  readonly tokensPerSplit: number;
}

/** Size of the buffer in bytes. Kernels want room for a row at least. */
export function stepBytes(maxSequences: number, maxRows: number): number {
  return 4 * (headWords + maxSequences * sequenceWords + maxRows * rowWords);
}

/**
 * Writes a step into `target`, the host's copy of the buffer.
 * @returns the words that the step takes, from the first on; only these need to reach the GPU
 * @throws RangeError when it doesn't fit, or a sequence that draws follows one that doesn't
 */
export function writeStep(target: Uint32Array, maxSequences: number, step: Step): number {
  const { rows, sequences, splits, tokensPerSplit } = step;
  const rowsAt = headWords + maxSequences * sequenceWords;
  const end = rowsAt + rows.length * rowWords;
  if (sequences.length > maxSequences || end > target.length) {
    throw new RangeError(
      `A step of ${rows.length} rows and ${sequences.length} sequences doesn't fit its buffer.`,
    );
  }
  const floats = new Float32Array(target.buffer, target.byteOffset, target.length);
  let draws = 0;
  for (const [index, { slot, firstRow, rowCount, contextLength, draw }] of sequences.entries()) {
    const at = headWords + index * sequenceWords;
    target.set([slot, firstRow, rowCount, contextLength, draw?.row ?? none], at);
    floats.set([draw?.temperature ?? 0, draw?.topP ?? 1, draw?.uniform ?? 0], at + 5);
    if (!draw) continue;
    if (draws !== index) throw new RangeError("Sequences that draw must come first in a step.");
    draws += 1;
  }
  for (const [index, { token, slot, position }] of rows.entries()) {
    const word = typeof token === "number" ? token : drawnMark + token.drawnOf;
    target.set([word, slot, position, 0], rowsAt + index * rowWords);
  }
  target.set([rows.length, sequences.length, draws, splits, tokensPerSplit, 0, 0, 0]);
  return end;
}

/**
 * The types of `step` (binding: `var<storage, read> step: Step;`) in WGSL. `step.zero` is always 0: Mesa
 * unrolls loops of known length, and takes seconds to compile what comes of it; `n + step.zero` isn't known.
 */
export function stepWgsl(maxSequences: number): string {
  return `
struct StepSequence {
  slot: u32,
  first_row: u32,
  row_count: u32,
  context_length: u32,
  draw_row: u32,
  temperature: f32,
  top_p: f32,
  uniform_number: f32,
}
struct StepRow {
  token: u32,
  slot: u32,
  position: u32,
  reserved: u32,
}
struct Step {
  row_count: u32,
  sequence_count: u32,
  draw_count: u32,
  splits: u32,
  tokens_per_split: u32,
  zero: u32,
  reserved_b: u32,
  reserved_c: u32,
  sequences: array<StepSequence, ${maxSequences}>,
  rows: array<StepRow>,
}
`;
}

/** WGSL: a row's token, from the step itself or from `drawn`, the tokens drawn last of each slot. */
export const tokenOfRowWgsl = `
fn token_of_row(row: u32) -> u32 {
  let token = step.rows[row].token;
  if (token >= ${drawnMark}u) { return drawn[token - ${drawnMark}u]; }
  return token;
}
`;
