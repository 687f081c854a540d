/** A value that a share of others don't exceed, between neighbours where it falls between them. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export interface Quartiles {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Where the middle half of the values lies; null where there are none. */
export function quartiles(values: readonly number[]): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  return { low: low ?? 0, middle: middle ?? 0, high: high ?? 0 };
}
