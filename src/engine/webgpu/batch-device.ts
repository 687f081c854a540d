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
  /** Computes new tokens of some texts; a draw for each piece. */
  forward(pieces: readonly Piece[]): Promise<readonly Draw[]>;
}

/** New tokens of a text, and how the one after them is drawn. */
export interface Piece {
  readonly text: number;
  readonly tokens: readonly number[];
  readonly sampling: DrawSampling;
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
