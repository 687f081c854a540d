import type { ModelShape } from "../../models/fit/model-shape";
import type { GpuLimits } from "./adapter";
import { type KvType, pageBytes } from "./kv-pages";
import { pageTokens } from "./step-layout";

/** How the KV of all texts is laid out. */
export interface KvPlan {
  readonly kvType: KvType;
  /** Pages of all texts together, of {@link pageTokens} tokens. */
  readonly pages: number;
  /** Tokens that a text may hold when it is opened. */
  readonly contextLength: number;
  /** Of any text: those opened before there was less memory may be longer. */
  readonly mostTokens: number;
  /** Texts that decode at the same time. */
  readonly maxTexts: number;
}

export interface KvWish {
  readonly contextLength: number;
  readonly maxTexts: number;
}

/** Contest problems take 12,500 tokens a sample on average, and some more than 30,000. */
export const usualWish: KvWish = { contextLength: 32_768, maxTexts: 8 };

/** Texts of one pass, at most: what the few-row kernels are made for. */
export const mostTexts = 16;

/** A text that is forked copies a page, one is lost at its end, and one token is computed ahead. */
const sparePages = 4;

/** Fewer are of no use: a short solution takes as many. */
export const fewestTokens = 2048;

/** Texts share the KV and differ in length: so much for each of them, and seldom one has to wait. */
const tokensPerText = 4096;

type KvShape = Pick<ModelShape, "layers" | "kvHeads" | "headSize" | "contextLength">;

/** Bytes of a page in all layers, keys and values. */
export function bytesOfPage({ layers, kvHeads, headSize }: KvShape, type: KvType): number {
  return 2 * layers * pageBytes(type, kvHeads, headSize);
}

/**
 * As much KV as the wish can use, the budget pays and the GPU's buffers take (each layer has one of keys
 * and one of values).
 * @param budget bytes that are left for it
 * @returns null when that is too little for anything
 */
export function planKv(
  shape: KvShape,
  kvType: KvType,
  wish: KvWish,
  budget: number,
  limits: Pick<GpuLimits, "maxBufferSize" | "maxStorageBufferBindingSize">,
): KvPlan | null {
  const trained = Math.min(wish.contextLength, shape.contextLength);
  const ofBuffer = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  const pages = Math.floor(
    Math.min(
      Math.ceil((wish.maxTexts * trained) / pageTokens) + sparePages,
      budget / bytesOfPage(shape, kvType),
      ofBuffer / pageBytes(kvType, shape.kvHeads, shape.headSize),
    ),
  );
  const tokens = pages * pageTokens;
  const least = Math.min(fewestTokens, trained);
  if (mostOfOneText({ pages }) < least) return null;
  const maxTexts = Math.max(1, Math.floor(tokens / Math.min(tokensPerText, trained / 2)));
  const contextLength = Math.min(trained, mostOfOneText({ pages }));
  return {
    ...{ kvType, pages, contextLength, mostTokens: contextLength },
    maxTexts: Math.min(wish.maxTexts, mostTexts, maxTexts),
  };
}

/** Tokens that texts longer than the smaller plan's may still write: enough for an answer. */
const roomToEnd = 1024;

/**
 * Half of everything, for a GPU that lacked memory or was lost twice. Texts that are there and longer
 * than the new context are not cut: there is room for the longest of them and {@link roomToEnd} tokens
 * more.
 * @param longest tokens of the longest text
 */
export function smallerPlan(plan: KvPlan, longest: number): KvPlan {
  const halved = Math.max(fewestTokens, plan.contextLength / 2);
  const contextLength = Math.floor(Math.min(plan.contextLength, halved));
  const ofLongest = Math.min(plan.contextLength, longest + roomToEnd);
  const least = Math.ceil(Math.max(contextLength, ofLongest) / pageTokens) + sparePages;
  return {
    ...plan,
    contextLength,
    pages: Math.min(plan.pages, Math.max(Math.ceil(plan.pages / 2), least)),
    maxTexts: Math.max(1, Math.floor(plan.maxTexts / 2)),
  };
}

/** Tokens that one text can hold when it has all of the KV. */
export function mostOfOneText({ pages }: Pick<KvPlan, "pages">): number {
  return (pages - sparePages) * pageTokens;
}
