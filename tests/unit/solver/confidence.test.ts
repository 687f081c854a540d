import { describe, expect, it } from "vitest";
import { createTailConfidence } from "../../../src/solver/confidence";

function of(logprobs: readonly (number | null)[], window?: number): number | null {
  const confidence = createTailConfidence(window);
  for (const one of logprobs) confidence.add(one);
  return confidence.value();
}

describe("createTailConfidence", () => {
  it("is the geometric mean of the probabilities", () => {
    expect(of([Math.log(0.5), Math.log(0.125)])).toBeCloseTo(0.25);
    expect(of([0, 0, 0])).toBe(1);
  });

  it("looks at the tail only", () => {
    expect(of([-9, -9, -9, Math.log(0.5), Math.log(0.5)], 2)).toBeCloseTo(0.5);
    expect(of([...Array(5000).fill(-9), ...Array(512).fill(-1)])).toBeCloseTo(Math.exp(-1));
  });

  it.each([
    ["there is no token", []],
    ["a log-probability is unknown", [-1, null, -1]],
    ["a log-probability is not a number", [-1, Number.NaN]],
  ])("is unknown when %s", (_, logprobs) => expect(of(logprobs)).toBeNull());

  it("is no more than 1, and 0 for the impossible", () => {
    expect(of([1e-9])).toBe(1);
    expect(of([Number.NEGATIVE_INFINITY, -1])).toBe(0);
  });
});
