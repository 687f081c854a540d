import { lex } from "./lex";

/** A growing text, cut into blocks of Markdown. */
export interface Blocks {
  /** Blocks that no further text can change. */
  readonly settled: readonly string[];
  /** The block being written. */
  readonly tail: string;
  /** Characters of the text read so far. */
  readonly length: number;
}

export const noBlocks: Blocks = { settled: [], tail: "", length: 0 };

/** Reads what was added to the text; only the block being written is parsed again. */
export function growBlocks(blocks: Blocks, text: string): Blocks {
  if (text.length === blocks.length) return blocks;
  const tail = (blocks.tail + text.slice(blocks.length)).replaceAll("\r\n", "\n");
  const tokens = lex(tail, true);
  const last = tokens.findLastIndex((token) => token.type !== "space");
  const before = tokens.slice(0, Math.max(last, 0));
  const cut = before.reduce((length, token) => length + token.raw.length, 0);
  const added = before.filter((token) => token.type !== "space").map((token) => token.raw);
  return {
    settled: added.length > 0 ? [...blocks.settled, ...added] : blocks.settled,
    tail: tail.slice(cut),
    length: text.length,
  };
}
