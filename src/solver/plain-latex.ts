import { unicodeToLatex } from "./unicode-latex";

type Rules = readonly (readonly [RegExp, string])[];

const end = "(?![A-Za-z])";
const commands = (names: string) => new RegExp(`\\\\(?:${names})${end}`, "g");
const wrapped = (names: string, inside = "[^{}]{0,2000}") =>
  new RegExp(`\\\\(?:${names})\\s{0,9}\\{(${inside})\\}`, "g");

/** Math mode, layout, fonts and colours, which mean nothing. Each rule is linear; order matters. */
const layout: Rules = [
  [/(?<!\\)\\[()[\]]/g, " "],
  // Thousands separators that can be nothing else, and those that part a number nowhere else.
  [/(\d)(?:,\s?\\!|\\,|\\;|\\!|')(?=\d{3}(?!\d))/g, "$1"],
  [/(\d),\s?\\,(?=\d{3}(?!\d))/g, "$1,"],
  [/([1-9]\d{0,2})\{,\}(?=\d{3}(?:\{,\}\d{3})*(?!\d))/g, "$1"],
  // Otherwise braces around a comma say that decimals follow.
  [/(\d)\{,\}(?=\d)/g, "$1."],
  [/\\!/g, ""],
  [/(?<!\\)\\(?:[,;:> ]|q?quad(?![A-Za-z])|(?:thin|med|thick)space(?![A-Za-z]))|~|&nbsp;/g, " "],
  [/\\(?:hspace|vspace|phantom|label|tag)\*?\s{0,9}\{[^{}]{0,80}\}/g, " "],
  [
    commands(
      "displaystyle|textstyle|scriptstyle|left|right|middle|[bB]ig{1,2}[lrm]?|limits|nolimits|" +
        "normalsize|small|large|Large|LARGE|huge|Huge|bf|bfseries|it|rm|sf|tt|boldmath|centering",
    ),
    "",
  ],
  [/\\(?:color|textcolor)\s{0,9}(?:\[\w{1,20}\])?\s{0,9}\{[^{}]{0,40}\}/g, ""],
  [/\\(?:colorbox|fcolorbox)\s{0,9}\{[^{}]{0,40}\}/g, "\\text"],
];

/** Fonts of formulas; around words they are text. */
const mathFonts =
  "boldsymbol|bm|mathbf|mathit|pmb|mathsf|mathtt|mathnormal|underline|uline|cancel|mathstrut|mathord|ensuremath";
const textFonts =
  "text|textrm|textbf|textit|texttt|textsf|textsc|textup|textmd|textnormal|mbox|hbox|emph|mathrm|operatorname\\*?|rm";

const fonts: Rules = [
  // \mathrm e: TeX takes one letter or digit as the argument.
  [
    new RegExp(`(\\\\(?:${mathFonts}|${textFonts}))\\s{1,9}([A-Za-z\\d])(?![A-Za-z])`, "g"),
    "$1{$2}",
  ],
  [wrapped(mathFonts, "\\s{0,9}[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .-]{1,80}"), "\\text{$1}"],
  [wrapped(mathFonts), "{$1}"],
  [wrapped(mathFonts, "\\{[^{}]{0,2000}\\}"), "$1"],
  // \mathrm{m s^{-2}}
  [/\\mathrm\s{0,9}\{([^{}]{1,80})\^\{([-+]?\d)\}([^{}]{0,80})\}/g, "\\text{$1}^{$2}\\mathrm{$3}"],
  [wrapped(textFonts), "\\text{$1}"],
  // A number or formula that is set upright.
  [/\\text\{\s{0,9}((?:[-+]?\d[\d.,]{0,300})|[ei]|[-+=<>]|)\s{0,9}\}/g, " $1 "],
  [/\\text\{([^{}]{0,2000})\}\s{0,9}\\text\{([^{}]{0,2000})\}/g, "\\text{$1 $2}"],
];

/** What TeX takes as an argument without braces: a command that has none itself, or one character. */
const token = String.raw`(\\(?!d?frac|sqrt|text|math|left|operatorname)[A-Za-z]{1,20}|[A-Za-z\d])`;
const argument = (pattern: string) => new RegExp(pattern.replaceAll("TOKEN", token), "g");

/** One spelling for each command, and the braces that a parser needs. */
const spelling: Rules = [
  [/\\(?:[dtc]frac|sfrac|nicefrac)(?![A-Za-z])/g, "\\frac"],
  [commands("varnothing"), "\\emptyset "],
  [commands("langle|lang"), "("],
  [commands("rangle|rang"), ")"],
  [commands("lbrace"), "\\{"],
  [commands("rbrace"), "\\}"],
  [commands("lbrack"), "["],
  [commands("rbrack"), "]"],
  [commands("lvert|rvert|vert"), "|"],
  [commands("dots|cdots|dotsc|dotsb|dotsm"), "\\ldots "],
  [/\.{3}/g, "\\ldots "],
  [commands("infty|infin|infinity"), "\\infty "],
  [commands("times|ast|bullet"), "\\cdot "],
  [commands("div"), "/"],
  [commands("le|leqslant|leqq"), "\\leq "],
  [commands("ge|geqslant|geqq"), "\\geq "],
  [commands("ne"), "\\neq "],
  [commands("cong|simeq|doteq"), "\\approx "],
  [/\\var(?=(?:phi|epsilon|theta|rho|sigma|kappa)(?![A-Za-z]))/g, "\\"],
  [commands("plusmn"), "\\pm "],
  [commands("colon"), ":"],
  [commands("thinspace|space"), " "],
  [commands("Reals|R"), "\\mathbb{R}"],
  [commands("wedge"), "\\land "],
  [commands("vee"), "\\lor "],
  [/\\\\?%/g, "%"],
  [/\^\s{0,9}\{?\s{0,9}\\(?:circ|degree)(?![A-Za-z])\s{0,9}\}?/g, "\\degree "],
  [/\\text\{\s{0,9}\\degree\s{0,9}([CFK]?)\s{0,9}\}/g, "\\degree $1 "],
  // \frac12, \frac\pi2, \frac ab, \sqrt2
  [argument(String.raw`\\frac(?:\s{1,9}|(?=[\\\d]))TOKEN\s{0,9}TOKEN`), "\\frac{$1}{$2}"],
  [argument(String.raw`\\frac(?:\s{1,9}|(?=[\\\d]))TOKEN\s{0,9}\{`), "\\frac{$1}{"],
  [argument(String.raw`(\\frac\s{0,9}\{[^{}]*\})\s{0,9}TOKEN`), "$1{$2}"],
  [
    argument(String.raw`(\\sqrt(?:\[[^[\]]{0,20}\])?)(?:\s{1,9}|(?=[\\\d])|(?<=\]))TOKEN`),
    "$1{$2}",
  ],
];

/** Signs around all of an answer that are none of its own, with what they hold. */
const wrappers: readonly RegExp[] = [
  /^\*\*(?!\*)(.*[^*])\*\*$/s,
  /^\*([^*]+)\*$/s,
  /^__(.+)__$/s,
  /^`+([^`]+)`+$/s,
  /^"([^"]*)"$/s,
  /^'([^']*)'$/s,
];

/**
 * An answer without what only concerns how it looks: math mode, fonts, colours, full-width and other
 * signs of Unicode, names of commands. `\text{…}` stays around what was set as text.
 * @param text what a box holds, in LaTeX or as it was typed
 */
export function plainLatex(text: string): string {
  let result = apply(layout, withoutMathMode(unicodeToLatex(text)));
  for (let round = 0; round < 3; round += 1) result = apply(fonts, result);
  result = apply(spelling, result);
  // What colours and fonts leave: {7}
  result = stripEnd(result.trim()).trim();
  for (const wrapper of wrappers) result = wrapper.exec(result)?.[1]?.trim() ?? result;
  return stripEnd(unbraced(result)).replace(/\s+/g, " ").trim();
}

function apply(rules: Rules, text: string): string {
  let result = text;
  for (const [pattern, by] of rules) result = result.replace(pattern, by);
  return result;
}

/** Dollars begin and end formulas; one alone before a number is money. */
function withoutMathMode(text: string): string {
  const dollars = text.match(/(?<!\\)\$/g)?.length ?? 0;
  if (dollars % 2 === 1)
    return text.replace(/(?<!\\)\$(?=\s{0,9}\d)/, "\\$").replace(/(?<!\\)\$/g, "");
  return text.replace(/(?<!\\)\$/g, " ");
}

/** `{7}` of `\color{red}{7}`; but {1, 2} is a set of Python's, and {a}{b} is no pair of braces. */
function unbraced(text: string): string {
  if (!text.startsWith("{") || !text.endsWith("}") || text.slice(1, -1).trim() === "") return text;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    else if (depth === 1 && /[,:]/.test(character)) return text;
    if (depth === 0 && at < text.length - 1) return text;
  }
  return text.slice(1, -1).trim();
}

/** A trailing full stop, comma or backslash. A loop: a pattern tried at each place would be quadratic. */
function stripEnd(text: string): string {
  let last = text.length;
  while (last > 0 && /[\s.,;\\]/.test(text.charAt(last - 1))) last -= 1;
  return text.slice(0, last);
}
