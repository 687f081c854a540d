import { smallModelBytes } from "../../engine/wllama/layout";
import type { DeviceFacts } from "./device";
import type { Fit } from "./fit";
import { type MemoryNeed, memoryNeed, tableBytes } from "./memory-need";
import type { ModelShape } from "./model-shape";

/** A GGUF model as far as memory is concerned. */
export interface ModelSize {
  /** Of all its files. */
  readonly bytes: number;
  readonly shape: ModelShape;
}

const GiB = 2 ** 30;

/** WebAssembly memory of one llama.cpp: it is built for 4 GiB, and some is lost between pieces. */
const heapLimit = 3.75 * GiB;

/** Of a KV in that memory 2.5 GiB could be allocated, 3 GiB could not (measured). */
const heapKvLimit = 2.5 * GiB;

/** Of a GPU with memory of its own: nearly all have the first, few have more than the second. */
export const commonGpuMemory = 4 * GiB;
export const largeGpuMemory = 16 * GiB;

/** Where a browser doesn't tell; and what it tells of a computer that has that much or more. */
const assumedMemory = { mobile: 3 * GiB, desktop: 8 * GiB };
const memoryCaps: readonly number[] = [8 * GiB, 32 * GiB];

/** Part of a device's memory that a model may take: page, Python and other programs need the rest. */
const memoryShare = { mobile: 0.5, desktop: 0.6 };

interface Wish {
  readonly sequences: number;
  readonly contextLength: number;
}

/** What is worth trying at least. */
export const leastWish: Wish = { sequences: 1, contextLength: 8192 };

/** The first that fits is taken. Contest problems take 12,000 tokens a sample on average. */
const wishes: readonly [Wish, ...Wish[]] = [
  { sequences: 8, contextLength: 16_384 },
  { sequences: 4, contextLength: 16_384 },
  { sequences: 4, contextLength: 8192 },
  { sequences: 2, contextLength: 8192 },
  leastWish,
];

/** More gain nothing on a CPU, and each has a Python interpreter. */
const mostCpuSequences = 4;

type UsableGpu = DeviceFacts["gpu"] & { readonly usable: true };

type Verdict = "yes" | "perhaps" | "no";

interface Choice extends MemoryNeed {
  readonly contextLength: number;
  readonly verdict: Verdict;
}

/**
 * Whether a device can run a model with llama.cpp, with how many samples at a time and of which length. It rests on
 * what browsers tell. How much memory a GPU has is not among it, so a note may say “perhaps”.
 */
export function judgeFit(model: ModelSize, device: DeviceFacts): Fit {
  const { bytes, shape } = model;
  const gpu = bestChoice(model, device, true);
  if (gpu) return fits("gpu", gpu, gpuNotes(gpu, shape, device));
  const cpu = bestChoice(model, device, false);
  if (cpu) return fits("cpu", cpu, cpuNotes(cpu, bytes, device));
  return tooLarge(model, device);
}

function bestChoice(model: ModelSize, device: DeviceFacts, gpu: boolean): Choice | null {
  const choices = wishes
    .filter(({ sequences }) => gpu || sequences <= mostCpuSequences)
    .map((wish): Choice => {
      const contextLength = Math.min(wish.contextLength, model.shape.contextLength);
      const plan = { ...wish, contextLength, gpu, cores: device.cores };
      const need = memoryNeed(model.bytes, model.shape, plan);
      const verdict = gpu ? onGpu(need, model.shape, device) : onCpu(need, device);
      return { ...need, contextLength, verdict };
    });
  const sure = choices.find(({ verdict }) => verdict === "yes");
  if (sure) return sure;
  const least = choices.at(-1);
  return least?.verdict === "perhaps" ? least : null;
}

/** Whether llama.cpp's own memory can hold what doesn't lie on a GPU. */
export function fitsHeap({ heapBytes, kvBytes, gpuBytes }: MemoryNeed): boolean {
  return heapBytes <= heapLimit && (gpuBytes > 0 || kvBytes <= heapKvLimit);
}

