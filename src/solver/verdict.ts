/** `Judgment: 2`, `Judgement: [2]`, `**Judgment:** [2]`; a negative or broken number is none. */
const judgment =
  /Judge?ment\s{0,9}(?:\*\*)?\s{0,9}:\s{0,9}(?:\*\*)?\s{0,9}\[?\s{0,9}(\d+)(?!\.?\d)/gi;

/**
 * The candidate that a comparison chose: the number of its last judgment.
 * @returns null when there is no judgment, or the last one names no candidate
 */
export function readVerdict(text: string, candidates: number): number | null {
  const last = [...text.matchAll(judgment)].at(-1)?.[1];
  if (last === undefined) return null;
  const index = Number(last);
  return index < candidates ? index : null;
}
