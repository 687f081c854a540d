import { sameAnswer } from "../../src/solver/same-answer";
import type { SampleOutcome } from "../../src/solver/sample-events";

/** @param expected null: right is to end without boxing anything, of one's own accord */
export function isCorrect(
  { answer, ending }: Pick<SampleOutcome, "answer" | "ending">,
  expected: string | null,
): boolean {
  if (expected === null) return ending === "no-answer";
  return answer !== null && sameAnswer(answer, expected);
}
