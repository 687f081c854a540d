import { workBytes } from "../../engine/mlc/choose-library";
import { kvBytesPerToken } from "../../engine/mlc/plan-memory";
import { weightBytes } from "../../engine/mlc/weight-bytes";
import type { FormatName } from "../convert/format";
import { fitsHeap } from "./judge";
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

/**
 * Memory that a large model needs, by samples at a time and their length, on any device.
 * @param format in which our GPU engine holds it; null where llama.cpp runs it on GPUs as well
 */
export function memoryTable(model: GgufFacts, format: FormatName | null): MemoryTable {
  const row = (backend: "gpu" | "cpu", sequences: number): MemoryRow => ({
    ...{ backend, sequences },
    bytes: lengths.map((length) =>
      backend === "gpu" && format && model.gpu
        ? engineBytes(model.gpu.shape, format, sequences * length)
        : llamaBytes(model, backend === "gpu", sequences, length),
    ),
  });
  return { lengths, rows: [row("cpu", 1), row("gpu", 1), row("gpu", 4), row("gpu", 8)] };
}

type Shape = NonNullable<GgufFacts["gpu"]>["shape"];

function engineBytes(shape: Shape, format: FormatName, tokens: number): number {
  const kv = tokens * kvBytesPerToken(shape, format);
  return weightBytes(shape, format) + workBytes + kv;
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
