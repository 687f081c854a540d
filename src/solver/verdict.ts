/**
 * What may stand before the number: emphasis, brackets, a box, dollar signs, "Solution". Few, so that
 * no text makes the search slow.
 */
const opening = String.raw`(?:\s|[*_$[({<#【「]|\\[([]|\\(?:boxed|text|textbf|mathbf)|solution|candidate|option|index|number|no\.){0,24}`;
const judgment = new RegExp(String.raw`Judge?ment[\s*_]{0,12}:${opening}(\d+)(?!\.?\d)`, "gi");

/**
 * The candidate that a comparison chose: the number of its last judgment, however it is dressed:
 * `Judgment: 2`, `Judgement: [2]`, `**Judgment:** Solution 2`, `\boxed{2}`, `$2$`, `#2`, `Judgment：２`.
 * A negative or broken number is none.
 * @returns null when there is no judgment, or the last one names no candidate
 */
export function readVerdict(text: string, candidates: number): number | null {
  // Full-width colons, digits and signs become the usual ones.
  const last = [...text.normalize("NFKC").matchAll(judgment)].at(-1)?.[1];
  if (last === undefined) return null;
  const index = Number(last);
  return index < candidates ? index : null;
}
