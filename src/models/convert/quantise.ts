import type { WeightFormat } from "./format";
import { halfValues, toHalf } from "./half";
import { blockBytes, blockScale, groupSize } from "./number-type";

/** Grouped numbers: words with the first number in the lowest bits, and a scale for each group. */
export interface Groups {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly scales: Float32Array<ArrayBuffer>;
}

/**
 * Groups numbers as mlc-llm does: the scale is the largest absolute value by the largest number (7 of
 * 4 bits, 127 of 8), rounded to the type it is stored in; a number is the nearest multiple of it.
 * mlc-llm computes in the scale's type, here it is 32-bit floats for all.
 */
export function quantise(values: Float32Array, { bits, dtype }: GroupFormat): Groups {
  const largest = bits === 4 ? 7 : 127;
  const zero = bits === 4 ? 7 : 128;
  const [lowest, highest] = [zero - largest, zero + largest];
  const stored = dtype === "float16" ? halfValues() : null;
  // Where modules aren't bundled, an import costs time in each turn of a loop.
  const size = groupSize;
  const numbers = new Uint8Array(values.length);
  const scales = new Float32Array(values.length / size);
  for (let group = 0; group < scales.length; group += 1) {
    const first = group * size;
    const exact = Math.fround(largestOf(values, first) / largest);
    // Rounded when it is stored; there one that is too large, or no number, is told of.
    scales[group] = exact;
    const scale = stored ? (stored[toHalf(exact)] ?? 0) : exact;
    if (scale === 0) {
      numbers.fill(zero, first, first + size);
      continue;
    }
    for (let i = first; i < first + size; i += 1) {
      const multiple = Math.fround((values[i] ?? 0) / scale);
      // Down to a whole number, which is positive.
      const number = (Math.fround(multiple + zero) + 0.5) | 0;
      numbers[i] = Math.min(Math.max(number, lowest), highest);
    }
  }
  return { words: pack(numbers, bits), scales };
}

/** The largest absolute value of a group; no number where one of them is none. */
function largestOf(values: Float32Array, first: number): number {
  let largest = 0;
  let odd = 0;
  const end = first + groupSize;
  for (let i = first; i < end; i += 1) {
    const value = values[i] ?? 0;
    const size = value < 0 ? -value : value;
    if (size > largest) largest = size;
    // 0, but for what is infinite or no number.
    odd += value - value;
  }
  return largest + odd;
}

/** Takes numbers and scales of Q8_0 as they are: the 8-bit formats lose nothing. */
export function regroupBlocks(bytes: Uint8Array): Groups {
  const values = halfValues();
  const count = bytes.length / blockBytes;
  const size = groupSize;
  const numbers = new Uint8Array(count * size);
  const scales = new Float32Array(count);
  for (let block = 0; block < count; block += 1) {
    const at = block * blockBytes;
    scales[block] = values[blockScale(bytes, at)] ?? 0;
    for (let i = 0; i < size; i += 1) {
      // A signed byte plus 128 is the byte with its highest bit turned.
      numbers[block * size + i] = (bytes[at + 2 + i] ?? 0) ^ 0x80;
    }
  }
  return { words: pack(numbers, 8), scales };
}

type GroupFormat = Pick<WeightFormat, "dtype"> & { readonly bits: 4 | 8 };

/** All machines that browsers run on write the lowest byte first, as the kernels read it. */
function pack(numbers: Uint8Array<ArrayBuffer>, bits: 4 | 8): Uint32Array<ArrayBuffer> {
  if (bits === 8) return new Uint32Array(numbers.buffer);
  const bytes = new Uint8Array(numbers.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = (numbers[2 * i] ?? 0) | ((numbers[2 * i + 1] ?? 0) << 4);
  }
  return new Uint32Array(bytes.buffer);
}
