import type { AttentionShape } from "../../src/engine/webgpu/kernels/attention";
import { blockWords } from "../../src/engine/webgpu/kv-pages";
import { type Step, type StepRow, stepBytes, writeStep } from "../../src/engine/webgpu/step-layout";
import { createBuffer } from "./gpu";
import { normals, type PageShape, readKv, writeKv } from "./kv";

/** Sequences with random keys and values in pages, and what attention to them is, reckoned apart. */
export interface Contexts {
  readonly table: Uint32Array<ArrayBuffer>;
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly values: Uint32Array<ArrayBuffer>;
  /** Exact attention of a row's query, head by head, to its sequence up to its position. */
  attend(row: StepRow, queries: Float32Array): Float64Array;
}

/**
 * @param pageLists the pages of each slot, in order; sequences share what they name together
 */
export function makeContexts(shape: AttentionShape, pageLists: readonly number[][]): Contexts {
  const { heads, kvHeads, headSize, kvType: type } = shape;
  const count = 1 + Math.max(...pageLists.flat());
  const words = count * kvHeads * blockWords(type, headSize);
  const keys = new Uint32Array(words);
  const values = new Uint32Array(words);
  // As the kernels see them: rounded.
  const read = new Map<number, { key: Float64Array; value: Float64Array }>();
  const normal = normals(headSize * heads);
  const keyPages: PageShape = { type, kind: "keys", kvHeads, headSize };
  const valuePages: PageShape = { ...keyPages, kind: "values" };
  for (let page = 0; page < count; page++) {
    for (let token = 0; token < 16; token++) {
      for (let head = 0; head < kvHeads; head++) {
        // Some tokens stand out, so that the greatest product moves from tile to tile.
        const size = normal() > 2 ? 4 : 1;
        const key = Float32Array.from({ length: headSize }, () => size * normal());
        const value = Float32Array.from({ length: headSize }, () => normal());
        writeKv(keys, keyPages, page, token, head, key);
        writeKv(values, valuePages, page, token, head, value);
        read.set((page * 16 + token) * kvHeads + head, {
          key: readKv(keys, keyPages, page, token, head),
          value: readKv(values, valuePages, page, token, head),
        });
      }
    }
  }
  const table = new Uint32Array(shape.maxSequences * shape.maxPagesPerSequence);
  for (const [slot, pages] of pageLists.entries()) {
    table.set(pages, slot * shape.maxPagesPerSequence);
  }
  const attend = ({ slot, position }: StepRow, queries: Float32Array) => {
    const out = new Float64Array(heads * headSize);
    for (let kvHead = 0; kvHead < kvHeads; kvHead++) {
      const tokens = Array.from({ length: position + 1 }, (_, place) => {
        const page = pageLists[slot]?.[Math.floor(place / 16)] ?? 0;
        const token = read.get((page * 16 + (place % 16)) * kvHeads + kvHead);
        if (!token) throw new Error(`Slot ${slot} has no token ${place}.`);
        return token;
      });
      const group = heads / kvHeads;
      for (let head = kvHead * group; head < (kvHead + 1) * group; head++) {
        const products = tokens.map(({ key }) => {
          let sum = 0;
          for (let i = 0; i < headSize; i++) {
            sum += (queries[head * headSize + i] ?? 0) * (key[i] ?? 0);
          }
          return sum / Math.sqrt(headSize);
        });
        const greatest = products.reduce((most, product) => Math.max(most, product));
        const weights = products.map((product) => Math.exp(product - greatest));
        const total = weights.reduce((sum, weight) => sum + weight);
        for (const [place, { value }] of tokens.entries()) {
          const weight = (weights[place] ?? 0) / total;
          for (let i = 0; i < headSize; i++) {
            out[head * headSize + i] = (out[head * headSize + i] ?? 0) + weight * (value[i] ?? 0);
          }
        }
      }
    }
    return out;
  };
  return { table, keys, values, attend };
}

/** Random queries `[rows, heads, headSize]`, large enough for sharp weights. */
export function makeQueries(shape: AttentionShape, rows: number): Float32Array<ArrayBuffer> {
  const normal = normals(rows + shape.heads);
  return Float32Array.from({ length: rows * shape.heads * shape.headSize }, () => 1.5 * normal());
}

/** Buffers of step, table, queries, keys and values. */
export function contextBuffers(
  device: GPUDevice,
  shape: AttentionShape,
  contexts: Contexts,
  step: Step,
  queries: Float32Array<ArrayBuffer>,
): [GPUBuffer, GPUBuffer, GPUBuffer, GPUBuffer, GPUBuffer] {
  const words = new Uint32Array(stepBytes(shape.maxSequences, step.rows.length) / 4);
  writeStep(words, shape.maxSequences, step);
  return [
    createBuffer(device, words),
    createBuffer(device, contexts.table),
    createBuffer(device, queries),
    createBuffer(device, contexts.keys),
    createBuffer(device, contexts.values),
  ];
}

/** The greatest difference between the kernel's rows and the exact ones. */
export function attentionError(
  shape: AttentionShape,
  contexts: Contexts,
  rows: readonly StepRow[],
  queries: Float32Array,
  out: Float32Array,
): number {
  const width = shape.heads * shape.headSize;
  let worst = 0;
  for (const [index, row] of rows.entries()) {
    const want = contexts.attend(row, queries.subarray(index * width, (index + 1) * width));
    for (const [i, number] of want.entries()) {
      const error = Math.abs(number - (out[index * width + i] ?? Number.NaN));
      worst = Math.max(worst, error);
    }
  }
  return worst;
}

/** `count` pages in an order without order, from `first` on. Long contexts name pages again and again. */
export function scattered(count: number, first = 0): number[] {
  const different = Math.min(count, 40);
  const step = [7, 5, 3, 2, 1].find((n) => different % n !== 0) ?? 1;
  return Array.from({ length: count }, (_, i) => first + ((i * step) % different));
}
