/** TEMPORARY until src/solver/equality lands. */
export function sameAnswer(one: string, other: string): boolean {
  return one.trim() === other.trim();
}
