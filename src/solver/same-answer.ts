import { equalNumbers, percentOf, readNumber } from "./exact-number";
import { type NormalisedAnswer, normaliseLatex } from "./normalise-latex";

/** Longer texts are no answers; they are compared letter by letter. */
const longestAnswer = 20_000;

/**
 * The cheap exact check of two answers: same text, same choice letter, same normalised LaTeX, or the
 * same rational number. True means equal; false only that nothing cheap shows it. Never throws.
 */
export function sameAnswer(one: string, other: string): boolean {
  return settleCheaply(one, other) === true;
}

/**
 * As {@link sameAnswer}, but tells apart what a parser may still find equal (null) from what is
 * surely different (false): other numbers, units, words or choices.
 */
export function settleCheaply(one: string, other: string): boolean | null {
  if (one.trim() === other.trim()) return true;
  if (one.length > longestAnswer || other.length > longestAnswer) return false;
  const [first, second] = [normaliseLatex(one), normaliseLatex(other)];
  // Who leaves the unit out means the same; minutes are no hours.
  if (first.unit && second.unit && first.unit !== second.unit) return false;
  const [a, b] = withoutName(first.value, second.value);
  if (a === "" || b === "") return false;
  if (a === b) return true;
  if (first.words || second.words) return false;
  const choice = choiceLetter(a) ?? choiceLetter(b);
  if (choice !== null && /^\(?[A-Za-z]\)?$/.test(choice === choiceLetter(a) ? b : a)) {
    return choiceLetter(a) === choiceLetter(b);
  }
  return sameNumber(a, b, first, second) ?? (differentBrackets(a, b) ? false : null);
}

function sameNumber(
  a: string,
  b: string,
  first: NormalisedAnswer,
  second: NormalisedAnswer,
): boolean | null {
  const [x, y] = [readNumber(a), readNumber(b)];
  if (!x || !y) return null;
  if (equalNumbers(x, y)) return true;
  const [percent, share] = [first.unit === "percent", second.unit === "percent"];
  if (percent === share) return false;
  // 50 % may be meant as 50, as above, and is 0.5.
  return percent ? equalNumbers(percentOf(x), y) : equalNumbers(x, percentOf(y));
}

/** `A` of `A`, `(A)` and `A)`. */
function choiceLetter(text: string): string | null {
  return /^\(?([A-Z])\)?$/.exec(text)?.[1] ?? null;
}

const named = /^[A-Za-z]=(.+)$/s;

/** Drops `x=` where only one of the two has it: the other then says the value alone. */
function withoutName(a: string, b: string): [string, string] {
  const [x, y] = [named.exec(a)?.[1], named.exec(b)?.[1]];
  if (x !== undefined && y === undefined) return [x, b];
  if (y !== undefined && x === undefined) return [a, y];
  return [a, b];
}

const list = /^\\\{[^:|]*,[^:|]*\\\}$/;
const ordered = /^[([].*,.*[)\]]$/s;

/** A set that is listed, {1,2}, is neither a pair nor an interval. */
function differentBrackets(a: string, b: string): boolean {
  return (list.test(a) && ordered.test(b)) || (ordered.test(a) && list.test(b));
}
