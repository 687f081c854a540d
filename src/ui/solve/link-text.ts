import { wellFormed, withoutControls } from "./problem-text";

/** A text as a field of a link: percent-encoded. Any text can be written, also one with a lone surrogate. */
export function writeLinkText(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/**
 * A text as it stands in a link, which a program, a form or a person wrote. Nothing of it is refused:
 * what is no escape, as in `50%`, or no UTF-8, as in `%FC`, stays as it is.
 *
 * A "+" is a plus, as in `2+2` and `3x+5=20`. It is a space where a form wrote the link, or a person as
 * forms do (`What+is+the+gcd+of+84+and+36`). That can be told apart:
 *
 * - A link with `%20` writes its spaces so: each "+" is a plus.
 * - A text without a word of three letters is a formula. Its "+" is a space only where no plus can stand,
 *   beside another operator.
 * - Else it is prose. Where it shows a form's work (only what forms leave as it is, and an escape that
 *   no browser makes by itself, such as `%2B` or `%3F`), each "+" is a space.
 * - In other prose "+" is a space beside a word and after a sentence's end, and a plus elsewhere:
 *   `Solve+2x+5=20` is "Solve 2x+5=20".
 */
export function readLinkText(raw: string): string {
  const pieces = raw.split("+").map(decodeEscapes);
  if (pieces.length === 1 || /%20/.test(raw)) return clean(pieces.join("+"));
  const prose = isProse(pieces, raw);
  const spaced = prose && isFormMade(raw);
  let text = pieces[0] ?? "";
  for (const [at, piece] of pieces.slice(1).entries()) {
    const before = pieces[at] ?? "";
    text += spaced || isSpace(before, piece, prose) ? " " : "+";
    text += piece;
  }
  return clean(text);
}

function clean(text: string): string {
  return wellFormed(withoutControls(text));
}

/** Decodes the escapes that are UTF-8, and leaves all others. */
function decodeEscapes(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      // Byte by byte: a damaged character must not spoil those beside it.
      return escapes.replace(character, (one) => {
        try {
          return decodeURIComponent(one);
        } catch {
          return one;
        }
      });
    }
  });
}

/** One character of UTF-8 in escapes, by its first byte (RFC 3629); anything else is no match. */
const character =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi;

/**
 * Forms leave letters, digits and `*-._` and write all else as escapes (URL standard,
 * application/x-www-form-urlencoded). Browsers escape quotes, angle brackets, grave accents and what is
 * not ASCII by themselves, which shows nothing.
 */
function isFormMade(raw: string): boolean {
  const leaves = /^(?:[\w*.+-]|%[0-9a-f]{2})*$/i.test(raw);
  const escapes = raw.match(/%[0-9a-f]{2}/gi) ?? [];
  return leaves && escapes.some((one) => !/^%(?:2[02]|3[ce]|60|[89a-f].)$/i.test(one));
}

/** Three letters may be a product: a text with signs of formulas needs a longer word. */
function isProse(pieces: readonly string[], raw: string): boolean {
  const least = /[=^()[\]{}\\/]/.test(raw) ? 4 : 3;
  const words = [...pieces.join(" ").matchAll(/(?<![\\\p{L}])\p{L}{2,}(?![\p{L}(])/gu)];
  return words.some(([word]) => word.length >= least && isWord(word));
}

/** They take what follows, so no plus stands right behind them. */
const functions = [
  ...[
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "sinh",
    "cosh",
    "tanh",
    "arcsin",
    "arccos",
    "arctan",
  ],
  ...["asin", "acos", "atan", "log", "ln", "lg", "exp", "sqrt", "cbrt", "abs", "min", "max", "mod"],
  ...["gcd", "lcm", "det", "lim", "sum", "int"],
];

const constants = [
  ...["pi", "alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu", "sigma", "tau"],
  ...["phi", "omega", "rho", "infty", "inf", "deg"],
];

const mathNames = new Set([...functions, ...constants]);

/** Words of two letters; others, such as `ab`, are products. */
const shortWords = new Set([
  ...[
    "is",
    "of",
    "to",
    "in",
    "if",
    "at",
    "by",
    "an",
    "as",
    "or",
    "be",
    "do",
    "it",
    "on",
    "we",
    "so",
  ],
  ...[
    "no",
    "up",
    "he",
    "me",
    "my",
    "am",
    "im",
    "zu",
    "es",
    "er",
    "da",
    "um",
    "wo",
    "ob",
    "de",
    "la",
  ],
  ...["el", "le", "un", "en", "et", "du"],
]);

/** Whether a "+" between two texts is a space. */
function isSpace(before: string, after: string, prose: boolean): boolean {
  const alone = /^[-+*/=^<>≤≥]$/;
  if (alone.test(before) || alone.test(after) || /^[*/=^<>≤≥,;?)\]}]/.test(after)) return true;
  if (!prose) return false;
  return endsInWord(before) || beginsWithWord(after) || /[.,;:?!]$/.test(before);
}

function endsInWord(text: string): boolean {
  const word = /(?<![\\\p{L}])\p{L}+$/u.exec(text)?.[0] ?? "";
  return isWord(word) || functions.includes(word.toLowerCase());
}

function beginsWithWord(text: string): boolean {
  return isWord(/^\p{L}+(?![\p{L}(])/u.exec(text)?.[0] ?? "");
}

function isWord(letters: string): boolean {
  const name = letters.toLowerCase();
  if (mathNames.has(name) || withoutSpaces.test(name)) return false;
  return name.length > 2 || shortWords.has(name);
}

/** Scripts that are written without spaces between words. */
const withoutSpaces = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
