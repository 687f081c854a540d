import { readFileSync } from "node:fs";
import {
  fileBytes,
  type WeightTypeName,
  weightTypeNamed,
} from "../../src/engine/webgpu/weights/weight-type";

export const weightTypeNames: readonly WeightTypeName[] = [
  ...(["F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1"] as const),
  ...(["Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K"] as const),
];

export const fixtureRows = 3;
export const fixtureColumns = 512;

/** Random blocks and the numbers that gguf-py reads in them: tools/weight-types. */
export function weightFixture(name: WeightTypeName) {
  const file = new Uint8Array(
    readFileSync(new URL(`../fixtures/weight-types/${name}.bin`, import.meta.url)),
  );
  const bytes = fileBytes(weightTypeNamed(name), fixtureRows, fixtureColumns);
  return { blocks: file.slice(0, bytes), values: new Float32Array(file.slice(bytes).buffer) };
}

/**
 * A matrix of any size, put together from the fixture's blocks in another order in each row.
 * @param columns a multiple of 256 for K types, else of 32
 * @returns its bytes as in a GGUF file, and its numbers `[rows, columns]`
 */
export function madeUpMatrix(name: WeightTypeName, rows: number, columns: number, seed = 1) {
  const type = weightTypeNamed(name);
  const { blocks, values } = weightFixture(name);
  // Plain numbers have blocks of one; whole chunks of them are as good.
  const size = Math.max(type.blockSize, 32);
  const length = (type.blockBytes * size) / type.blockSize;
  const count = values.length / size;
  const data = new Uint8Array((rows * columns * length) / size);
  const numbers = new Float32Array(rows * columns);
  const next = randomNumbers(seed);
  for (let i = 0; i < (rows * columns) / size; i++) {
    const from = Math.floor(next() * count);
    data.set(blocks.subarray(from * length, (from + 1) * length), i * length);
    numbers.set(values.subarray(from * size, (from + 1) * size), i * size);
  }
  return { type, data, numbers };
}

/** Numbers of [0, 1), the same in each run: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers of [-1, 1). */
export function randomFloats(length: number, seed: number): Float32Array<ArrayBuffer> {
  const next = randomNumbers(seed);
  return Float32Array.from({ length }, () => 2 * next() - 1);
}
