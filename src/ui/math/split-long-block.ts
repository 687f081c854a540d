import type { Token } from "marked";
import type { Continuation } from "./blocks";
import { lex, type MathToken } from "./lex";

/**
 * A block that grows longer is cut: a list that never ends must not be parsed as a whole with each
 * of its tokens. More than the longest formula, so that one always ends, or is given up, before.
 */
export const longestBlock = 6000;

export interface Split {
  /** Where the first piece ends. */
  readonly at: number;
  /** What opens the same kind of block again before the rest. */
  readonly reopen: string;
  readonly continues: Continuation;
  /** Characters that were parsed to find it. */
  readonly parsed: number;
}

/**
 * Where a block is cut that fills `head`.
 * @param block its token
 */
export function splitLongBlock(head: string, block: MathToken): Split {
  if (block.type === "code") return splitLines(head, firstLines(head, 1));
  if (block.type === "table") return splitLines(head, firstLines(head, 2));
  if (block.type !== "list") {
    const { at, parsed } = findCut(head);
    const quoted = block.type === "blockquote" && head[at - 1] !== "\n";
    return { at, reopen: quoted ? "> " : "", continues: "block", parsed };
  }
  // All items but the last have ended. (The last one's raw text lacks what it ends with.)
  const ended = block.items.slice(0, -1);
  if (ended.length > 0) {
    const at = ended.reduce((length, { raw }) => length + raw.length, 0);
    return { at, reopen: "", continues: "block", parsed: 0 };
  }
  return splitItem(head);
}

/** Rows of a table and lines of code go on below their own first lines. */
function splitLines(head: string, opening: string): Split {
  const at = lastPlaces(head, /\n/g)[0] ?? safeEnd(head);
  // One that is itself very long would leave no room.
  const reopen = opening.length < longestBlock / 8 ? opening : "";
  return { at, reopen, continues: "block", parsed: 0 };
}

/** Inside of a list's only item. */
function splitItem(head: string): Split {
  const { at, parsed } = findCut(head);
  const marker = /^ {0,3}(?:[-+*]|\d{1,9}[.)])/.exec(head)?.[0] ?? "-";
  const fence = openFence(head.slice(0, at));
  const atLine = head[at - 1] === "\n";
  return { at, reopen: `${marker}${atLine ? "\n" : " "}${fence}`, continues: "item", parsed };
}

/** A formula is mostly short: a few tries are enough, for each kind of place. */
const mostTries = 2;

/** Where a text is cut so that no formula is cut: after a line, a sentence, or else a word. */
function findCut(head: string): { readonly at: number; readonly parsed: number } {
  let parsed = 0;
  let bound = head.length;
  for (const ends of [/\n/g, /[.!?。！？]\s/g, /\s/g]) {
    const places = lastPlaces(head, ends);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const at = places.find((place) => place <= bound);
      if (at === undefined) break;
      const open = openFormulaAt(head.slice(0, at));
      parsed += at;
      if (open === null) return { at, parsed };
      bound = Math.max(open, 1);
    }
  }
  return { at: safeEnd(head), parsed };
}

/** Places after a match in the second half, the last first. */
function lastPlaces(head: string, ends: RegExp): number[] {
  const half = head.length / 2;
  return [...head.matchAll(ends)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at > half && at < head.length)
    .reverse();
}

/** Where a formula begins that the text ends in; null for none. */
function openFormulaAt(text: string): number | null {
  let tokens: readonly Token[] = lex(text, true);
  for (let depth = 0; depth < 20; depth += 1) {
    const last = tokens.at(-1) as MathToken | undefined;
    if (last?.type === "openFormula") return text.length - last.raw.length;
    if (last?.type === "list") tokens = last.items.at(-1)?.tokens ?? [];
    else if (last && "tokens" in last && last.tokens) tokens = last.tokens;
    else return null;
  }
  return null;
}

/** The last place that doesn't cut a character in two. */
function safeEnd(head: string): number {
  const at = Math.floor(head.length * 0.75);
  return /[\uD800-\uDBFF]/.test(head.charAt(at - 1)) ? at - 1 : at;
}

/** The line that opened a block of code which `text` leaves open; else nothing. */
function openFence(text: string): string {
  const fences = text.match(/^[ \t]*(?:```|~~~)[^\n]*\n/gm) ?? [];
  const last = fences.length % 2 === 1 ? (fences[fences.length - 1] ?? "") : "";
  return last.length < longestBlock / 8 ? last : "";
}

function firstLines(text: string, count: number): string {
  const lines = text.split("\n", count);
  return `${lines.join("\n")}\n`;
}
