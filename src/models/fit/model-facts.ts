import { unknownHeadSize } from "../../engine/webgpu/kv-pages";
import { architectures, unknownArchitecture } from "../../engine/webgpu/model/architectures";
import { isWeightTypeName } from "../../engine/webgpu/weights/weight-type";
import type { CatalogueEntry } from "../catalogue";
import type { PackageConfig } from "../convert/chat-config";
import type { GgufHeader } from "../gguf/gguf-header";
import type { ModelSize } from "./judge";

/** What is known of a model before it is downloaded or loaded. */
export type ModelFacts = GgufFacts | PackageFacts;

export interface GgufFacts extends ModelSize {
  readonly kind: "gguf";
  /** Why our GPU engine can't run it anywhere, in words that follow “because”; null when it can. */
  readonly notOnGpu: string | null;
}

export interface PackageFacts {
  readonly kind: "package";
  readonly config: Pick<PackageConfig, "modelType" | "format" | "shape">;
}

export function factsOfEntry({ size, shape }: CatalogueEntry): GgufFacts {
  return { kind: "gguf", bytes: size.bytes, shape, notOnGpu: null };
}

/** @param bytes of all its files */
export function factsOfHeader(header: GgufHeader, bytes: number): GgufFacts {
  return { kind: "gguf", bytes, shape: header, notOnGpu: whyNotOnGpu(header) };
}

function whyNotOnGpu(header: GgufHeader): string | null {
  const { architecture, normEpsilon, tensorTypes, headSize } = header;
  if (!architectures.has(architecture)) return unknownArchitecture(architecture);
  if (normEpsilon === null) return "its file doesn't tell the epsilon of its norms";
  const unread = tensorTypes.filter((name) => !isWeightTypeName(name));
  if (unread.length > 0) {
    return `its weights are stored in a way that our GPU engine doesn't read (${unread.join(", ")})`;
  }
  return unknownHeadSize("f16", headSize);
}
