import { expect, it, vi } from "vitest";
import { halfValues, toHalf } from "../../../src/models/convert/half";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

it("gives each 16-bit float back", () => {
  const wrong = Array.from(halfValues(), (value, bits) => {
    const back = toHalf(value);
    return Number.isNaN(value)
      ? back === (bits & 0x8000) + 0x7e00 || back === 0x7e00
      : back === bits;
  }).filter((right) => !right);
  expect(wrong).toEqual([]);
});

it("rounds to the nearest, from the middle to the even one", () => {
  const values = halfValues();
  const wrong: number[] = [];
  for (let bits = 0; bits < 0x7bff; bits += 1) {
    const [low = 0, high = 0] = [values[bits], values[bits + 1]];
    const middle = (low + high) / 2;
    const even = bits % 2 === 0 ? bits : bits + 1;
    // 24 bits hold the middle, and what is next to it.
    const step = (high - low) / 4096;
    const right =
      toHalf(middle - step) === bits &&
      toHalf(middle) === even &&
      toHalf(middle + step) === bits + 1;
    if (!right) wrong.push(bits);
  }
  expect(wrong).toEqual([]);
});

it("keeps the sign, and makes infinite what is too large", () => {
  expect([0, -0, 1, -2].map(toHalf)).toEqual([0, 0x8000, 0x3c00, 0xc000]);
  expect([65_504, 65_519.996, 65_520, 1e30, -1e30].map(toHalf)).toEqual([
    ...[0x7bff, 0x7bff, 0x7c00, 0x7c00, 0xfc00],
  ]);
  expect([2 ** -24, 2 ** -25, 2 ** -25 * 1.001, -(2 ** -26)].map(toHalf)).toEqual([
    1, 0, 1, 0x8000,
  ]);
});
