import { isDollarFormula, mayBeDollarFormula } from "./dollar-formula";
import { isProse } from "./is-prose";
import { nextOfEnds } from "./next-of-ends";

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
  if (text[0] !== "\\" && text[0] !== "$") return null;
  const kind = kinds.find(({ opener }) => opener.test(text));
  if (!kind) return null;
  const near = text.slice(0, searchLimit);
  const closer = kind.closerIn(text);
  // Most texts of openers that nothing closes end here.
  if (closer >= near.length && near.length < text.length) return null;
  const line = near.slice(
    0,
    Math.min(blankLineIn(near, text), kind.againIn?.(text) ?? near.length),
  );
  const match =
    closer < line.length
      ? kind.match(line, ended || line.length < text.length, before)
      : kind.unclosed(line);
  if (match !== "open" || line.length === text.length) return match;
  // Nothing that comes behind a blank line can close it, but of a display.
  return kind.display ? acrossBlankLines(near, ended || near.length < text.length) : null;
}

interface Kind {
  readonly opener: RegExp;
  readonly display: boolean;
  /** Where in `text` stands what may close it; infinite for nowhere. */
  readonly closerIn: (text: string) => number;
  /** Where an opener shows that nothing closes the one before. */
  readonly againIn?: (text: string) => number;
  readonly match: (near: string, ended: boolean, before: string) => FormulaMatch | "open" | null;
  /** Where nothing in `near` may close it. */
  readonly unclosed: (near: string) => "open" | null;
}

const open = () => "open" as const;

/** The first whose opener fits. */
const kinds: readonly Kind[] = [
  {
    ...{ opener: /^\\\(/, display: false, closerIn: closerIn("\\)", 2), unclosed: open },
    match: (near, ended) => delimited(near, "\\(", "\\)", false, ended),
  },
  {
    ...{ opener: /^\\\[/, display: true, closerIn: closerIn("\\]", 2), unclosed: open },
    // One at the beginning of a line.
    againIn: nowhere(nextOfEnds((text) => text.search(/\n[ \t]*\\\[/))),
    match: (near, ended) => delimited(near, "\\[", "\\]", true, ended),
  },
  {
    ...{ opener: /^\$\$/, display: true, closerIn: closerIn("$$", 2), unclosed: open },
    match: (near, ended) => delimited(near, "$$", "$$", true, ended),
  },
  {
    ...{ opener: /^\$/, display: false, closerIn: closerIn("$", 1), match: dollar },
    unclosed: unclosedDollar,
  },
  {
    ...{ opener: /^\\(?:boxed|fbox)\s{0,3}\{/, display: false, closerIn: closerIn("}", 1) },
    ...{ match: boxed, unclosed: open },
  },
  {
    ...{ opener: /^\\begin\{/, display: true, closerIn: closerIn("\\end{", 1), match: environment },
    unclosed: (near) => (environments.test(near) ? "open" : null),
  },
];

/** Infinite where it finds nothing. */
function nowhere(find: (text: string) => number): (text: string) => number {
  return (text) => {
    const at = find(text);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
}

/** @param opener its length */
function closerIn(closer: string, opener: number): (text: string) => number {
  const next = nowhere(nextOfEnds((text) => text.indexOf(closer)));
  // It stands in a part of the text only where all of it does.
  return (text) => next(text.slice(opener)) + opener + closer.length - 1;
}

const nextBlankLine = nextOfEnds((text) => text.search(/\n[ \t]*\n/));
const blankLine = /\n[ \t]*\n/y;

/** Where a blank line begins in `near`, the beginning of `text`; its length for nowhere. */
function blankLineIn(near: string, text: string): number {
  const at = nextBlankLine(text);
  blankLine.lastIndex = at;
  return at >= 0 && blankLine.test(near) ? at : near.length;
}

/** True when more text could still make `text` the beginning of a formula: `\`, `\box`, `\begin{al`. */
export function mayBecomeFormula(text: string): boolean {
  return /^\\[a-zA-Z]*$/.test(text) || /^\\begin\{[a-zA-Z*]*$/.test(text);
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
  if (at < 0) return unclosedDollar(text);
  const inside = text.slice(1, at);
  if (!isDollarFormula(inside, before, text.slice(at + 1, at + 2))) return null;
  return { raw: text.slice(0, at + 1), tex: inside.trim(), display: false };
}

function unclosedDollar(text: string): "open" | null {
  return text.length < dollarPatience && mayBeDollarFormula(text.slice(1)) ? "open" : null;
}

function boxed(text: string): FormulaMatch | "open" | null {
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
