import { describe, expect, it } from "vitest";
import { meanShare, pairedDifference, standardError, wilson } from "../../../tools/eval/statistics";

describe("wilson", () => {
  it("gives the textbook's figures", () => {
    const { value, low, high } = wilson(8, 10);
    expect(value).toBeCloseTo(0.8);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it("stays within 0 and 1, and says nothing of nothing", () => {
    expect(wilson(0, 5).low).toBe(0);
    expect(wilson(5, 5).high).toBe(1);
    expect(wilson(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
    expect(meanShare([1, 0.5])).toEqual(wilson(1.5, 2));
  });
});

describe("pairedDifference", () => {
  const pairs = (...all: [number, number][]) => all.map(([one, other]) => ({ one, other }));

  it("is the mean of the differences, within 1.96 standard errors of them", () => {
    // Differences 1, 0, 0, −1, 1: variance 0.7.
    const { value, low, high } = pairedDifference(pairs([1, 0], [1, 1], [0, 0], [0, 1], [1, 0]));
    expect(value).toBeCloseTo(0.2);
    expect(high - value).toBeCloseTo(1.959964 * Math.sqrt(0.7 / 5));
    expect(value - low).toBeCloseTo(high - value);
  });

  it("profits from what both have in common: far narrower than of unpaired shares", () => {
    const hard = Array.from({ length: 50 }, (_, i): [number, number] => [i % 2, i % 2]);
    const { value, low, high } = pairedDifference(pairs(...hard, [1, 0], [1, 0]));
    expect(value).toBeCloseTo(2 / 52);
    expect(high - low).toBeLessThan(0.11);
  });

  it("says nothing wide of nothing", () => {
    expect(pairedDifference([])).toEqual({ value: 0, low: 0, high: 0 });
    expect(standardError([3])).toBe(0);
  });
});
