import { isDollarFormula, mayBeDollarFormula } from "./dollar-formula";
import { isProse } from "./is-prose";

/** A formula at the beginning of a text. */
export interface FormulaMatch {
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
}

/** Longer ones are not looked for: a stray opener must not cost the whole text. */
export const searchLimit = 4000;

/** While a `$` waits for its partner, at most this much text is held back. */
const dollarPatience = 100;

/** This far behind a closer that stands in an open brace, the brace was a slip. */
const bracePatience = 200;

const environments =
  /^\\begin\{((?:align|alignat|aligned|alignedat|flalign|gather|gathered|equation|eqnarray|multline|split|[dr]?cases|array|subarray|smallmatrix|[bBpvV]?matrix)\*?)\}/;

/**
 * The formula that `text` begins with; "open" when it begins one whose end is not there;
 * null when it begins none.
 * @param ended nothing comes behind `text`
 * @param before the character before it; "" for none
 */
export function matchFormula(
  text: string,
  ended = false,
  before = "",
): FormulaMatch | "open" | null {
  const kind = kinds.find(({ opener }) => opener.test(text));
  if (!kind) return null;
  const near = text.slice(0, searchLimit);
  const line = kind.opener.test("\\[")
    ? beforeAnother(beforeBlankLine(near))
    : beforeBlankLine(near);
  const match = kind.match(line, ended || line.length < text.length, before);
  if (match !== "open" || line.length === text.length) return match;
  // Nothing that comes behind a blank line can close it, but of a display.
  return kind.display ? acrossBlankLines(near, ended || near.length < text.length) : null;
}

interface Kind {
  readonly opener: RegExp;
  readonly display: boolean;
  readonly match: (near: string, ended: boolean, before: string) => FormulaMatch | "open" | null;
}

/** The first whose opener fits. */
const kinds: readonly Kind[] = [
  {
    opener: /^\\\(/,
    display: false,
    match: (near, ended) => delimited(near, "\\(", "\\)", false, ended),
  },
  {
    opener: /^\\\[/,
    display: true,
    match: (near, ended) => delimited(near, "\\[", "\\]", true, ended),
  },
  {
    opener: /^\$\$/,
    display: true,
    match: (near, ended) => delimited(near, "$$", "$$", true, ended),
  },
  { opener: /^\$/, display: false, match: dollar },
  { opener: /^\\(?:boxed|fbox)\s{0,3}\{/, display: false, match: boxed },
  { opener: /^\\begin\{/, display: true, match: (near) => environment(near) },
];

/** True when more text could still make `text` the beginning of a formula: `\`, `\box`, `\begin{al`. */
export function mayBecomeFormula(text: string): boolean {
  return /^\\[a-zA-Z]*$/.test(text) || /^\\begin\{[a-zA-Z*]*$/.test(text);
}

/** An opener at the beginning of a line shows that nothing closes the one before. */
function beforeAnother(text: string): string {
  const at = text.search(/\n[ \t]*\\\[/);
  return at < 0 ? text : text.slice(0, at);
}

function beforeBlankLine(text: string): string {
  if (!text.includes("\n")) return text;
  const at = text.search(/\n[ \t]*\n/);
  return at < 0 ? text : text.slice(0, at);
}

/**
 * A display whose opener has its line for itself may have blank lines, where its closer begins a
 * line too: what lies between is then no prose.
 */
function acrossBlankLines(text: string, ended: boolean): FormulaMatch | "open" | null {
  const opener = /^(?:\\\[|\$\$|\\begin\{([a-zA-Z]+\*?)\}[^\n]*)[ \t]*(?=\n)/.exec(text);
  if (!opener) return null;
  const [first, name] = opener;
  const closer = name ? `\\end{${name}}` : first.startsWith("$") ? "$$" : "\\]";
  const again = name ? `\\begin{${name}}` : first.startsWith("$") ? null : "\\[";
  let at = first.length;
  for (const line of text.slice(at + 1).split("\n")) {
    const start = at + 1 + (line.length - line.trimStart().length);
    if (text.startsWith(closer, start)) {
      const end = start + closer.length;
      const raw = text.slice(0, end);
      const tex = name ? raw : text.slice(2, start).trim();
      return tex ? { raw, tex, display: true } : null;
    }
    if (isProse(line) || (again !== null && text.startsWith(again, start))) return null;
    at += line.length + 1;
  }
  return ended ? null : "open";
}

function delimited(
  text: string,
  opener: string,
  closer: "\\)" | "\\]" | "$$",
  display: boolean,
  ended: boolean,
): FormulaMatch | "open" | null {
  const at = findCloser(text, opener.length, closer, ended);
  if (at < 0) return "open";
  const tex = text.slice(opener.length, at).trim();
  return tex ? { raw: text.slice(0, at + closer.length), tex, display } : null;
}

/**
 * Where `closer` stands outside of all braces that were opened behind `from`: formulas in the words
 * of a formula have delimiters of their own. Below 0 where it doesn't.
 */
function findCloser(text: string, from: number, closer: string, ended: boolean): number {
  // Looked for in the fast way first: a text may consist of openers.
  if (!text.includes(closer, from)) return -1;
  let depth = 0;
  let inBraces = -1;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === closer[0] && text.startsWith(closer, at)) {
      if (depth === 0) return at;
      if (inBraces < 0) inBraces = at;
      at += closer.length - 1;
    } else if (sign === "\\") at += 1;
    else if (sign === "{") depth += 1;
    else if (sign === "}") depth = Math.max(0, depth - 1);
  }
  const slip = inBraces >= 0 && (ended || text.length > inBraces + bracePatience);
  return slip ? inBraces : -1;
}

/** One `$` is also a currency. */
function dollar(text: string, ended: boolean, before: string): FormulaMatch | "open" | null {
  const at = findCloser(text, 1, "$", ended);
  if (at < 0) {
    return text.length < dollarPatience && mayBeDollarFormula(text.slice(1)) ? "open" : null;
  }
  const inside = text.slice(1, at);
  if (!isDollarFormula(inside, before, text.slice(at + 1, at + 2))) return null;
  return { raw: text.slice(0, at + 1), tex: inside.trim(), display: false };
}

function boxed(text: string): FormulaMatch | "open" | null {
  if (!text.includes("}")) return "open";
  let depth = 0;
  for (let at = text.indexOf("{"); at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) {
        const raw = text.slice(0, at + 1);
        return { raw, tex: raw, display: false };
      }
    }
  }
  return "open";
}

function environment(text: string): FormulaMatch | "open" | null {
  const name = environments.exec(text)?.[1];
  if (!name) return null;
  const closer = `\\end{${name}}`;
  if (!text.includes(closer)) return "open";
  let depth = 0;
  for (const { 0: found, 1: named, index } of text.matchAll(/\\(?:begin|end)\{([a-zA-Z]+\*?)\}/g)) {
    if (named !== name) continue;
    depth += found === closer ? -1 : 1;
    if (depth > 0) continue;
    const raw = text.slice(0, index + closer.length);
    return { raw, tex: raw, display: true };
  }
  return "open";
}