function onGpu(need: MemoryNeed, shape: ModelShape, device: DeviceFacts): Verdict {
  const { gpu } = device;
  if (!gpu.usable || !fitsHeap(need)) return "no";
  // Keys and values of a layer are a tensor each.
  if (need.kvBytes / (2 * shape.layers) > largestTensor(gpu)) return "no";
  // NVIDIA's have memory of their own; those of others may take the device's.
  if (!/nvidia/i.test(gpu.vendor)) return inMemory(need.totalBytes, device);
  if (need.gpuBytes <= commonGpuMemory) return "yes";
  return need.gpuBytes <= largeGpuMemory ? "perhaps" : "no";
}

/** Bytes of a tensor that shaders can work on. */
function largestTensor({ maxBufferBytes, maxBindingBytes }: UsableGpu): number {
  return Math.min(maxBufferBytes, maxBindingBytes);
}

function onCpu(need: MemoryNeed, device: DeviceFacts): Verdict {
  if (!fitsHeap(need)) return "no";
  return inMemory(need.totalBytes, device);
}

function inMemory(bytes: number, device: DeviceFacts): Verdict {
  if (bytes <= memoryToSpare(device)) return "yes";
  const { memoryBytes, mobile } = device;
  const unknown = memoryBytes === null || (!mobile && memoryCaps.includes(memoryBytes));
  return unknown ? "perhaps" : "no";
}

/** Bytes that a model may take of the device's memory. */
export function memoryToSpare({ mobile, memoryBytes }: DeviceFacts): number {
  const kind = mobile ? "mobile" : "desktop";
  return memoryShare[kind] * (memoryBytes ?? assumedMemory[kind]);
}

function fits(backend: "gpu" | "cpu", choice: Choice, notes: readonly string[]): Fit {
  const { sequences, contextLength, totalBytes } = choice;
  return {
    ...{ kind: "fits", backend, engine: "wllama", sequences, contextLength },
    ...{ needBytes: totalBytes, notes, hint: null },
  };
}

function gpuNotes(choice: Choice, shape: ModelShape, { gpu }: DeviceFacts): string[] {
  const notes: string[] = [];
  if (choice.verdict === "perhaps") {
    notes.push(
      `The browser doesn't tell how much memory there is. The GPU needs about ` +
        `${gigabytes(choice.gpuBytes)} for it; where that is missing, loading fails.`,
    );
  }
  if (gpu.usable && tableBytes(shape) > largestTensor(gpu)) {
    notes.push(
      "The GPU takes only small tensors, so the CPU computes the last layer. That is slower.",
    );
  }
  return [...notes, ...shortNotes(choice, shape)];
}

function cpuNotes(choice: Choice, bytes: number, device: DeviceFacts): string[] {
  const notes = device.gpu.usable
    ? ["The GPU's memory does not suffice for it."]
    : [`No GPU can be used: ${device.gpu.reason}.`];
  if (choice.verdict === "perhaps") {
    notes.push("The browser doesn't tell how much memory there is: it may not suffice.");
  }
  if (bytes <= smallModelBytes) return notes;
  notes.push(
    "The CPU draws one sample after the other, and slowly: a long solution can take an hour.",
  );
  if (!device.isolated) {
    notes.push("It uses one thread only, because this page is not cross-origin isolated.");
  }
  return notes;
}

function shortNotes({ sequences, contextLength }: Choice, shape: ModelShape): string[] {
  const notes: string[] = [];
  const [best] = wishes;
  if (sequences < 4) {
    notes.push("Memory limits how many samples are drawn at a time; the others wait.");
  }
  if (contextLength < Math.min(best.contextLength, shape.contextLength)) {
    notes.push("Memory limits the length: the longest solutions are cut off.");
  }
  return notes;
}

function tooLarge(model: ModelSize, device: DeviceFacts): Fit {
  const { gpu, cores } = device;
  const least = (onGpu: boolean) =>
    memoryNeed(model.bytes, model.shape, { ...leastWish, gpu: onGpu, cores });
  const beyondHeap = !fitsHeap(least(false));
  const needBytes = least(gpu.usable && beyondHeap).totalBytes;
  const reason =
    beyondHeap && !gpu.usable
      ? `It needs about ${gigabytes(needBytes)} of memory. Without a GPU a browser gives it 4 GB ` +
        `at most, and here ${gpu.reason}.`
      : `It needs about ${gigabytes(needBytes)} of memory, more than this device can spare ` +
        `(about ${gigabytes(memoryToSpare(device))}).`;
  const alternative = "Choose a smaller model or one with fewer bits, or use a server of yours.";
  return { kind: "too-large", needBytes, reason, alternative };
}

export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
