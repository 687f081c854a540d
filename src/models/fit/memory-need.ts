import { chooseLayout, savedBytesLimit } from "../../engine/wllama/layout";
import type { ModelShape } from "./model-shape";

/** How a model is to be run. */
export interface Plan {
  readonly gpu: boolean;
  /** Samples that are to be drawn at the same time; on a CPU fewer may pay. */
  readonly sequences: number;
  /** Tokens of each. */
  readonly contextLength: number;
  readonly cores: number;
}

/** What a plan takes, in bytes. */
export interface MemoryNeed {
  /** Samples that the engine really draws at the same time. */
  readonly sequences: number;
  /** The KV of all sequences, in one engine. */
  readonly kvBytes: number;
  /** In GPU buffers; 0 on the CPU. */
  readonly gpuBytes: number;
  /** In the WebAssembly memory of each copy of the engine. */
  readonly heapBytes: number;
  /** Of the whole device: GPU and all copies. */
  readonly totalBytes: number;
}

/** llama.cpp's code, its tables of the vocabulary, and what its allocator wastes. */
const engineBytes = 150 * 2 ** 20;

/**
 * Memory of a GGUF model in our llama.cpp engine: weights, KV and the buffers of one step, as the
 * engine's own settings make them (`layout.ts`, `instance.ts`). Of each sum llama.cpp logs the
 * parts when it loads; a test holds this formula against that log.
 */
export function memoryNeed(bytes: number, shape: ModelShape, plan: Plan): MemoryNeed {
  const { gpu, cores } = plan;
  const layout = chooseLayout({ modelBytes: bytes, cores, gpu, maxSequences: plan.sequences });
  const kvTokens = layout.slots * plan.contextLength;
  const kvBytes = kvTokens * kvNumbersPerToken(shape) * (layout.wideKv ? 4 : 2);
  const stepBytes = gpu ? gpuStepBytes(shape, kvTokens) : cpuStepBytes(shape, kvTokens);
  const saved = savedBytesLimit / layout.instances;
  const heapBytes = gpu
    ? // The token table stays with the CPU, which looks tokens up.
      engineBytes + saved + tableBytes(shape)
    : engineBytes + saved + bytes + kvBytes + stepBytes;
  const gpuBytes = gpu ? bytes + kvBytes + stepBytes : 0;
  return {
    sequences: layout.instances * layout.slots,
    kvBytes,
    gpuBytes,
    heapBytes,
    totalBytes: gpuBytes + layout.instances * heapBytes,
  };
}

/** Numbers that one token leaves in the KV: a key and a value for each head and layer. */
export function kvNumbersPerToken({ layers, kvHeads, headSize }: ModelShape): number {
  return 2 * layers * kvHeads * headSize;
}

/** The token table: 8.5 bits a number in Q8_0, fewer in others. */
export function tableBytes({ vocabularySize, embeddingSize }: ModelShape): number {
  return (vocabularySize * embeddingSize * 8.5) / 8;
}

/** Tokens of a step on the CPU, see `instance.ts`, and by llama.cpp's default on the GPU. */
const cpuStepTokens = 64;
const gpuStepTokens = 512;

/** Without flash attention each head's scores of all tokens are written out. */
function cpuStepBytes(shape: ModelShape, kvTokens: number): number {
  return 4 * cpuStepTokens * (widest(shape) + shape.heads * kvTokens);
}

function gpuStepBytes(shape: ModelShape, kvTokens: number): number {
  return 4 * gpuStepTokens * widest(shape) + 2 * gpuStepTokens * kvTokens;
}

/** Numbers of a token at a step's widest place: its log-probabilities, or the feed-forward part. */
function widest({ vocabularySize, embeddingSize, feedForwardSize }: ModelShape): number {
  return Math.max(vocabularySize, 3 * feedForwardSize) + 2 * embeddingSize;
}
