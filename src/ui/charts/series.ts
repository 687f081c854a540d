import type { Timeline } from "../solve/timeline";

/** A point of a chart over time. */
export interface Point {
  /** Seconds of the run. */
  readonly x: number;
  readonly y: number;
}

/** Tokens a second of all samples together. */
export function speedSeries({ bins, width }: Timeline): readonly Point[] {
  // The last stretch is not over, or ended in its middle.
  return bins.slice(0, -1).map(({ tokens }, place) => ({
    x: (place + 0.5) * width,
    y: tokens / width,
  }));
}

/** The geometric mean of the probabilities of the tokens written; none where the engine tells none. */
export function confidenceSeries({ bins, width }: Timeline): readonly Point[] {
  return bins.flatMap(({ known, logprobs }, place) =>
    known === 0 ? [] : [{ x: (place + 0.5) * width, y: Math.exp(logprobs / known) }],
  );
}

/** How sure the vote was: it stays as it is until the next vote. */
export function surenessSeries({ sureness, bins, width }: Timeline): readonly Point[] {
  const end = Math.max(bins.length * width, sureness.at(-1)?.seconds ?? 0);
  return sureness.flatMap(({ seconds, share }, place) => [
    { x: seconds, y: share },
    { x: sureness[place + 1]?.seconds ?? end, y: share },
  ]);
}

/** The mean, the least and the greatest; null of nothing. */
export function rangeOf(points: readonly Point[]) {
  if (points.length === 0) return null;
  const values = points.map(({ y }) => y);
  return {
    low: Math.min(...values),
    high: Math.max(...values),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}

/** At most so many points, the same distance apart: a table that can be read. */
export function thinned(points: readonly Point[], most: number): readonly Point[] {
  const step = Math.ceil(points.length / most);
  return points.filter((_, place) => place % step === 0);
}

/** A round number that is not below, whose half is round too. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step =
    [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}
