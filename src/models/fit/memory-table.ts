import { fitsHeap } from "./judge";
import { memoryNeed } from "./memory-need";
import type { ModelShape } from "./model-shape";

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
export function memoryTable(modelBytes: number, shape: ModelShape): MemoryTable {
  const row = (backend: "gpu" | "cpu", sequences: number): MemoryRow => ({
    backend,
    sequences,
    bytes: lengths.map((contextLength) => {
      const plan = { gpu: backend === "gpu", sequences, contextLength, cores: 1 };
      const need = memoryNeed(modelBytes, shape, plan);
      return fitsHeap(need) ? need.totalBytes : null;
    }),
  });
  return { lengths, rows: [row("cpu", 1), row("gpu", 1), row("gpu", 4), row("gpu", 8)] };
}
