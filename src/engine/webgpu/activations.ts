import { partsBytes } from "./kernels/attention-decode";
import { rotationTables } from "./kernels/rope-append";
import { resultWords, sampleScratchBytes } from "./kernels/sample";
import { type KvType, pageBytes } from "./kv-pages";
import { ropeTable } from "./model/rope";
import type { Transformer } from "./model/transformer";
import { maxRowSplits } from "./splits";
import { pageTokens, stepBytes } from "./step-layout";

/** What flows through a pass. All but the first three are f32. */
export interface Activations {
  /** `stepWgsl` */
  readonly step: GPUBuffer;
  /** u32 `[slots, maxPages]` */
  readonly table: GPUBuffer;
  /** u32 `[slots]`: the token drawn last */
  readonly drawn: GPUBuffer;
  /** `rotationTables` */
  readonly rotations: GPUBuffer;
  /** `[rows, embeddingSize]` */
  readonly hidden: GPUBuffer;
  /** The same, normalised. */
  readonly normed: GPUBuffer;
  /** `[rows, (heads + 2 kvHeads) * headSize]` */
  readonly qkv: GPUBuffer;
  /** `[rows, heads * headSize]` */
  readonly q: GPUBuffer;
  /** `[rows * splits, heads, headSize + 4]` */
  readonly parts: GPUBuffer;
  /** `[rows, heads * headSize]` */
  readonly attended: GPUBuffer;
  /** `[rows, feedForwardSize]` */
  readonly inner: GPUBuffer;
  /** `[draws, embeddingSize]` */
  readonly last: GPUBuffer;
  /** `[draws, vocabularySize]` */
  readonly logits: GPUBuffer;
  /** `sampleScratchBytes` */
  readonly scratch: GPUBuffer;
  /** u32 `[draws]` */
  readonly counters: GPUBuffer;
  /** u32 `[draws, resultWords]` */
  readonly results: GPUBuffer;
  /** Keys or values of one page, on their way to another. */
  readonly page: GPUBuffer;
  /** Of each layer. */
  readonly kv: readonly KvBuffers[];
}

export interface KvBuffers {
  readonly keys: GPUBuffer;
  readonly values: GPUBuffer;
}

export interface ActivationSizes {
  /** Rows of a pass, at most. */
  readonly rows: number;
  /** Texts of a pass, at most. */
  readonly sequences: number;
  /** Rows of the page table. */
  readonly slots: number;
  /** Pages of a text, at most. */
  readonly maxPages: number;
  /** Pages of all texts. */
  readonly pages: number;
  readonly kvType: KvType;
}

export function createActivations(
  device: GPUDevice,
  model: Transformer,
  sizes: ActivationSizes,
): Activations {
  const { heads, kvHeads, headSize, embeddingSize, feedForwardSize, vocabularySize } = model;
  const { rows, sequences, slots, maxPages, pages, kvType } = sizes;
  const buffer = (label: string, size: number) => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    return device.createBuffer({ label, size, usage });
  };
  const floats = (label: string, ...shape: readonly number[]) =>
    buffer(
      label,
      shape.reduce((product, length) => product * length, 4),
    );
  const attention = {
    ...{ heads, kvHeads, headSize, kvType },
    ...{ maxSequences: sequences, maxPagesPerSequence: maxPages },
  };
  const rope = ropeTable(model.rope);
  const table = rotationTables(rope.frequencies, maxPages * pageTokens, rope.magnitude);
  const rotations = buffer("rotations", table.byteLength);
  device.queue.writeBuffer(rotations, 0, table);
  const bytes = pages * pageBytes(kvType, kvHeads, headSize);
  const sample = { vocabulary: vocabularySize, maxSequences: sequences };
  return {
    step: buffer("step", stepBytes(sequences, rows)),
    table: buffer("page table", 4 * slots * maxPages),
    drawn: buffer("drawn", 4 * slots),
    rotations,
    hidden: floats("hidden", rows, embeddingSize),
    normed: floats("normed", rows, embeddingSize),
    qkv: floats("qkv", rows, heads + 2 * kvHeads, headSize),
    q: floats("q", rows, heads, headSize),
    parts: buffer("parts", partsBytes(attention, maxRowSplits(sequences, kvHeads))),
    attended: floats("attended", rows, heads, headSize),
    inner: floats("inner", rows, feedForwardSize),
    last: floats("last", sequences, embeddingSize),
    logits: floats("logits", sequences, vocabularySize),
    scratch: buffer("sampling", sampleScratchBytes(sample, sequences)),
    counters: buffer("counters", 4 * sequences),
    results: buffer("results", 4 * sequences * resultWords),
    page: buffer("page", pageBytes(kvType, kvHeads, headSize)),
    kv: Array.from({ length: model.layers }, (_, layer) => ({
      keys: buffer(`keys ${layer}`, bytes),
      values: buffer(`values ${layer}`, bytes),
    })),
  };
}
