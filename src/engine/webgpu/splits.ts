/** Lengths of parts are multiples of it: what a workgroup of the decode kernel takes at once. */
export const splitStep = 64;

/** Workgroups that keep every GPU busy; more only make more to merge. */
const wantedWorkgroups = 128;

export interface Splits {
  readonly splits: number;
  readonly tokensPerSplit: number;
}

/**
 * How decode attention cuts contexts into parts.
 * @param contextLength the longest context of the rows
 */
export function splitsOf(contextLength: number, rows: number, kvHeads: number): Splits {
  const parts = Math.max(1, Math.ceil(wantedWorkgroups / (rows * kvHeads)));
  const tokensPerSplit = Math.max(1, Math.ceil(contextLength / parts / splitStep)) * splitStep;
  return { splits: Math.max(1, Math.ceil(contextLength / tokensPerSplit)), tokensPerSplit };
}

/** The most row-parts (`rows * splits`) that `splitsOf` asks for. */
export function maxRowSplits(maxRows: number, kvHeads: number): number {
  // rows * ⌈wanted / (rows * kvHeads)⌉ is less than wanted / kvHeads + rows.
  return Math.ceil(wantedWorkgroups / kvHeads) + maxRows;
}
