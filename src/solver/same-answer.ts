import { equalNumbers, readNumber } from "./exact-number";
import { normaliseLatex } from "./normalise-latex";

/** Longer texts are no answers; they are compared letter by letter. */
const longestAnswer = 20_000;

/**
 * The cheap first test of two answers: same text, same choice letter, same normalised LaTeX, or the
 * same rational number. True means equal; false only that nothing cheap shows it. Never throws.
 */
export function sameAnswer(one: string, other: string): boolean {
  if (one.trim() === other.trim()) return true;
  if (one.length > longestAnswer || other.length > longestAnswer) return false;
  const [first, second] = [normaliseLatex(one), normaliseLatex(other)];
  // Who leaves the unit out means the same; minutes are no hours.
  if (first.unit && second.unit && first.unit !== second.unit) return false;
  const [a, b] = withoutName(first.value, second.value);
  if (a === b) return a !== "";
  const choice = choiceLetter(a);
  if (choice !== null) return choice === choiceLetter(b);
  const [x, y] = [readNumber(a), readNumber(b)];
  return x !== null && y !== null && equalNumbers(x, y);
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
