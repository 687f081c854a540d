import { describe, expect, it } from "vitest";
import {
  confidenceSeries,
  rangeOf,
  roundUp,
  speedSeries,
  surenessSeries,
  thinned,
} from "../../../src/ui/charts/series";
import {
  countToken,
  countVote,
  emptyTimeline,
  type Timeline,
} from "../../../src/ui/solve/timeline";

const begun: Timeline = { ...emptyTimeline, origin: 1000 };

/** One token at each of these seconds. */
function written(seconds: readonly number[], logprob: number | null = null) {
  return seconds.reduce((so, at) => countToken(so, 1000 + at * 1000, logprob), begun);
}

describe("the timeline of a run", () => {
  it("counts tokens by their time", () => {
    const { width, bins } = written([0, 0.1, 0.3, 1.1]);
    expect(width).toBe(0.25);
    expect(bins.map(({ tokens }) => tokens)).toEqual([2, 1, 0, 0, 1]);
  });

  it("stays small however long the run is, and loses no token", () => {
    const seconds = Array.from({ length: 5000 }, (_, index) => index * 0.73);
    const { width, bins } = written(seconds);
    expect(bins.length).toBeLessThanOrEqual(120);
    expect(width * bins.length).toBeGreaterThanOrEqual(3649);
    expect(bins.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(5000);
  });

  it("takes a clock that runs back, or an origin unknown, for its beginning", () => {
    expect(countToken(emptyTimeline, 77, null)).toMatchObject({
      origin: 77,
      bins: [{ tokens: 1 }],
    });
    expect(written([-5]).bins).toHaveLength(1);
  });
});

describe("the series of charts", () => {
  it("give tokens a second, without the stretch that is not over", () => {
    const points = speedSeries(written([0, 0.1, 0.3, 0.6]));
    expect(points).toEqual([
      { x: 0.125, y: 8 },
      { x: 0.375, y: 4 },
    ]);
    expect(rangeOf(points)).toEqual({ low: 4, high: 8, mean: 6 });
    expect(rangeOf([])).toBeNull();
  });

  it("give the geometric mean of the probabilities, where they are known", () => {
    const two = countToken(written([0], Math.log(0.5)), 1100, Math.log(0.125));
    expect(confidenceSeries(two)[0]?.y).toBeCloseTo(0.25);
    expect(confidenceSeries(written([0, 1]))).toEqual([]);
  });

  it("keep the sureness until the next vote", () => {
    const votes = countVote(countVote(written([0, 3.9]), 2000, 0.75), 4000, 0.9);
    expect(surenessSeries(votes)).toEqual([
      { x: 1, y: 0.75 },
      { x: 3, y: 0.75 },
      { x: 3, y: 0.9 },
      { x: 4, y: 0.9 },
    ]);
  });

  it("end at round numbers, and tables at few lines", () => {
    expect([0, 0.2, 1, 7, 23, 180, 2400].map(roundUp)).toEqual([1, 0.2, 1, 8, 30, 200, 3000]);
    const points = Array.from({ length: 100 }, (_, x) => ({ x, y: 0 }));
    expect(
      thinned(points, 20)
        .map(({ x }) => x)
        .slice(0, 3),
    ).toEqual([0, 5, 10]);
    expect(thinned(points, 20)).toHaveLength(20);
  });
});
