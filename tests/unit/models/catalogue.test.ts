import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type CatalogueEntry, catalogue, findEntry } from "../../../src/models/catalogue";
import { modelDescriptionSchema } from "../../../src/models/model-description";

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const accuracy = v.strictObject({ pass1: percent, maj64: percent });

/** What every entry must hold beyond its type. */
const entrySchema = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9._-]+$/)),
  size: v.object({ bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1_000_000)) }),
  licence: v.object({
    name: v.picklist(["CC-BY-4.0", "Apache-2.0"]),
    url: v.pipe(v.string(), v.url()),
    attribution: v.pipe(v.string(), v.minLength(10)),
  }),
  shape: v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  recommended: v.looseObject({ temperature: v.literal(0.6), topP: v.literal(0.95) }),
  accuracy: v.nullable(
    v.looseObject({
      rows: v.pipe(
        v.array(
          v.strictObject({
            benchmark: v.string(),
            cot: accuracy,
            tir: accuracy,
            genselect: percent,
          }),
        ),
        v.minLength(1),
      ),
      source: v.object({ title: v.string(), url: v.pipe(v.string(), v.url()) }),
    }),
  ),
});

/** Weights of a Qwen2 model; the larger ones have a second table for the output. */
function parameters({ shape, title }: CatalogueEntry): number {
  const { layers, heads, kvHeads, headSize, embeddingSize, feedForwardSize } = shape;
  const queries = heads * headSize;
  const kv = kvHeads * headSize;
  const matrices = embeddingSize * (2 * queries + 2 * kv + 3 * feedForwardSize);
  const vectors = 2 * embeddingSize + queries + 2 * kv;
  const tables = title.includes("7B") ? 2 : 1;
  const table = tables * shape.vocabularySize * embeddingSize;
  return layers * (matrices + vectors) + embeddingSize + table;
}

describe("the catalogue", () => {
  it.each(catalogue.map((entry) => [entry.id, entry] as const))("%s is valid", (id, entry) => {
    v.parse(entrySchema, entry);
    expect(findEntry(id)).toBe(entry);
    const { source } = entry;
    if (source.kind === "bundled") return;
    const model = v.parse(modelDescriptionSchema, source.model);
    expect(model).toMatchObject({ id, title: entry.title, licence: entry.licence });
    for (const { name, url, sha256 } of model.files) {
      expect(url).toBe(`${source.page}/resolve/${source.revision}/${name}`);
      // None is known to us; the server's metadata tell it, or the first complete download.
      expect(sha256).toBeNull();
    }
  });

  it("has the models of the plan, each once", () => {
    expect(catalogue.map(({ id }) => id)).toEqual([
      "demo",
      "openmath-1.5b-q4_k_m",
      "openmath-1.5b-q8_0",
      "openmath-7b-q4_k_m",
      "openmath-7b-q8_0",
    ]);
    expect(findEntry("another")).toBeUndefined();
  });

  it.each(catalogue.map((entry) => [entry.id, entry] as const))(
    "%s: parameters and size follow from its shape",
    (_, entry) => {
      const weights = parameters(entry);
      expect(entry.parameters / weights).toBeCloseTo(1, 1);
      const bits = (8 * entry.size.bytes) / weights;
      // Mixed blocks of 4 and 6 bits, or 8.5 everywhere; a little more for the vocabulary.
      const [least, most] = entry.quantisation === "Q8_0" ? [8.5, 8.8] : [4.7, 5.2];
      expect(bits).toBeGreaterThan(least);
      expect(bits).toBeLessThan(most);
    },
  );
});
