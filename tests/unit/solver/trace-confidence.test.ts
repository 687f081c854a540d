import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createTraceConfidence,
  groupSize,
  tokenConfidence,
} from "../../../src/solver/trace-confidence";

function figuresOf(confidences: readonly (number | null)[], size: number) {
  const trace = createTraceConfidence(size);
  for (const one of confidences) trace.add(one);
  return trace.figures();
}

describe("tokenConfidence", () => {
  it("is the mean negative log-probability of the likeliest tokens, to a thousandth", () => {
    expect(tokenConfidence([-0.1, -3, -5.9])).toBe(3);
    expect(tokenConfidence([0.25, 0.25].map(Math.log))).toBe(1.386);
  });

  it("is higher where one token has all the probability", () => {
    const sure = tokenConfidence([0.99, 0.005, 0.005].map(Math.log)) ?? 0;
    const torn = tokenConfidence([0.34, 0.33, 0.33].map(Math.log)) ?? 0;
    expect(sure).toBeGreaterThan(torn);
  });

  it("is unknown without any, and finite for impossible tokens", () => {
    expect(tokenConfidence([])).toBeNull();
    expect(tokenConfidence([Number.NaN])).toBeNull();
    expect(tokenConfidence([0, Number.NEGATIVE_INFINITY])).toBe(50);
  });
});

describe("groupSize", () => {
  it("is DeepConf's 2048 of 64,000 tokens, in proportion", () => {
    expect(groupSize(64_000)).toBe(2048);
    expect(groupSize(16_000)).toBe(512);
    expect(groupSize(1_000_000)).toBe(2048);
    expect(groupSize(100)).toBe(16);
  });
});

describe("a trace's figures", () => {
  it("are those computed by hand", () => {
    // Groups of 2: 3, 2, 1, 3, 6.5 …
    const figures = figuresOf([4, 2, 2, 0, 6, 7], 2);
    expect(figures).toEqual({ mean: 3.5, tail: 6.5, lowestGroup: 1, bottomTenth: 1 });
  });

  it("take the mean of the least sure tenth of the groups", () => {
    // Twenty groups of one token: the lowest two are 1 and 2.
    const confidences = Array.from({ length: 20 }, (_, i) => 20 - i);
    expect(figuresOf(confidences, 1)).toMatchObject({ lowestGroup: 1, bottomTenth: 1.5, tail: 1 });
  });

  it("take a trace that is shorter than a group for one group", () => {
    expect(figuresOf([1, 3], 100)).toEqual({ mean: 2, tail: 2, lowestGroup: 2, bottomTenth: 2 });
  });

  it("leave out tokens that are unknown, and know nothing where these are many", () => {
    expect(figuresOf([...Array(10).fill(2), null], 4)?.mean).toBe(2);
    expect(figuresOf([2, 2, null], 4)).toBeNull();
    expect(figuresOf([], 4)).toBeNull();
  });

  it("know the lowest group so far only once one is full", () => {
    const trace = createTraceConfidence(2);
    trace.add(5);
    expect(trace.lowestGroup()).toBeNull();
    trace.add(3);
    expect(trace.lowestGroup()).toBe(4);
    trace.add(9);
    expect(trace.lowestGroup()).toBe(4);
  });

  it("agree with the definition for any trace", () => {
    const traces = fc.array(
      fc.integer({ min: 0, max: 20_000 }).map((n) => n / 1000),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(traces, fc.integer({ min: 1, max: 20 }), (confidences, size) => {
        const mean = (values: readonly number[]) =>
          values.reduce((sum, one) => sum + one, 0) / values.length;
        const groups = confidences
          .map((_, i) => confidences.slice(i, i + size))
          .filter(({ length }) => length === size)
          .map(mean);
        const all = groups.length > 0 ? groups : [mean(confidences)];
        const figures = figuresOf(confidences, size);
        expect(figures?.mean).toBeCloseTo(mean(confidences), 9);
        expect(figures?.tail).toBeCloseTo(mean(confidences.slice(-size)), 9);
        expect(figures?.lowestGroup).toBeCloseTo(Math.min(...all), 9);
      }),
      { seed: 1 },
    );
  });
});
