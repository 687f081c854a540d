import { type FormatName, weightFormat } from "../../models/convert/format";
import type { SourceShape } from "../../models/convert/source-model";
import type { GpuLimits } from "./adapter";
import { mostFillers } from "./row-choice";

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

/** The runtime adds pages of its own, for rows that fill up a pass. */
const ofFillers = mostFillers * pageSize;

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
    (ofLayer * shape.layers) / perToken - ofFillers,
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

/** Tokens that texts longer than the smaller plan's may still write: enough for an answer. */
const roomToEnd = 1024;

/**
 * Half of everything, for a GPU that was lost twice. Texts that are there and longer than the new
 * context are not cut: there is room for the longest of them and {@link roomToEnd} tokens more.
 */
export function smallerPlan(plan: KvPlan, longest: number): KvPlan {
  const contextLength = Math.min(
    plan.contextLength,
    Math.max(fewestTokens, plan.contextLength / 2),
  );
  const ofLongest = Math.min(plan.contextLength, longest + roomToEnd);
  const least = Math.max(contextLength, ofLongest) + spare;
  const tokens = Math.ceil(Math.max(plan.tokens / 2, least) / plan.pageSize) * plan.pageSize;
  const maxTexts = Math.max(1, Math.floor(plan.maxTexts / 2));
  return {
    ...plan,
    contextLength: Math.floor(contextLength),
    tokens: Math.min(plan.tokens, tokens),
    maxTexts,
  };
}

/** Tokens that one text can hold when it has all of the KV. */
export function mostOfOneText({ tokens }: KvPlan): number {
  return tokens - spare;
}
