/** Ways of writing that mean the same. Each rule is linear in the text; order matters. */
const rules: readonly (readonly [RegExp, string])[] = [
  // Math mode, layout and size.
  [/\\[()[\]]|\\?\$/g, ""],
  [/\\(?:displaystyle|left|right|[bB]ig{1,2}[lr]?|limits)(?![A-Za-z])/g, ""],
  [/\\[dtc]frac(?![A-Za-z])/g, "\\frac"],
  // Thousands separators that can be nothing else.
  [/(\d)(?:,\s?\\!|\{,\}|\\,)(?=\d{3}(?!\d))/g, "$1"],
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
  [/∞|\\infinity(?![A-Za-z])/g, "\\infty "],
  [/\\times(?![A-Za-z])|\\cdot(?![A-Za-z])|[×·*]/g, "\\cdot "],
  [/≤|<=|\\le(?![A-Za-z])/g, "\\leq "],
  [/≥|>=|\\ge(?![A-Za-z])/g, "\\geq "],
  [/√\s{0,9}(\d+)/g, "\\sqrt{$1}"],
  // Percent and degrees are units.
  [/\\?%|\^\{?\s{0,9}\\circ\s{0,9}\}?|°|\\degree(?![A-Za-z])/g, ""],
  // Arguments without braces: \frac12, \sqrt2; and needless ones: x^{2}.
  [/\\frac\s{0,9}(\d)\s{0,9}(\d)/g, "\\frac{$1}{$2}"],
  [/\\frac\s{0,9}(\d)\s{0,9}\{/g, "\\frac{$1}{"],
  [/(\\frac\s{0,9}\{[^{}]*\})\s{0,9}(\d)/g, "$1{$2}"],
  [/\\sqrt\s{0,9}(\d)/g, "\\sqrt{$1}"],
  [/([\^_])\s{0,9}\{\s{0,9}(\w)\s{0,9}\}/g, "$1$2"],
];

/** An answer as one string for the usual ways of writing it in LaTeX, and its unit apart. */
export interface NormalisedAnswer {
  readonly value: string;
  /** Empty where none is written; percent and degrees are never kept. */
  readonly unit: string;
}

export function normaliseLatex(text: string): NormalisedAnswer {
  let result = text;
  for (const [pattern, by] of rules) result = result.replace(pattern, by);
  result = stripEnd(stripSpaces(result));
  const [, number, unit = ""] = withUnit.exec(result) ?? [];
  return { value: lowerFirst(ungroup(number ?? result)), unit: singular(unit) };
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

/** Only units that can't be variables: "5m" may be a product, and is left to Math-Verify. */
const withUnit =
  /^(.{0,2000}[\d}])((?:square|cubic)?(?:degrees?|percent|dollars?|cents?|euros?|units?|(?:milli|centi|kilo)?met(?:er|re)s?|inch(?:es)?|feet|miles?|(?:milli|kilo)?grams?|lit(?:er|re)s?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|cm|mm|km|kg|km\/h|mph)(?:\^[23])?)$/;

/** "degrees" and "percent" say no more than their signs, which are dropped. */
function singular(unit: string): string {
  if (/^(?:degrees?|percent)$/.test(unit)) return "";
  return unit.replace(/(?:(?<=inch)e)?s(?=\^|$)/, "").replace(/(met|lit)re/, "$1er");
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
