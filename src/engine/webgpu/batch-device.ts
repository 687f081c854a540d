/** A GPU with a model on it, as the scheduler sees it: numbered texts with their KV, and one pass. */
export interface BatchDevice {
  /** Most new tokens of one pass. */
  readonly chunk: number;
  /** Most texts of one pass. */
  readonly batch: number;
  /** Tokens of one KV page. */
  readonly pageSize: number;
  freePages(): number;
  /** A new, empty text. */
  add(text: number): void;
  /** A new text that begins as another one; they share what is there. */
  fork(from: number, to: number): void;
  remove(text: number): void;
  /**
   * Removes tokens at a text's end, among them those of a pass that is still being computed. Only a
   * device that has this can be given a pass before the draws of the one before are known.
   */
  takeBack?(text: number, tokens: number): void;
  /** Computes new tokens of some texts, after all passes before; a draw for each piece that wants one. */
  forward(pieces: readonly Piece[]): Promise<readonly (Draw | null)[]>;
}

/** In the place of a token: the one that the pass before drew for this text. */
export const drawn = "drawn";

/** New tokens of a text, and how the one after them is drawn. */
export interface Piece {
  readonly text: number;
  readonly tokens: readonly number[] | typeof drawn;
  /** Null: no token is drawn. */
  readonly sampling: DrawSampling | null;
}

/** New tokens of a piece. */
export function tokenCount({ tokens }: Pick<Piece, "tokens">): number {
  return tokens === drawn ? 1 : tokens.length;
}

export interface DrawSampling {
  /** 0 means greedy. */
  readonly temperature: number;
  readonly topP: number;
  /** In [0, 1). */
  readonly uniform: number;
}

export interface Draw {
  readonly token: number;
  /** Natural logarithm of its probability before temperature and top-p. */
  readonly logprob: number;
  /** The likeliest tokens, the best first. */
  readonly top: readonly { readonly token: number; readonly logprob: number }[];
}
