import { hidden } from "./scan-math";

/** Two runs of asterisks, or parts of them, that set what stands between in bold or italics. */
export interface Emphasis {
  /** Where the first asterisk of the opening ones stands. */
  readonly from: number;
  /** Behind the last of the closing ones. */
  readonly to: number;
  /** 1 for italics, 2 for bold. */
  readonly size: 1 | 2;
}

export interface EmphasisOf {
  /** By where they begin. */
  readonly pairs: ReadonlyMap<number, Emphasis>;
  /** Where bold begins that nothing ends. */
  readonly open: readonly number[];
}

interface Opener {
  readonly start: number;
  left: number;
}

/** Openers that wait for a closer: more are no text that a person would write. */
const mostOpen = 20;

/**
 * Which asterisks of a text are emphasis: those of CommonMark, but a product or a power (`2*x`,
 * `x**2`) is none, and letters and signs of Chinese, Japanese and Korean, which stand without
 * spaces, are no part of the word beside them.
 * https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
 * @param text with formulas, code and escaped signs hidden
 */
export function findEmphasis(text: string): EmphasisOf {
  const pairs = new Map<number, Emphasis>();
  let openers: Opener[] = [];
  for (const { 0: run, index } of text.matchAll(/\*+/g)) {
    const end = index + run.length;
    let left = run.length;
    while (left > 0) {
      const size = left >= 2 ? 2 : 1;
      const at = openers.findLastIndex((one) => (size === 2 ? one.left >= 2 : one.left % 2 === 1));
      const opener = openers[at];
      if (!opener) break;
      const from = opener.start + opener.left;
      if (!canClose(text, size, from, index, end)) break;
      pairs.set(from - size, { from: from - size, to: end - left + size, size });
      opener.left -= size;
      left -= size;
      openers = openers.slice(0, opener.left > 0 ? at + 1 : at);
    }
    if (left === run.length && left <= 3 && canOpen(text, index, end)) {
      openers.push({ start: index, left });
      if (openers.length > mostOpen) openers.shift();
    }
  }
  return { pairs, open: openers.filter(({ left }) => left >= 2).map(({ start }) => start) };
}

/** Whether asterisks from `start` to `end` can begin emphasis. */
function canOpen(text: string, start: number, end: number): boolean {
  const before = charBefore(text, start);
  const after = charAt(text, end);
  if (isSpace(after) || isWord(before) || /[)\]}]/.test(before)) return false;
  if (before === hidden) return !isDigit(after);
  return !isSign(after) || isSpace(before) || isSign(before) || isDense(before);
}

/** Whether asterisks from `start` to `end` can end the emphasis whose text begins at `from`. */
function canClose(text: string, size: 1 | 2, from: number, start: number, end: number): boolean {
  const before = charBefore(text, start);
  const after = charAt(text, end);
  if (start <= from || isSpace(before)) return false;
  if (isDense(before) || isDense(after) || isSpace(after) || after === hidden) return true;
  const rest = text.slice(end, end + 8);
  if (isWord(after) || after === "(") {
    if (/^(?:st|nd|rd|th|s)(?![A-Za-z])/.test(rest)) return true;
    if (size === 1 || isDigit(before)) return false;
    if (isDigit(after)) return /[.:!?;,]/.test(before);
    return !/[=+*/^<>−]|\s-\s/.test(text.slice(from, start));
  }
  return !isSign(before) || isSign(after);
}

function charBefore(text: string, at: number): string {
  const last = text.slice(Math.max(0, at - 2), at);
  return [...last].at(-1) ?? "";
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** Both ends of a text count as spaces. */
function isSpace(sign: string): boolean {
  return /^\s*$/.test(sign);
}

function isDigit(sign: string): boolean {
  return /^\p{N}$/u.test(sign);
}

function isSign(sign: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(sign);
}

/** Of scripts that put no space between words, with their signs. */
function isDense(sign: string): boolean {
  return /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]$/u.test(
    sign,
  );
}

function isWord(sign: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(sign) && !isDense(sign);
}
