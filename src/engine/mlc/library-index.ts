import * as v from "valibot";
import { ModelLoadError } from "../errors";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const librarySchema = v.object({
  /** Beside the index. */
  file: v.string(),
  /** Of the unpacked library: some servers unpack it on the way. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Packed. */
  bytes: count,
  /** How it reads weights, as `tools/model-library/formats.py` names it. */
  format: v.string(),
  /** What a model must have to fit. */
  shape: v.object({
    layers: count,
    embeddingSize: count,
    heads: count,
    kvHeads: count,
    headSize: count,
    feedForwardSize: count,
    vocabularySize: count,
    ropeBase: v.number(),
    normEpsilon: v.number(),
  }),
  /** Of the GPU. */
  needs: v.object({
    shaderF16: v.boolean(),
    maxStorageBuffersPerShaderStage: count,
    maxComputeInvocationsPerWorkgroup: count,
    maxComputeWorkgroupStorageSize: count,
  }),
});

const indexSchema = v.object({ version: v.literal(1), libraries: v.array(librarySchema) });

/** A compiled library as the index describes it. */
export type LibraryEntry = v.InferOutput<typeof librarySchema>;
export type LibraryShape = LibraryEntry["shape"];

/** @throws {@link ModelLoadError} when this is no index of ours */
export function readLibraryIndex(json: unknown): readonly LibraryEntry[] {
  const index = v.safeParse(indexSchema, json);
  if (index.success) return index.output.libraries;
  throw new ModelLoadError(
    "The list of GPU libraries that came with this page is damaged or of another version. Reload the page.",
  );
}

/** Those that fit a model, in the index's order. */
export function librariesFor(
  shape: LibraryShape,
  libraries: readonly LibraryEntry[],
): readonly LibraryEntry[] {
  return libraries.filter((library) => sameShape(library.shape, shape));
}

function sameShape(one: LibraryShape, other: LibraryShape): boolean {
  const { normEpsilon, ...numbers } = one;
  const equal = Object.entries(numbers).every(
    ([key, value]) => other[key as keyof LibraryShape] === value,
  );
  // GGUF stores it as float32.
  return equal && Math.abs(normEpsilon - other.normEpsilon) < normEpsilon * 1e-5;
}
