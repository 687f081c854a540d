import { describe, expect, it } from "vitest";
import { createRandom, type SeedUse, seedFor, shuffled } from "../../../src/solver/seeds";

describe("seedFor", () => {
  it("gives a run 32-bit seeds, no two equal, whatever they are for", () => {
    const uses: SeedUse[] = ["sample", "summary", "comparison", "order"];
    for (const runSeed of [0, 1, 7, 0xffffffff]) {
      const seeds = uses.flatMap((use) =>
        Array.from({ length: 500 }, (_, index) => seedFor(runSeed, use, index)),
      );
      expect(new Set(seeds).size).toBe(seeds.length);
      expect(seeds.every((s) => Number.isInteger(s) && s >= 0 && s <= 0xffffffff)).toBe(true);
    }
  });

  it("never changes: a recorded run must be drawn again the same", () => {
    expect([0, 1, 2].map((index) => seedFor(42, "sample", index))).toMatchInlineSnapshot(`
      [
        939911724,
        3948730756,
        321366731,
      ]
    `);
  });

  it("shares no seeds between neighbouring runs", () => {
    const of = (run: number) => Array.from({ length: 64 }, (_, i) => seedFor(run, "sample", i));
    expect(new Set([...of(1), ...of(2), ...of(3)]).size).toBe(3 * 64);
  });
});

describe("shuffled", () => {
  it("keeps all items, and gives the same order for the same seed", () => {
    const items = [0, 1, 2, 3, 4, 5, 6, 7];
    const once = shuffled(items, createRandom(5));
    expect(shuffled(items, createRandom(5))).toEqual(once);
    expect(shuffled(items, createRandom(6))).not.toEqual(once);
    expect([...once].sort()).toEqual(items);
  });

  it("puts each item in each place about equally often", () => {
    const random = createRandom(1);
    const first = [0, 0, 0];
    for (let i = 0; i < 3000; i += 1) {
      const [head = 0] = shuffled([0, 1, 2], random);
      first[head] = (first[head] ?? 0) + 1;
    }
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
