import { type FormatName, isFormatName } from "../../models/convert/format";
import type { SourceShape } from "../../models/convert/source-model";
import { type AdapterFacts, lacking } from "./adapter";
import { largestTensor, weightBytes } from "./gpu-model";
import { type LibraryEntry, librariesFor } from "./library-index";
import { type KvPlan, type KvWish, planKv } from "./plan-memory";

export interface LibraryChoice {
  readonly library: LibraryEntry;
  readonly format: FormatName;
  readonly plan: KvPlan;
  readonly weightBytes: number;
}

/** More bits first, since four cost answers; of equal ones those that compute in 16 bits. */
const preference: readonly FormatName[] = [
  "q8f16_1",
  "q8f32_1",
  "q4f16_1",
  "q4f32_1",
  "q0f16",
  "q0f32",
];

/** Beside weights and KV: what flows between layers, and the browser's own. */
const workBytes = 300 * 2 ** 20;

export interface LibraryQuestion {
  readonly shape: SourceShape;
  /** That the model can be loaded in. */
  readonly formats: readonly FormatName[];
  readonly libraries: readonly LibraryEntry[];
  readonly adapter: AdapterFacts;
  /** Bytes that the model may take of the GPU's memory. */
  readonly budget: number;
  readonly wish: KvWish;
}

/**
 * The library that a model runs with best on a GPU, or why none does, in words that follow “because”.
 */
export function chooseLibrary(
  question: LibraryQuestion,
): LibraryChoice | { readonly reason: string } {
  const { shape, formats, adapter, budget, wish } = question;
  const fitting = librariesFor(shape, question.libraries);
  let reason = "there is no GPU library for a model of this shape";
  for (const format of preference.filter((name) => formats.includes(name))) {
    const library = fitting.find((entry) => entry.format === format);
    if (!library || !isFormatName(library.format)) continue;
    const lack = lacking(library, largestTensor(shape, format), adapter);
    const bytes = weightBytes(shape, format);
    const numberBytes = format.includes("f16") ? 2 : 4;
    const plan = planKv(shape, numberBytes, wish, budget - bytes - workBytes, adapter.limits);
    if (!lack && plan) return { library, format, plan, weightBytes: bytes };
    reason =
      lack ?? `the GPU's memory does not suffice (about ${gigabytes(bytes + workBytes)} and more)`;
  }
  return { reason };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
