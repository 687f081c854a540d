/** A share with its 95 % interval. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A mean difference with its 95 % interval. */
export interface Difference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of the normal distribution. */
export const z95 = 1.959964;

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** 0 of nothing. */
export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}

/** Of the mean; 0 of fewer than two. */
export function standardError(numbers: readonly number[]): number {
  if (numbers.length < 2) return 0;
  const centre = mean(numbers);
  const variance = sum(numbers.map((one) => (one - centre) ** 2)) / (numbers.length - 1);
  return Math.sqrt(variance / numbers.length);
}

/**
 * The Wilson score interval (Wilson 1927). `trials` are problems, not samples: samples of one problem
 * resemble each other, and counting them apart would claim too much. `successes` may be fractional.
 */
export function wilson(successes: number, trials: number): Share {
  if (trials === 0) return { value: 0, low: 0, high: 1 };
  const value = successes / trials;
  const scale = 1 + z95 ** 2 / trials;
  const centre = value + z95 ** 2 / (2 * trials);
  const half = z95 * Math.sqrt((value * (1 - value)) / trials + z95 ** 2 / (4 * trials ** 2));
  return {
    value,
    low: Math.max(0, (centre - half) / scale),
    high: Math.min(1, (centre + half) / scale),
  };
}

/** The mean of what each problem is worth, in [0, 1]. */
export function meanShare(credits: readonly number[]): Share {
  return wilson(sum(credits), credits.length);
}

/**
 * The mean over problems of `one − other`, with the normal interval of paired differences: what both
 * have in common, a problem's difficulty, cancels out (Miller 2024, arXiv 2411.00640, section 4.2).
 */
export function pairedDifference(
  pairs: readonly { readonly one: number; readonly other: number }[],
): Difference {
  const differences = pairs.map(({ one, other }) => one - other);
  const value = mean(differences);
  const margin = z95 * standardError(differences);
  return { value, low: value - margin, high: value + margin };
}
