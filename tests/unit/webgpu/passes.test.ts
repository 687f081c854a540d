import { describe, expect, it } from "vitest";
import { drawn } from "../../../src/engine/webgpu/batch-device";
import { createPageTable } from "../../../src/engine/webgpu/page-table";
import { planPass } from "../../../src/engine/webgpu/pass-plan";
import { createSlots } from "../../../src/engine/webgpu/slots";

const sampling = { temperature: 0.5, topP: 0.9, uniform: 0.25 };

describe("a pass", () => {
  it("lays texts out in rows, those that draw first", () => {
    const plan = planPass([
      { piece: { text: 7, tokens: [5, 6, 8], sampling: null }, slot: 2, length: 16 },
      { piece: { text: 8, tokens: drawn, sampling }, slot: 0, length: 40 },
      { piece: { text: 9, tokens: [4, 3], sampling }, slot: 1, length: 0 },
    ]);
    expect(plan.drawPieces).toEqual([1, 2]);
    expect(plan.decodes).toBe(false);
    expect(plan.longest).toBe(41);
    expect(plan.step.sequences).toEqual([
      { slot: 0, firstRow: 0, rowCount: 1, contextLength: 41, draw: { row: 0, ...sampling } },
      { slot: 1, firstRow: 1, rowCount: 2, contextLength: 2, draw: { row: 2, ...sampling } },
      { slot: 2, firstRow: 3, rowCount: 3, contextLength: 19, draw: null },
    ]);
    expect(plan.step.rows.map(({ token }) => token)).toEqual([{ drawnOf: 0 }, 4, 3, 5, 6, 8]);
    expect(plan.step.rows.map(({ position }) => position)).toEqual([40, 0, 1, 16, 17, 18]);
  });

  it("decodes where each text has one row that draws", () => {
    const one = { piece: { text: 1, tokens: [3], sampling }, slot: 0, length: 9 };
    expect(planPass([one]).decodes).toBe(true);
    expect(planPass([one, { ...one, piece: { ...one.piece, sampling: null } }]).decodes).toBe(
      false,
    );
  });
});

describe("slots", () => {
  it("stay a text's own from pass to pass", () => {
    const slots = createSlots(4);
    expect(slots.of([10, 11])).toEqual([0, 1]);
    expect(slots.of([11, 12, 10])).toEqual([1, 2, 0]);
  });

  it("go to new texts from those that were not used for the longest time", () => {
    const slots = createSlots(4);
    slots.of([1, 2]);
    slots.of([3, 4]);
    // 3 and 4 keep theirs.
    expect(slots.of([3, 5])).toEqual([2, 0]);
    expect(slots.of([4, 5, 3, 6])).toEqual([3, 0, 2, 1]);
    // 4's was used before all others.
    expect(slots.of([1])).toEqual([3]);
    expect(() => slots.of([1, 2, 3, 4, 5])).toThrow(RangeError);
  });
});

describe("the page table", () => {
  it("tells what has changed, once", () => {
    const table = createPageTable(3, 4);
    table.set(1, [5, 6]);
    table.set(2, [9]);
    expect(table.takeChanges()).toEqual({ first: 4, words: Uint32Array.of(5, 6, 0, 0, 9) });
    table.set(1, [5, 6, 7]);
    expect(table.takeChanges()).toEqual({ first: 6, words: Uint32Array.of(7) });
    table.set(1, [5, 6, 7]);
    expect(table.takeChanges()).toBeNull();
    expect(() => table.set(0, [1, 2, 3, 4, 5])).toThrow(RangeError);
  });
});
