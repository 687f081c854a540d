import { blockWords, type KvType } from "../../src/engine/webgpu/kv-pages";

// Pages of KV, written and read apart from the kernels, from the description in `kv-pages.ts`.

export interface PageShape {
  readonly type: KvType;
  readonly kind: "keys" | "values";
  readonly kvHeads: number;
  readonly headSize: number;
}

/** Where a number lies: its index among the numbers of the block, and among the scales of q8. */
function place({ kind, type, headSize }: PageShape, token: number, dimension: number) {
  const perQuad = { f32: 4, f16: 8, q8: 16 }[type];
  if (kind === "values") {
    const scale = token * (headSize / 32) + Math.floor(dimension / 32);
    return { index: token * headSize + dimension, scale };
  }
  const quad = Math.floor(dimension / perQuad) * 16 + token;
  const scale = Math.floor(dimension / 32) * 16 + token;
  return { index: quad * perQuad + (dimension % perQuad), scale };
}

function views(words: Uint32Array, shape: PageShape, page: number, head: number) {
  const size = blockWords(shape.type, shape.headSize);
  const at = words.byteOffset + 4 * size * (page * shape.kvHeads + head);
  const numbers = 16 * shape.headSize;
  return {
    floats: new Float32Array(words.buffer, at, size),
    bytes: new Int8Array(words.buffer, at, 4 * size),
    halves: new DataView(words.buffer, at, 4 * size),
    scales: shape.type === "q8" ? new Float32Array(words.buffer, at + numbers, numbers / 32) : null,
  };
}

/** The numbers of one head of one token, dequantised. */
export function readKv(
  words: Uint32Array,
  shape: PageShape,
  page: number,
  token: number,
  head: number,
): Float64Array {
  const { floats, bytes, halves, scales } = views(words, shape, page, head);
  return Float64Array.from({ length: shape.headSize }, (_, dimension) => {
    const { index, scale } = place(shape, token, dimension);
    if (shape.type === "f32") return floats[index] ?? Number.NaN;
    if (shape.type === "f16") return halfOf(halves.getUint16(2 * index, true));
    return (Math.max(-127, bytes[index] ?? 0) / 127) * (scales?.[scale] ?? Number.NaN);
  });
}

export function writeKv(
  words: Uint32Array,
  shape: PageShape,
  page: number,
  token: number,
  head: number,
  numbers: ArrayLike<number>,
): void {
  const { floats, bytes, halves, scales } = views(words, shape, page, head);
  for (let dimension = 0; dimension < shape.headSize; dimension++) {
    const number = numbers[dimension] ?? 0;
    const { index, scale } = place(shape, token, dimension);
    if (shape.type === "f32") floats[index] = number;
    else if (shape.type === "f16") halves.setUint16(2 * index, halfBits(number), true);
    else {
      const group = dimension - (dimension % 32);
      let greatest = 0;
      for (let i = group; i < group + 32; i++) {
        greatest = Math.max(greatest, Math.abs(numbers[i] ?? 0));
      }
      if (scales) scales[scale] = greatest;
      bytes[index] = greatest === 0 ? 0 : Math.round((number / greatest) * 127);
    }
  }
}

export function halfOf(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24;
  return bits & 0x8000 ? -size : size;
}

/** The nearest half-precision number of a finite one, as bits; too large ones become the largest. */
export function halfBits(number: number): number {
  const size = Math.min(Math.abs(number), 65504);
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 2 ** -24)));
  const step = 2 ** (exponent - 10);
  const rounded = Math.min(65504, roundToEven(size / step) * step);
  const sign = number < 0 ? 0x8000 : 0;
  if (rounded < 2 ** -14) return sign | Math.round(rounded / 2 ** -24);
  const power = Math.floor(Math.log2(rounded));
  return sign | ((power + 15) << 10) | Math.round((rounded / 2 ** power - 1) * 1024);
}

function roundToEven(number: number): number {
  const floor = Math.floor(number);
  const rest = number - floor;
  if (rest !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Numbers of a normal distribution, the same each time (Box-Muller over mulberry32). */
export function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
