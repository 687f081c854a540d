import { workBytes } from "../../engine/webgpu/choose-plan";
import { bytesOfPage } from "../../engine/webgpu/plan-memory";
import { pageTokens } from "../../engine/webgpu/step-layout";
import { fitsHeap } from "./judge";
import { gpuWeightBytes } from "./judge-gpu";
import { memoryNeed } from "./memory-need";
import type { GgufFacts } from "./model-facts";

export interface MemoryRow {
  readonly backend: "gpu" | "cpu";
  /** Samples at the same time. */
  readonly sequences: number;
  /** Bytes for each of the table's lengths; null where the engine can't hold so much. */
  readonly bytes: readonly (number | null)[];
}

export interface MemoryTable {
  /** Tokens of each sample. */
  readonly lengths: readonly number[];
  readonly rows: readonly MemoryRow[];
}

const lengths = [4096, 8192, 16_384, 32_768];

/** Memory that a large model needs, by samples at a time and their length, on any device. */
export function memoryTable(model: GgufFacts): MemoryTable {
  const row = (backend: "gpu" | "cpu", sequences: number): MemoryRow => ({
    ...{ backend, sequences },
    bytes: lengths.map((length) =>
      backend === "gpu" && model.notOnGpu === null
        ? engineBytes(model, sequences * length)
        : llamaBytes(model, backend === "gpu", sequences, length),
    ),
  });
  return { lengths, rows: [row("cpu", 1), row("gpu", 1), row("gpu", 4), row("gpu", 8)] };
}

function engineBytes({ bytes, shape }: GgufFacts, tokens: number): number {
  const kv = Math.ceil(tokens / pageTokens) * bytesOfPage(shape, "f16");
  return gpuWeightBytes(bytes) + workBytes + kv;
}

function llamaBytes(
  { bytes, shape }: GgufFacts,
  gpu: boolean,
  sequences: number,
  contextLength: number,
): number | null {
  const need = memoryNeed(bytes, shape, { gpu, sequences, contextLength, cores: 1 });
  return fitsHeap(need) ? need.totalBytes : null;
}
