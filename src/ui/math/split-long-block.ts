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
}

/**
 * Where a block is cut that fills `head`.
 * @param block its token
 */
export function splitLongBlock(head: string, block: MathToken): Split {
  if (block.type === "code") return splitLines(head, firstLines(head, 1));
  if (block.type === "table") return splitLines(head, firstLines(head, 2));
  if (block.type !== "list") {
    const at = findCut(head);
    const quoted = block.type === "blockquote" && head[at - 1] !== "\n";
    return { at, reopen: quoted ? "> " : "", continues: "block" };
  }
  // All items but the last have ended. (The last one's raw text lacks what it ends with.)
  const ended = block.items.slice(0, -1);
  if (ended.length > 0) {
    const at = ended.reduce((length, { raw }) => length + raw.length, 0);
    return { at, reopen: "", continues: "block" };
  }
  return splitItem(head);
}

/** Rows of a table and lines of code go on below their own first lines. */
function splitLines(head: string, opening: string): Split {
  const at = lastPlaces(head, /\n/g)[0] ?? safeEnd(head);
  // One that is itself very long would leave no room.
  const reopen = opening.length < longestBlock / 8 ? opening : "";
  return { at, reopen, continues: "block" };
}

/** Inside of a list's only item. */
function splitItem(head: string): Split {
  const at = findCut(head);
  const marker = /^ {0,3}(?:[-+*]|\d{1,9}[.)])/.exec(head)?.[0] ?? "-";
  const fence = openFence(head.slice(0, at));
  const atLine = head[at - 1] === "\n";
  return { at, reopen: `${marker}${atLine ? "\n" : " "}${fence}`, continues: "item" };
}

/** Where a text is cut so that no formula is cut: after a line, a sentence, or else a word. */
function findCut(head: string): number {
  for (const ends of [/\n/g, /[.!?。！？]\s/g, /\s/g]) {
    // A few tries are enough: a formula is mostly short.
    const places = lastPlaces(head, ends).slice(0, 4);
    const found = places.find((at) => !endsInFormula(head.slice(0, at)));
    if (found !== undefined) return found;
  }
  return safeEnd(head);
}

/** Places after a match in the second half, the last first. */
function lastPlaces(head: string, ends: RegExp): number[] {
  const half = head.length / 2;
  return [...head.matchAll(ends)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at > half && at < head.length)
    .reverse();
}

function endsInFormula(text: string): boolean {
  let tokens: readonly Token[] = lex(text, true);
  for (let depth = 0; depth < 20; depth += 1) {
    const last = tokens.at(-1) as MathToken | undefined;
    if (last?.type === "openFormula") return true;
    if (last?.type === "list") tokens = last.items.at(-1)?.tokens ?? [];
    else if (last && "tokens" in last && last.tokens) tokens = last.tokens;
    else return false;
  }
  return false;
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
