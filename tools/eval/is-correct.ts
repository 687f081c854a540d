import type { SameAnswer } from "../../src/solver/equality";

/** @param expected null: right is to end without boxing anything, of one's own accord */
export async function isCorrect(
  { answer, ended }: { readonly answer: string | null; readonly ended: string },
  expected: string | null,
  same: SameAnswer,
): Promise<boolean> {
  if (expected === null) return ended === "no-answer";
  return answer !== null && (await same(answer, expected)) === true;
}
