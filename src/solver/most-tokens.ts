/** At most so many tokens, for mathematical text: an estimate on the safe side. */
export function mostTokens(text: string): number {
  return Math.ceil(text.length / 2);
}
