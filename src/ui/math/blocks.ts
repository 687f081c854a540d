import { lex } from "./lex";
import { longestBlock, splitLongBlock } from "./split-long-block";

/** A block of Markdown, or a piece of a very long one. */
export interface Block {
  readonly source: string;
  readonly continues: Continuation;
}

/**
 * How a block goes on with what the one before it began: not at all, as more of the same, or inside
 * of a list's item, whose marker is written again and not shown.
 */
export type Continuation = "nothing" | "block" | "item";

/** A growing text, cut into blocks of Markdown. */
export interface Blocks {
  /** Blocks that no further text can change, in groups; all groups but the last are full. */
  readonly groups: readonly (readonly Block[])[];
  /** The block being written. */
  readonly tail: Block;
  /** Characters of the text read so far. */
  readonly length: number;
}

/** Blocks of a group. A text that grows touches its last group and the list of groups. */
export const groupSize = 24;

export const noBlocks: Blocks = {
  groups: [],
  tail: { source: "", continues: "nothing" },
  length: 0,
};

/**
 * Reads what was added to the text. Only the block being written is parsed again, and it can't
 * grow long: so what a token costs does not depend on the length of the text.
 */
export function growBlocks(blocks: Blocks, text: string): Blocks {
  if (text.length === blocks.length) return blocks;
  const source = (blocks.tail.source + text.slice(blocks.length)).replaceAll("\r\n", "\n");
  const added: Block[] = [];
  let tail: Block = { ...blocks.tail, source };
  for (let next = cut(tail); next; next = cut(tail)) {
    added.push(...next.settled);
    tail = next.rest;
  }
  return { groups: addToGroups(blocks.groups, added), tail, length: text.length };
}

interface Cut {
  readonly settled: readonly Block[];
  readonly rest: Block;
}

/** Takes finished blocks off a tail; null where nothing of it is finished. */
function cut({ source, continues }: Block): Cut | null {
  const head = source.slice(0, longestBlock);
  const tokens = lex(head, true);
  const last = tokens.findLastIndex((token) => token.type !== "space");
  const before = tokens.slice(0, Math.max(last, 0));
  const at = before.reduce((length, token) => length + token.raw.length, 0);
  if (at > 0) {
    const settled = before
      .map((token, index) => ({
        source: token.raw,
        continues: index === 0 ? continues : ("nothing" as const),
        isSpace: token.type === "space",
      }))
      .filter(({ isSpace }) => !isSpace)
      .map(({ isSpace, ...block }) => block);
    return { settled, rest: { source: source.slice(at), continues: "nothing" } };
  }
  if (head.length < longestBlock) return null;
  const open = tokens[last];
  if (!open) return { settled: [], rest: { source: source.slice(head.length), continues } };
  const split = splitLongBlock(head, open);
  return {
    settled: [{ source: head.slice(0, split.at), continues }],
    rest: { source: split.reopen + source.slice(split.at), continues: split.continues },
  };
}

function addToGroups(groups: Blocks["groups"], added: readonly Block[]): Blocks["groups"] {
  if (added.length === 0) return groups;
  const last = groups.at(-1);
  const open = last && last.length < groupSize ? last : [];
  const changed = [...open, ...added];
  const grown: (readonly Block[])[] = open.length > 0 ? groups.slice(0, -1) : [...groups];
  for (let at = 0; at < changed.length; at += groupSize) {
    grown.push(changed.slice(at, at + groupSize));
  }
  return grown;
}
