import { type FormatName, weightFormat } from "../../models/convert/format";
import type { SourceShape } from "../../models/convert/source-model";
import type { GpuLimits } from "./adapter";

/** How the KV of all texts is laid out. */
export interface KvPlan {
  /** Tokens of all texts together: a multiple of the page size. */
  readonly tokens: number;
  readonly pageSize: number;
  /** Tokens that one text may hold. */
  readonly contextLength: number;
  /** Texts that decode at the same time. */
  readonly maxTexts: number;
}

export interface KvWish {
  readonly contextLength: number;
  readonly maxTexts: number;
}

/** Contest problems take 12,000 tokens a sample on average. */
export const usualWish: KvWish = { contextLength: 16_384, maxTexts: 8 };

/** Tokens of a page, as the attention kernels are compiled. */
export const pageSize = 16;

/** A text that is forked copies a page, and one is lost at its end. */
const spare = 4 * pageSize;

/** Fewer are of no use: a short solution takes as many. */
export const fewestTokens = 2048;

/** Texts share the KV and differ in length: so much for each of them, and seldom one has to wait. */
function tokensPerText(contextLength: number): number {
  return Math.min(4096, contextLength / 2);
}

/** Bytes that a token takes: a key and a value of each head and layer, as the format computes them. */
export function kvBytesPerToken(shape: SourceShape, format: FormatName): number {
  const numberBytes = weightFormat(format).dtype === "float16" ? 2 : 4;
  return 2 * shape.layers * shape.kvHeads * shape.headSize * numberBytes;
}

/**
 * As much KV as the wish can use, the budget pays and the GPU's buffers take (each layer has one).
 * @param budget bytes that are left for it
 * @returns null when that is too little for anything
 */
export function planKv(
  shape: SourceShape,
  format: FormatName,
  wish: KvWish,
  budget: number,
  limits: Pick<GpuLimits, "maxBufferSize" | "maxStorageBufferBindingSize">,
): KvPlan | null {
  const perToken = kvBytesPerToken(shape, format);
  const ofLayer = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  const trained = Math.min(wish.contextLength, shape.contextLength);
  const most = Math.min(
    wish.maxTexts * trained + spare,
    budget / perToken,
    (ofLayer * shape.layers) / perToken,
  );
  const tokens = Math.floor(most / pageSize) * pageSize;
  if (tokens < Math.min(fewestTokens, trained + spare)) return null;
  const contextLength = Math.min(trained, tokens - spare);
  const maxTexts = Math.min(
    wish.maxTexts,
    Math.max(1, Math.floor(tokens / tokensPerText(trained))),
  );
  return { tokens, pageSize, contextLength, maxTexts };
}

/** The tokens of a part of the KV, but never too few for one text of full length. */
export function shareOf({ tokens, pageSize, contextLength }: KvPlan, share: number): number {
  return Math.max(Math.floor((tokens * share) / pageSize) * pageSize, contextLength + spare);
}
