import type { GgufParts, GgufTensor } from "../../../models/gguf/open-parts";
import {
  type Metadata,
  readArchitecture,
  readCount,
  readPositive,
  readShape,
  readText,
} from "../../../models/gguf/read-metadata";
import { GpuUnsuitableError } from "../errors";
import { architectures, unknownArchitecture } from "./architectures";
import type { RopeScaling } from "./rope";
import type { Transformer } from "./transformer";

/**
 * Reads a model's numbers from a GGUF file, as GGUF's specification and llama.cpp name them.
 * @throws {@link GpuUnsuitableError} for what this engine doesn't run; {@link ImportError} when the
 *   header lacks what every model has
 */
export async function readTransformer({ metadata, tensors }: GgufParts): Promise<Transformer> {
  const architecture = readArchitecture(metadata);
  const kind = architectures.get(architecture);
  if (!kind) throw new GpuUnsuitableError(unknownArchitecture(architecture));
  const experts = readCount(metadata, `${architecture}.expert_count`) ?? 0;
  if (experts > 0) {
    throw new GpuUnsuitableError("it is a mixture of experts, which our GPU engine doesn't know");
  }
  const shape = readShape(metadata, architecture);
  const normEpsilon = readPositive(metadata, `${architecture}.attention.layer_norm_rms_epsilon`);
  if (normEpsilon === null) {
    throw new GpuUnsuitableError("its file doesn't tell the epsilon of its norms");
  }
  const table = tensors.get("token_embd.weight");
  const dimensions = readCount(metadata, `${architecture}.rope.dimension_count`) || shape.headSize;
  if (dimensions !== shape.headSize) {
    throw new GpuUnsuitableError(
      `only ${dimensions} of ${shape.headSize} numbers of its heads turn, which our GPU engine doesn't know`,
    );
  }
  return {
    ...shape,
    // The vocabulary's list may be shorter than the table.
    vocabularySize: table?.shape[0] ?? shape.vocabularySize,
    normEpsilon,
    tiedEmbeddings: !tensors.has("output.weight"),
    attentionBias: tensors.has("blk.0.attn_q.bias"),
    headNorm: tensors.has("blk.0.attn_q_norm.weight"),
    rope: {
      base: readPositive(metadata, `${architecture}.rope.freq_base`) ?? 10_000,
      dimensions,
      pairs: kind.pairs,
      scaling: await readScaling(metadata, architecture, tensors.get("rope_freqs.weight")),
    },
  };
}

async function readScaling(
  metadata: Metadata,
  architecture: string,
  factors: GgufTensor | undefined,
): Promise<RopeScaling> {
  const read = (key: string) => readPositive(metadata, `${architecture}.rope.${key}`);
  const kind = readText(metadata, `${architecture}.rope.scaling.type`) ?? "none";
  const factor = read("scaling.factor") ?? read("scale_linear") ?? 1;
  if (factors) return { kind: "factors", factors: await readFactors(factors) };
  if (kind === "none" || factor === 1) return { kind: "none" };
  if (kind === "linear") return { kind, factor };
  if (kind === "yarn") {
    const originalContext = readCount(
      metadata,
      `${architecture}.rope.scaling.original_context_length`,
    );
    const context = readCount(metadata, `${architecture}.context_length`);
    return {
      kind,
      factor,
      originalContext: originalContext || (context ?? 0) / factor,
      betaFast: read("scaling.yarn_beta_fast") ?? 32,
      betaSlow: read("scaling.yarn_beta_slow") ?? 1,
      attentionFactor: read("scaling.attn_factor") ?? 1,
    };
  }
  throw new GpuUnsuitableError(
    `it stretches its positions in a way that our GPU engine doesn't know (RoPE scaling “${kind}”)`,
  );
}

/** Llama 3's divisors, in 32-bit floats. */
async function readFactors({ file, type, shape, offset }: GgufTensor): Promise<number[]> {
  const [count = 0] = shape;
  if (type !== 0 || shape.length !== 1) {
    throw new GpuUnsuitableError("its RoPE factors are of a kind that our GPU engine doesn't read");
  }
  const bytes = await file.read(offset, 4 * count);
  return [...new Float32Array(bytes.buffer)];
}
