import * as v from "valibot";
import type { CatalogueEntry } from "../catalogue";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const testedModelSchema = v.object({
  shape: v.object({
    ...{ layers: count, heads: count, kvHeads: count, headSize: count, embeddingSize: count },
    ...{ feedForwardSize: count, vocabularySize: count, contextLength: count },
  }),
  tiedEmbeddings: v.boolean(),
  weights: v.picklist(["Q8_0", "Q4_K_M"]),
});

/** All of a Qwen2 model that its speed depends on. */
export type TestedModel = v.InferOutput<typeof testedModelSchema>;

/** Null for one whose weights can't be made up. */
export function testedModelOf(entry: CatalogueEntry): TestedModel | null {
  const { shape, tiedEmbeddings, quantisation: weights } = entry;
  const tested = v.safeParse(testedModelSchema, { shape, tiedEmbeddings, weights });
  return tested.success ? tested.output : null;
}

/** The same text for models that are equally fast. */
export function keyOfTested({ shape, tiedEmbeddings, weights }: TestedModel): string {
  const { layers, heads, kvHeads, headSize, embeddingSize } = shape;
  const { feedForwardSize, vocabularySize, contextLength } = shape;
  const numbers = [layers, heads, kvHeads, headSize, embeddingSize, feedForwardSize];
  const rest = [vocabularySize, contextLength, tiedEmbeddings ? "tied" : "untied", weights];
  return [...numbers, ...rest].join(" ");
}
