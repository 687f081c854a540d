/** Texts, the oldest of which goes when there are too many. */
const drafts = new Map<string, string>();
const mostDrafts = 100;

/** What a person made of a cell's code, as long as the page is open; the code itself where they changed nothing. */
export function readDraft(code: string, before: readonly string[]): string {
  return drafts.get(keyOf(code, before)) ?? code;
}

/** @param before the blocks that ran before the cell */
export function keepDraft(code: string, before: readonly string[], text: string): void {
  const key = keyOf(code, before);
  drafts.delete(key);
  if (text === code) return;
  drafts.set(key, text);
  const [oldest] = drafts.keys();
  if (drafts.size > mostDrafts && oldest !== undefined) drafts.delete(oldest);
}

/** The same code in the same state is the same cell, also when a run is opened anew. */
function keyOf(code: string, before: readonly string[]): string {
  return JSON.stringify([...before, code]);
}
