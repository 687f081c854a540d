import { expect, it } from "vitest";
import { stepBytes, writeStep } from "../../../src/engine/webgpu/step-layout";

const draw = { row: 1, temperature: 0.5, topP: 0.25, uniform: 0.75 };
const sequence = { slot: 3, firstRow: 0, rowCount: 2, contextLength: 40, draw };

it("writes counts, sequences and rows, and tells how many words a short step takes", () => {
  const words = new Uint32Array(stepBytes(2, 512) / 4);
  const used = writeStep(words, 2, {
    rows: [
      { token: 7, slot: 3, position: 38 },
      { token: { drawnOf: 3 }, slot: 3, position: 39 },
    ],
    sequences: [sequence, { ...sequence, slot: 1, draw: null }],
    splits: 4,
    tokensPerSplit: 64,
  });
  expect(used).toBe(8 + 2 * 8 + 2 * 4);
  expect([...words.subarray(0, 8)]).toEqual([2, 2, 1, 4, 64, 0, 0, 0]);
  expect([...words.subarray(8, 13)]).toEqual([3, 0, 2, 40, 1]);
  expect([...new Float32Array(words.buffer, 4 * 13, 3)]).toEqual([0.5, 0.25, 0.75]);
  expect(words[8 + 8 + 4]).toBe(0xffffffff);
  expect([...words.subarray(24, 32)]).toEqual([7, 3, 38, 0, 0x80000003, 3, 39, 0]);
});

it("refuses a step that doesn't fit, and a draw behind a sequence without one", () => {
  const words = new Uint32Array(stepBytes(2, 1) / 4);
  const step = { rows: [], sequences: [sequence], splits: 1, tokensPerSplit: 16 };
  const row = { token: 0, slot: 0, position: 0 };
  expect(() => writeStep(words, 2, { ...step, rows: [row, row] })).toThrow(RangeError);
  const sequences = [{ ...sequence, draw: null }, sequence];
  expect(() => writeStep(words, 2, { ...step, sequences })).toThrow(/first/);
});
