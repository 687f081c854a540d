import { describe, expect, it } from "vitest";
import { rowGroup } from "../../../src/engine/webgpu/weights/layout";
import {
  fileBytes,
  packedWords,
  repack,
  weightTypeNamed,
  weightTypeOf,
} from "../../../src/engine/webgpu/weights/weight-type";
import { madeUpMatrix, weightTypeNames } from "../../gpu/weight-fixtures";

describe.each(weightTypeNames)("a matrix of %s", (name) => {
  it("is repacked in pieces as at once", () => {
    const [rows, columns] = [2 * rowGroup + 3, 512];
    const { type, data } = madeUpMatrix(name, rows, columns);
    const whole = repack(type, data, columns);
    expect(whole.length).toBe(packedWords(type, rows, columns));
    const cut = fileBytes(type, rowGroup, columns);
    const pieces = [data.subarray(0, cut), data.subarray(cut)];
    const joined = pieces.flatMap((piece) => [...repack(type, piece, columns)]);
    expect(joined).toEqual([...whole]);
  });

  it("takes bytes that lie anywhere in a buffer", () => {
    const { type, data } = madeUpMatrix(name, 1, 256);
    const moved = new Uint8Array(data.length + 1);
    moved.set(data, 1);
    expect(repack(type, moved.subarray(1), 256)).toEqual(repack(type, data, 256));
  });

  it("is refused when rows or blocks are cut", () => {
    const { type, data } = madeUpMatrix(name, 1, 256);
    expect(() => repack(type, data.subarray(2), 256)).toThrow(RangeError);
    expect(() => repack(type, data, 200)).toThrow(RangeError);
  });
});

it("takes little more room on the GPU than in the file", () => {
  const room = (name: Parameters<typeof weightTypeNamed>[0]) => {
    const type = weightTypeNamed(name);
    return (32 * packedWords(type, 1536, 1536)) / (1536 * 1536);
  };
  expect(room("Q4_0")).toBe(4.5);
  expect(room("Q8_0")).toBe(8.5);
  // 6-bit scales become bytes, and a row's last quad may be part empty.
  expect(room("Q4_K")).toBeCloseTo(4.67, 2);
  expect(room("Q6_K")).toBeCloseTo(6.67, 2);
});

it("knows GGUF's numbers of the types, and that it can't read others", () => {
  expect(weightTypeOf(12)?.name).toBe("Q4_K");
  expect(weightTypeOf(30)?.name).toBe("BF16");
  expect(weightTypeOf(10)).toBeNull();
  for (const name of weightTypeNames) {
    const type = weightTypeNamed(name);
    expect(weightTypeOf(type.ggufType)).toBe(type);
  }
});
