import { GpuUnsuitableError } from "./errors";
import { pageTokens } from "./step-layout";

// The KV of a layer lies in pages of 16 tokens, keys and values apart: `[pages, kvHeads, block]`, so that a
// page of all heads is one stretch, to be copied as a whole. A block is one head's part of a page.
//
// Keys are read by a thread a token, so neighbouring tokens lie beside each other:
//   f32 `[headSize / 4][16 tokens][4]`, f16 `[headSize / 8][16][8]`, q8 `[headSize / 16][16][16]`, and then
//   q8's scales, f32 `[headSize / 32][16]`.
// Values are read by a thread a dimension: `[16 tokens][headSize]`, and then q8's scales, f32
//   `[16][headSize / 32]`.
// q8 keeps 32 numbers as snorm8 (WGSL's `unpack4x8snorm`, steps of 1/127) times the greatest of them.
//
// The dimensions of keys and queries are in the same order in both, so their products don't depend on it: with RoPE of
// halves, a part (8 numbers, 32 for q8) is as many of the first half as of the second.

export type KvType = "f32" | "f16" | "q8";

/** Words (u32) of a block. */
export function blockWords(type: KvType, headSize: number): number {
  const numbers = pageTokens * headSize;
  if (type === "f32") return numbers;
  return type === "f16" ? numbers / 2 : numbers / 4 + numbers / 32;
}

/** Bytes of the keys of one page in one layer; its values take as many. */
export function pageBytes(type: KvType, kvHeads: number, headSize: number): number {
  return 4 * kvHeads * blockWords(type, headSize);
}

/** Dimensions that a thread rotates and stores at once. */
export function partSize(type: KvType): number {
  return type === "q8" ? 32 : 8;
}

/**
 * Why the kernels can't cut heads of this size into parts, in words that follow “because”; null where
 * they can.
 */
export function unknownHeadSize(type: KvType, headSize: number): string | null {
  const part = Math.max(16, partSize(type));
  if (headSize % part === 0 && headSize > 0 && headSize <= 256) return null;
  return `its heads of ${headSize} numbers are of a size that our GPU engine doesn't know`;
}

/** @throws {@link GpuUnsuitableError} for a head size that the kernels can't cut into parts */
export function checkHeadSize(type: KvType, headSize: number): void {
  const reason = unknownHeadSize(type, headSize);
  if (reason !== null) throw new GpuUnsuitableError(reason);
}
