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
  /** What computing one step takes. */
  readonly stepBytes: number;
  /** In GPU buffers; 0 on the CPU. */
  readonly gpuBytes: number;
  /** In the WebAssembly memory of each copy of the engine. */
  readonly heapBytes: number;
  /** Of the whole device: GPU and all copies. */
  readonly totalBytes: number;
}

/** llama.cpp's code and vocabulary, and the worker around it. */
const engineBytes = 100 * 2 ** 20;

/**
 * Memory of a GGUF model in our llama.cpp engine: its weights, its KV, and the buffers of one step,
 * as the engine sets them (`layout.ts`, `instance.ts`). llama.cpp logs what it takes of each when it
 * loads; the formulas follow these figures, and a test holds them together.
 */
export function memoryNeed(bytes: number, shape: ModelShape, plan: Plan): MemoryNeed {
  const { gpu, cores, contextLength } = plan;
  const layout = chooseLayout({ modelBytes: bytes, cores, gpu, maxSequences: plan.sequences });
  const kvBytes = layout.slots * contextLength * kvNumbersPerToken(shape) * (layout.wideKv ? 4 : 2);
  const stepBytes = gpu ? gpuStepBytes(shape, contextLength) : cpuStepBytes(shape, contextLength);
  const own = engineBytes + savedBytesLimit / layout.instances;
  const inUse = bytes + kvBytes + stepBytes;
  // Beside a GPU the token table stays in the heap: the CPU looks tokens up.
  const heapBytes = own + (gpu ? tableBytes(shape) : inUse);
  const gpuBytes = gpu ? inUse : 0;
  return {
    sequences: layout.instances * layout.slots,
    kvBytes,
    stepBytes,
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

/** Tokens that are read in one step: see `instance.ts`, and llama.cpp's default on a GPU. */
const cpuStepTokens = 64;
const gpuStepTokens = 512;

/**
 * Either every head's scores of all earlier tokens lie there (no flash attention), or the three
 * vectors of the feed-forward part; beside them the mask and what flows between layers.
 */
function cpuStepBytes(shape: ModelShape, contextLength: number): number {
  const inside = Math.max(shape.heads * contextLength, 3 * shape.feedForwardSize);
  return cpuStepTokens * 4 * (inside + contextLength + 7 * shape.embeddingSize);
}

/** Flash attention keeps no scores, and the mask in 16 bits. */
function gpuStepBytes(shape: ModelShape, contextLength: number): number {
  const inside = 3 * shape.feedForwardSize + 7 * shape.embeddingSize;
  return gpuStepTokens * (4 * inside + 2 * contextLength);
}
