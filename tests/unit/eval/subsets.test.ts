import { describe, expect, it } from "vitest";
import { binomial, passAtK, subsetSizes, subsets } from "../../../tools/eval/subsets";

describe("subsets", () => {
  it("are all of them while they are few", () => {
    expect(
      subsets(4, 2, 6, 1)
        .map((one) => one.join(""))
        .sort(),
    ).toEqual(["01", "02", "03", "12", "13", "23"]);
    expect(subsets(3, 3, 1, 1)).toEqual([[0, 1, 2]]);
    expect(subsets(2, 3, 10, 1)).toEqual([]);
    expect(subsets(8, 4, 1000, 1)).toHaveLength(70);
  });

  it("are otherwise drawn without repetition, each as likely as the others", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3000; seed += 1) {
      const drawn = subsets(5, 2, 3, seed);
      expect(new Set(drawn.map(String)).size).toBe(3);
      for (const one of drawn) counts.set(String(one), (counts.get(String(one)) ?? 0) + 1);
    }
    // 3 of 10 each time: 900 expected, standard deviation 25.
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 900)).toBeLessThan(110);
  });

  it("are the same for the same seed", () => {
    expect(subsets(64, 8, 5, 7)).toEqual(subsets(64, 8, 5, 7));
    expect(subsets(64, 8, 5, 7)).not.toEqual(subsets(64, 8, 5, 8));
  });
});

describe("binomial", () => {
  it("counts", () => {
    expect([binomial(8, 0), binomial(8, 3), binomial(64, 2), binomial(3, 4)]).toEqual([
      1, 56, 2016, 0,
    ]);
    expect(binomial(1024, 512)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("subsetSizes", () => {
  it("doubles up to all", () => {
    expect(subsetSizes(0)).toEqual([]);
    expect(subsetSizes(1)).toEqual([1]);
    expect(subsetSizes(8)).toEqual([1, 2, 4, 8]);
    expect(subsetSizes(6)).toEqual([1, 2, 4, 6]);
  });
});

describe("passAtK", () => {
  it("is the share of subsets with a right one", () => {
    for (let n = 1; n <= 6; n += 1) {
      for (let correct = 0; correct <= n; correct += 1) {
        for (let k = 1; k <= n; k += 1) {
          // The first `correct` samples are the right ones.
          const all = subsets(n, k, 1e9, 1);
          const hit = all.filter((subset) => subset.some((place) => place < correct));
          expect(passAtK(n, correct, k)).toBeCloseTo(hit.length / all.length);
        }
      }
    }
  });
});
