import { equalNumbers, percentOf, readNumber } from "./exact-number";
import { plainLatex } from "./plain-latex";

/** Longer texts are no answers; they are compared letter by letter. */
const longestAnswer = 20_000;

/**
 * The cheap exact check of two answers: same text, same choice letter, same plain LaTeX, or the
 * same rational number. True means equal; false only that nothing cheap shows it. Never throws.
 */
export function sameAnswer(one: string, other: string): boolean {
  return settleCheaply(one, other)?.equal === true;
}

/** What the cheap check found, and by what. */
export interface CheapVerdict {
  readonly equal: boolean;
  readonly decidedBy: "text" | "number" | "choice";
}

/**
 * As {@link sameAnswer}, but tells apart what needs a parser (null) from what is surely different:
 * other numbers or choices, and nothing at all.
 */
export function settleCheaply(one: string, other: string): CheapVerdict | null {
  if (one.trim() === other.trim()) return { equal: true, decidedBy: "text" };
  if (one.length > longestAnswer || other.length > longestAnswer) return null;
  const [a, b] = [compact(plainLatex(one)), compact(plainLatex(other))];
  if (a === "" || b === "") return { equal: false, decidedBy: "text" };
  if (a === b) return { equal: true, decidedBy: "text" };
  const [first, second] = [choiceLetter(a), choiceLetter(b)];
  if (first && second) return { equal: first === second, decidedBy: "choice" };
  return sameNumber(a, b);
}

const percent = /%$/;

function sameNumber(a: string, b: string): CheapVerdict | null {
  const [x, y] = [
    readNumber(ungroup(a.replace(percent, ""))),
    readNumber(ungroup(b.replace(percent, ""))),
  ];
  if (!x || !y) return null;
  if (equalNumbers(x, y)) return { equal: true, decidedBy: "number" };
  const [share, other] = percent.test(a) ? [x, y] : [y, x];
  // 50 % may be meant as 50, as above, and is 0.5.
  if (percent.test(a) !== percent.test(b) && equalNumbers(percentOf(share), other)) {
    return { equal: true, decidedBy: "number" };
  }
  // What a program printed is rounded, and 1,234 may be two numbers: for the parser to say.
  if (x.long || y.long || /,/.test(a + b)) return null;
  return { equal: false, decidedBy: "number" };
}

/** `A` of `A`, `(A)` and `A)`; a small letter is itself. */
function choiceLetter(text: string): string | null {
  return /^\(?([A-Z])\)?$/.exec(text)?.[1] ?? /^[a-z]$/.exec(text)?.[0] ?? null;
}

const wholeText = /^\\text\{([^{}]*)\}$/;

/** Without spaces, except between two digits; words without their capital and what sets them upright. */
function compact(text: string): string {
  const inside = wholeText.exec(text)?.[1];
  const plain = lowerFirst((inside ?? text).trim());
  if (inside !== undefined && /[^\s\dA-Za-z(){}.]/.test(plain)) return text;
  return (
    plain
      // 3, 120 is a list; 3,120 may be a number.
      .replace(/(\d) (?=\d)|(\d,) (?=\d{3}(?!\d))/g, "$1$2~")
      .replaceAll(" ", "")
      .replaceAll("~", " ")
      .replace(/([\^_])\{(\w)\}/g, "$1$2")
  );
}

/** "Monday" and "monday", but not "AB" and "ab", which may be names of points and variables. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]{2,}$/.test(text) ? text.toLowerCase() : text;
}

const grouped = /^[-+]?[1-9]\d{0,2}(?:[, ]\d{3})+(?:\.\d+)?$/;

/** 10,080 and 10 080 are numbers when they are the whole answer; (1,234) is a pair. */
function ungroup(text: string): string {
  return grouped.test(text) ? text.replace(/[, ]/g, "") : text;
}
