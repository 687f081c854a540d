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
  const zero = zeroOf(bits);
  const stored = dtype === "float16" ? halfValues() : null;
  const numbers = new Uint8Array(values.length);
  const scales = new Float32Array(values.length / groupSize);
  for (let group = 0; group < scales.length; group += 1) {
    const first = group * groupSize;
    let most = 0;
    for (let i = first; i < first + groupSize; i += 1)
      most = Math.max(most, Math.abs(values[i] ?? 0));
    const exact = Math.fround(most / largest);
    const scale = stored ? (stored[toHalf(exact)] ?? 0) : exact;
    // Rounded when it is stored; there one that is too large is told of.
    scales[group] = exact;
    for (let i = first; i < first + groupSize; i += 1) {
      const multiple = scale === 0 ? 0 : Math.fround((values[i] ?? 0) / scale);
      const number = Math.floor(Math.fround(multiple + zero) + 0.5);
      numbers[i] = Math.min(Math.max(number, zero - largest), zero + largest);
    }
  }
  return { words: pack(numbers, bits), scales };
}

/** Takes numbers and scales of Q8_0 as they are: the 8-bit formats lose nothing. */
export function regroupBlocks(bytes: Uint8Array): Groups {
  const values = halfValues();
  const count = bytes.length / blockBytes;
  const numbers = new Uint8Array(count * groupSize);
  const scales = new Float32Array(count);
  for (let block = 0; block < count; block += 1) {
    const at = block * blockBytes;
    scales[block] = values[blockScale(bytes, at)] ?? 0;
    for (let i = 0; i < groupSize; i += 1) {
      // A signed byte plus 128 is the byte with its highest bit turned.
      numbers[block * groupSize + i] = (bytes[at + 2 + i] ?? 0) ^ 0x80;
    }
  }
  return { words: pack(numbers, 8), scales };
}

type GroupFormat = Pick<WeightFormat, "dtype"> & { readonly bits: 4 | 8 };

/** What stands for 0. */
function zeroOf(bits: 4 | 8): number {
  return bits === 4 ? 7 : 128;
}

/** All machines that browsers run on write the lowest byte first, as the kernels read it. */
function pack(numbers: Uint8Array<ArrayBuffer>, bits: 4 | 8): Uint32Array<ArrayBuffer> {
  if (bits === 8) return new Uint32Array(numbers.buffer);
  const bytes = new Uint8Array(numbers.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = (numbers[2 * i] ?? 0) | ((numbers[2 * i + 1] ?? 0) << 4);
  }
  return new Uint32Array(bytes.buffer);
}
