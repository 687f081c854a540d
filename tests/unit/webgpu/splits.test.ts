import { expect, it } from "vitest";
import { maxRowSplits, splitsOf } from "../../../src/engine/webgpu/splits";

it("gives a single text of 4,000 tokens at least 64 workgroups", () => {
  for (const kvHeads of [2, 4, 8]) {
    expect(splitsOf(4000, 1, kvHeads).splits * kvHeads).toBeGreaterThanOrEqual(64);
  }
});

it("covers every context in whole steps, within what is set aside for the parts", () => {
  for (const kvHeads of [1, 2, 3, 8]) {
    for (const rows of [1, 4, 16]) {
      for (const length of [1, 64, 65, 999, 16_000, 131_072]) {
        const { splits, tokensPerSplit } = splitsOf(length, rows, kvHeads);
        expect(tokensPerSplit % 64).toBe(0);
        expect(splits * tokensPerSplit).toBeGreaterThanOrEqual(length);
        expect((splits - 1) * tokensPerSplit).toBeLessThan(length);
        expect(rows * splits).toBeLessThanOrEqual(maxRowSplits(16, kvHeads));
      }
    }
  }
});
