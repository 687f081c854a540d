import { splitUnit } from "./units";

type Rules = readonly (readonly [RegExp, string])[];

/** Math mode and layout, which mean nothing. Each rule is linear in the text; order matters. */
const layout: Rules = [
  [/(?<!\\)(?:\\[()[\]]|\$)/g, ""],
  [/\\(?:displaystyle|left|right|[bB]ig{1,2}[lr]?|limits)(?![A-Za-z])/g, ""],
  // Thousands separators that can be nothing else.
  [/(\d)(?:,\s?\\!|\{,\}|\\,)(?=\d{3}(?!\d))/g, "$1"],
];

/** What TeX takes as an argument without braces: a command that has none itself, or one character. */
const token = String.raw`(\\(?!d?frac|sqrt|text|math|left|operatorname)[A-Za-z]{1,20}|[A-Za-z\d])`;
const argument = (pattern: string) => new RegExp(pattern.replaceAll("TOKEN", token), "g");

/** Other names and missing braces, which a parser would stumble over. */
const commands: Rules = [
  [/\\[dtc]frac(?![A-Za-z])/g, "\\frac"],
  [/\\varnothing(?![A-Za-z])/g, "\\emptyset "],
  [/\\langle(?![A-Za-z])/g, "("],
  [/\\rangle(?![A-Za-z])/g, ")"],
  // \frac12, \frac\pi2, \frac ab, \sqrt2
  [argument(String.raw`\\frac(?:\s{1,9}|(?=[\\\d]))TOKEN\s{0,9}TOKEN`), "\\frac{$1}{$2}"],
  [argument(String.raw`\\frac(?:\s{1,9}|(?=[\\\d]))TOKEN\s{0,9}\{`), "\\frac{$1}{"],
  [argument(String.raw`(\\frac\s{0,9}\{[^{}]*\})\s{0,9}TOKEN`), "$1{$2}"],
  [argument(String.raw`\\sqrt(?:\s{1,9}|(?=[\\\d]))TOKEN`), "\\sqrt{$1}"],
];

/** Ways of writing that mean the same. */
const spelling: Rules = [
  [/\\\$/g, ""],
  // Spaces.
  [/\\[,;:! ]|~|\\q?quad(?![A-Za-z])/g, " "],
  // Text and fonts: what they hold, set apart.
  [
    /\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|mbox|operatorname)\s{0,9}\{([^{}]*)\}/g,
    " $1 ",
  ],
  // Signs that have several spellings.
  [/[−–]/g, "-"],
  [/π/g, "\\pi "],
  [/∞|\\infinity(?![A-Za-z])|(?<![A-Za-z\\])infinity(?![A-Za-z])/g, "\\infty "],
  [/\\times(?![A-Za-z])|\\cdot(?![A-Za-z])|[×·*]/g, "\\cdot "],
  [/≤|<=|\\le(?![A-Za-z])/g, "\\leq "],
  [/≥|>=|\\ge(?![A-Za-z])/g, "\\geq "],
  [/√\s{0,9}(\d+)/g, "\\sqrt{$1}"],
  // Percent and degrees are units.
  [/\\?%|\^\{?\s{0,9}\\circ\s{0,9}\}?|°|\\degree(?![A-Za-z])/g, ""],
  ...commands,
  // Needless braces: x^{2}.
  [/([\^_])\s{0,9}\{\s{0,9}(\w)\s{0,9}\}/g, "$1$2"],
];

/** An answer as one string for the usual ways of writing it in LaTeX, and its unit apart. */
export interface NormalisedAnswer {
  readonly value: string;
  /** In one spelling; empty where none is written. */
  readonly unit: string;
  /** The answer is words and no formula. */
  readonly words: boolean;
  /** LaTeX for a parser: what was written, without layout and unit. */
  readonly latex: string;
}

export function normaliseLatex(text: string): NormalisedAnswer {
  const { body, unit } = splitUnit(stripEnd(apply(layout, text)).trimStart());
  const value = lowerFirst(ungroup(stripEnd(stripSpaces(apply(spelling, body)))));
  return { value, unit, words: isWords(body), latex: apply(commands, body) };
}

function apply(rules: Rules, text: string): string {
  let result = text;
  for (const [pattern, by] of rules) result = result.replace(pattern, by);
  return result;
}

/** Spaces mean nothing in LaTeX, except between two digits. */
function stripSpaces(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/(\d) (?=\d)/g, "$1~")
    .replaceAll(" ", "")
    .replaceAll("~", " ");
}

/** A trailing full stop or backslash. A loop: a pattern tried at each place would be quadratic. */
function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.\\]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const grouped = /^[-+]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/;

/** 10,080 and 10 080 are numbers when they are the whole answer; (1,234) is a pair. */
function ungroup(text: string): string {
  return grouped.test(text) ? text.replace(/[, ]/g, "") : text;
}

/** "Monday" and "monday", but not "AB" and "ab", which may be names of points and variables. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]{2,}$/.test(text) ? text.toLowerCase() : text;
}

const textOnly = /^\s*\\(?:text|textbf|textit|textrm|mathrm|mbox)\s*\{([A-Za-z][A-Za-z' -]+)\}\s*$/;

/** A parser takes "odd" for o·d·d. Five letters in a row are no product either. */
function isWords(body: string): boolean {
  const text = textOnly.exec(body)?.[1];
  // "A and C" is a list.
  if (text !== undefined) return !/\b(?:and|or)\b/.test(text);
  return /^\s*[A-Za-z]{5,}\s*$/.test(body);
}
