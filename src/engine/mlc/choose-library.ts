import type { FormatName } from "../../models/convert/format";
import type { SourceShape } from "../../models/convert/source-model";
import { gigabytes } from "../../models/fit/judge";
import { type AdapterFacts, lacking } from "./adapter";
import { type LibraryEntry, librariesFor } from "./library-index";
import { fewestTokens, type KvPlan, type KvWish, kvBytesPerToken, planKv } from "./plan-memory";
import { largestTensor, weightBytes } from "./weight-bytes";

export interface LibraryChoice {
  readonly library: LibraryEntry;
  readonly format: FormatName;
  readonly plan: KvPlan;
  readonly weightBytes: number;
  /** Of the GPU's memory: weights, KV, and what a pass takes. */
  readonly needBytes: number;
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
export const workBytes = 300 * 2 ** 20;

export interface LibraryQuestion {
  readonly shape: SourceShape;
  /** That the model can be loaded in. */
  readonly formats: readonly FormatName[];
  readonly libraries: readonly LibraryEntry[];
  readonly adapter: AdapterFacts;
  /** Bytes that the model may take of the GPU's memory; the first that suffices counts. */
  readonly budgets: readonly number[];
  readonly wish: KvWish;
}

interface Refusal {
  /** In words that follow “because”. */
  readonly reason: string;
  /** What it would need; infinite where more memory would not help. */
  readonly needBytes: number;
}

/**
 * The library that a model runs with best on a GPU, or why none does, in words that follow “because”.
 */
export function chooseLibrary(
  question: LibraryQuestion,
): LibraryChoice | { readonly reason: string } {
  let refusal: Refusal = {
    reason: "there is no GPU library for a model of this shape",
    needBytes: Number.POSITIVE_INFINITY,
  };
  for (const budget of question.budgets) {
    // Fewer bits are better than hardly any room for samples.
    for (const leastTokens of [question.wish.contextLength, fewestTokens]) {
      for (const format of preference) {
        const answer = tryFormat(question, format, budget, leastTokens);
        if (answer && "library" in answer) return answer;
        if (answer && answer.needBytes <= refusal.needBytes) refusal = answer;
      }
    }
  }
  return { reason: refusal.reason };
}

/** Null where there is no such library, or the model can't be loaded so. */
function tryFormat(
  { shape, formats, libraries, adapter, wish }: LibraryQuestion,
  format: FormatName,
  budget: number,
  leastTokens: number,
): LibraryChoice | Refusal | null {
  const library = librariesFor(shape, libraries).find((entry) => entry.format === format);
  if (!library || !formats.includes(format)) return null;
  const reason = lacking(library, largestTensor(shape, format), adapter);
  if (reason !== null) return { reason, needBytes: Number.POSITIVE_INFINITY };
  const bytes = weightBytes(shape, format);
  const fixedBytes = bytes + workBytes;
  const plan = planKv(shape, format, wish, budget - fixedBytes, adapter.limits);
  if (plan && plan.tokens >= Math.min(leastTokens, shape.contextLength)) {
    const kvBytes = plan.tokens * kvBytesPerToken(shape, format);
    return { library, format, plan, weightBytes: bytes, needBytes: fixedBytes + kvBytes };
  }
  return {
    reason: `the GPU's memory does not suffice for it (more than ${gigabytes(fixedBytes)} are needed)`,
    needBytes: fixedBytes,
  };
}
