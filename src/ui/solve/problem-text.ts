import { RunRequestError } from "../../solver/run-request";

/** The longest problem that is solved, in characters (Unicode code points). */
export const maxProblemLength = 10_000;

/** The characters of a text as people count them: a code point is one, whatever it takes in UTF-16. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** How many characters a problem has more than is solved; 0 where it fits. White space around it is free. */
export function charactersOver(problem: string): number {
  // Most problems fit, whatever a character is.
  if (problem.length <= maxProblemLength) return 0;
  return Math.max(0, countCharacters(cleanProblem(problem)) - maxProblemLength);
}

/** A problem as it is solved and shared: no control characters, no halves of characters, no margins. */
export function cleanProblem(text: string): string {
  return wellFormed(withoutControls(text)).trim();
}

/** Half of a surrogate pair is no character; it becomes U+FFFD, as encoders of UTF-8 make it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\u{fffd}");
}

/** Control characters are never part of a problem; line ends, of whatever system, and tabs are. */
export function withoutControls(text: string): string {
  return text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "");
}

/** @throws {@link RunRequestError} for a problem that is too long; nothing of it is ever cut off */
export function checkProblemLength(problem: string): void {
  const over = charactersOver(problem);
  if (over === 0) return;
  const [has, max, more] = [maxProblemLength + over, maxProblemLength, over].map((count) =>
    count.toLocaleString("en"),
  );
  throw new RunRequestError(
    `The problem has ${has} characters; at most ${max} can be solved. Shorten it by ${more}, ` +
      "then press Solve.",
  );
}
