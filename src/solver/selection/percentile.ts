/**
 * The value below which a share of the values lies, between two of them in proportion (NumPy's
 * default, which DeepConf uses).
 * @param values at least one @param share in [0, 1]
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
