/** How many tokens a text may be, for mathematical text: digits and signs are a token each. */
export function estimateTokens(text: string): number {
  const words = text.replace(/[^A-Za-z\s]/g, "");
  return text.length - words.length + Math.ceil(words.length / 3);
}

export interface HeatLimits {
  /** Entries in one heat. */
  readonly size: number;
  readonly tokens: number;
}

/**
 * Deals entries, the best first, into as few heats as the limits allow. The best ones meet late: they
 * are dealt to and fro. An entry alone in its heat goes on without a comparison.
 * @returns null when no two entries can be compared
 */
export function dealHeats<T extends { readonly tokens: number }>(
  entries: readonly T[],
  limits: HeatLimits,
): T[][] | null {
  for (let count = Math.ceil(entries.length / limits.size); count < entries.length; count += 1) {
    const heats = deal(entries, count);
    const fits = (heat: readonly T[]) =>
      heat.length === 1 || heat.reduce((sum, { tokens }) => sum + tokens, 0) <= limits.tokens;
    if (heats.every(fits)) return heats;
  }
  return null;
}

function deal<T>(entries: readonly T[], count: number): T[][] {
  const heats = Array.from({ length: count }, (): T[] => []);
  for (const [index, entry] of entries.entries()) {
    const lap = Math.floor(index / count);
    const place = index % count;
    heats[lap % 2 === 0 ? place : count - 1 - place]?.push(entry);
  }
  return heats;
}
