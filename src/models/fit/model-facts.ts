import type { CatalogueEntry } from "../catalogue";
import type { PackageConfig } from "../convert/chat-config";
import { type FormatName, formatNames } from "../convert/format";
import { isNumberType } from "../convert/number-type";
import { architecture, type SourceShape } from "../convert/source-model";
import type { GgufHeader } from "../gguf/gguf-header";
import type { ModelSize } from "./judge";

/** What is known of a model before it is downloaded or loaded. */
export type ModelFacts = GgufFacts | PackageFacts;

export interface GgufFacts extends ModelSize {
  readonly kind: "gguf";
  /** Null for a model that our GPU engine doesn't know. */
  readonly gpu: GpuSource | null;
}

export interface PackageFacts {
  readonly kind: "package";
  readonly config: Pick<PackageConfig, "modelType" | "format" | "shape">;
}

/** A model as the GPU engine sees it. */
export interface GpuSource {
  readonly shape: SourceShape;
  /** That it can be loaded in; none where its weights are stored in a way that isn't read. */
  readonly formats: readonly FormatName[];
}

export function factsOfEntry(entry: CatalogueEntry): GgufFacts {
  const { size, shape, ropeBase, normEpsilon, tiedEmbeddings, quantisation } = entry;
  return {
    ...{ kind: "gguf", bytes: size.bytes, shape },
    gpu: {
      shape: { ...shape, ropeBase, normEpsilon, tiedEmbeddings },
      formats: formatsFrom([quantisation]),
    },
  };
}

/** @param bytes of all its files */
export function factsOfHeader(header: GgufHeader, bytes: number): GgufFacts {
  return { kind: "gguf", bytes, shape: header, gpu: gpuSource(header) };
}

function gpuSource(header: GgufHeader): GpuSource | null {
  const { normEpsilon, ropeBase } = header;
  if (header.architecture !== architecture || header.ropeScaled || normEpsilon === null) {
    return null;
  }
  const shape = { ...header, normEpsilon, ropeBase: ropeBase ?? 10_000 };
  return { shape, formats: formatsFrom(header.tensorTypes) };
}

/** What weights that are stored so can be loaded in. */
function formatsFrom(types: readonly string[]): readonly FormatName[] {
  return types.every(isNumberType) ? formatNames : [];
}
