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
  /** What is being written: mostly one block. */
  readonly tail: Block;
  /** Characters of the tail that were looked at and end no block. */
  readonly tried: number;
  /** Characters of the text read so far. */
  readonly length: number;
  /** Characters parsed so far, some of them more than once: what reading the text has cost. */
  readonly parsed: number;
}

/** Blocks of a group. A text that grows touches its last group and the list of groups. */
export const groupSize = 24;

export const noBlocks: Blocks = {
  groups: [],
  tail: { source: "", continues: "nothing" },
  tried: 0,
  length: 0,
  parsed: 0,
};

/**
 * Reads what was added to the text. Only what is being written is parsed again, and it can't grow
 * long: so what a token costs does not depend on the length of the text. Blocks end at places that
 * the text alone decides, so that it makes no difference in what pieces it came.
 */
export function growBlocks(blocks: Blocks, text: string): Blocks {
  if (text.length === blocks.length) return blocks;
  const added: Block[] = [];
  let tail: Block = {
    ...blocks.tail,
    source: withLineFeeds(blocks.tail.source + text.slice(blocks.length)),
  };
  let { tried, parsed } = blocks;
  for (let place = nextPlace(tail.source, tried); place; place = nextPlace(tail.source, tried)) {
    const next = cut(tail, place);
    parsed += place.at + (next?.splitting ?? 0);
    if (!next) {
      tried = place.at;
      continue;
    }
    tried = next.tried;
    added.push(...next.settled);
    tail = next.rest;
  }
  const groups = addToGroups(blocks.groups, added);
  return { groups, tail, tried, length: text.length, parsed };
}

/** A text is given on in pieces of so many characters, until they have cost enough. */
const pieceLength = 2000;

/** What a sign that begins a formula or a command costs, in characters: somebody will typeset it. */
const signCost = 20;

/**
 * As {@link growBlocks}, but reads no further once that has cost so much: a long text takes several
 * turns. `length` tells how far it came.
 * @param cost in characters that are parsed
 */
export function growBlocksWithin(blocks: Blocks, text: string, cost: number): Blocks {
  let now = blocks;
  let signs = 0;
  while (now.length < text.length && now.parsed - blocks.parsed + signs * signCost < cost) {
    const end = Math.min(text.length, now.length + pieceLength);
    signs += text.slice(now.length, end).match(/[\\$]/g)?.length ?? 0;
    now = growBlocks(now, text.slice(0, end));
  }
  return now;
}

/** A carriage return at the end may be half of a line end. */
function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n|\r(?!$)/g, "\n") : text;
}

/** Where blocks may have ended. */
interface Place {
  readonly at: number;
  /** Blocks at the end that what follows may change. */
  readonly open: 1 | 2;
}

/** A tail that ended no block is looked at again when it has grown by this factor: not at each line. */
const patience = 1.25;

/** Without a blank line, a tail shorter than this is not looked at. */
const shortTail = 400;

/**
 * The next place where blocks of a tail may have ended: behind a blank line, at the first letter of
 * a line or else at the line's end, before which nobody knows what it is; at the end of any line of a
 * long tail; where the tail is too long. Null where none is written yet.
 */
function nextPlace(source: string, tried: number): Place | null {
  const from = Math.max(tried + 1, Math.floor(tried * patience));
  let start = source.lastIndexOf("\n", from - 1) + 1;
  while (start < Math.min(source.length, longestBlock)) {
    const feed = source.indexOf("\n", start);
    const end = feed < 0 ? Number.POSITIVE_INFINITY : feed + 1;
    const place = placeInLine(source, start, end, tried);
    if (place && place.at >= from && place.at <= longestBlock) return place;
    start = end;
  }
  return source.length >= longestBlock ? { at: longestBlock, open: 1 } : null;
}

/** The place in a line from `start` to `end`, which is infinite while the line is being written. */
function placeInLine(source: string, start: number, end: number, tried: number): Place | null {
  const above = source.slice(Math.max(0, start - 50), start);
  const afterBlank = /\n[ \t]*\n$/.test(above);
  const first = source.codePointAt(start) ?? 0;
  if (afterBlank && /\p{L}/u.test(String.fromCodePoint(first))) {
    return { at: start + (first > 0xffff ? 2 : 1), open: 1 };
  }
  if (end > longestBlock || source.slice(start, end).trim() === "") return null;
  if (afterBlank) return { at: end, open: 1 };
  return end >= shortTail && end >= tried * 2 ? { at: end, open: 2 } : null;
}

interface Cut {
  readonly settled: readonly Block[];
  readonly rest: Block;
  /** Characters of the rest that were looked at. */
  readonly tried: number;
  /** Characters parsed to find where a block is split. */
  readonly splitting: number;
}

/** Takes finished blocks off a tail; null where nothing of it is finished. */
function cut({ source, continues }: Block, { at: end, open }: Place): Cut | null {
  const head = source.slice(0, end);
  const tokens = lex(head, true);
  const solid = tokens.flatMap((token, index) => (token.type === "space" ? [] : [index]));
  const last = solid.at(-open) ?? 0;
  const before = tokens.slice(0, last);
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
    const rest: Block = { source: source.slice(at), continues: "nothing" };
    return { settled, rest, tried: end - at, splitting: 0 };
  }
  if (head.length < longestBlock) return null;
  const token = tokens[solid.at(-1) ?? -1];
  if (!token) {
    const rest: Block = { source: source.slice(end), continues };
    return { settled: [], rest, tried: 0, splitting: 0 };
  }
  const split = splitLongBlock(head, token);
  return {
    settled: [{ source: head.slice(0, split.at), continues }],
    rest: { source: split.reopen + source.slice(split.at), continues: split.continues },
    tried: 0,
    splitting: split.parsed,
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
