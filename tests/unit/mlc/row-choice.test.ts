import { describe, expect, it } from "vitest";
import { createRowChoice, mostFillers, type RowChoice } from "../../../src/engine/mlc/row-choice";

/** Passes of so many texts on a GPU where filled ones take so much of the others' time. */
function decode(choice: RowChoice, count: number, passes: number, share: number): number[] {
  return Array.from({ length: passes }, (_, pass) => {
    const rows = choice.rows(count);
    // The first of each kind takes long.
    const slow = pass < 2 ? 50 : 1;
    choice.note(count, rows, slow * (rows > count ? 10 * share : 10));
    return rows;
  });
}

describe("the choice of rows", () => {
  it("tries both kinds of kernels in turn, and keeps the faster one", () => {
    for (const [share, kept] of [
      [0.6, 9],
      [1.4, 8],
    ] as const) {
      const rows = decode(createRowChoice(), 8, 20, share);
      expect(rows.slice(0, 8)).toEqual([8, 9, 8, 9, 8, 9, 8, 9]);
      expect(new Set(rows.slice(8))).toEqual(new Set([kept]));
    }
  });

  it("adds no more rows than there is room for, and none where the kernels are the same", () => {
    const choice = createRowChoice();
    decode(choice, 8, 20, 0.5);
    for (let count = 1; count <= 16; count++) {
      const added = choice.rows(count) - count;
      expect(added).toBe(count >= 5 && count <= 8 ? 9 - count : 0);
      expect(added).toBeLessThanOrEqual(mostFillers);
    }
  });

  it("learns nothing from passes that it has no choice in", () => {
    const choice = createRowChoice();
    decode(choice, 4, 20, 1);
    decode(choice, 16, 20, 1);
    expect(choice.rows(8)).toBe(8);
    choice.note(8, 8, 10);
    expect(choice.rows(8)).toBe(9);
  });
});
