import { gigabytes } from "../../models/fit/judge";
import type { ModelShape } from "../../models/fit/model-shape";
import type { AdapterFacts } from "./adapter";
import type { KvType } from "./kv-pages";
import { bytesOfPage, fewestTokens, type KvPlan, type KvWish, planKv } from "./plan-memory";

/** Beside weights and KV: what flows between layers, and the browser's own. */
export const workBytes = 300 * 2 ** 20;

/** With less KV a larger budget is tried first: one long text, or a few short ones. */
const goodTokens = 8192;

export interface PlanQuestion {
  readonly shape: ModelShape;
  /** Of the weights, as they lie on the GPU. */
  readonly weightBytes: number;
  readonly kvType: KvType;
  readonly adapter: Pick<AdapterFacts, "limits">;
  /** Bytes that the model may take of the GPU's memory, in the order in which they are tried. */
  readonly budgets: readonly number[];
  readonly wish: KvWish;
}

export interface PlanChoice {
  readonly plan: KvPlan;
  /** Of the GPU's memory: weights, KV, and what a pass takes. */
  readonly needBytes: number;
}

/** How much KV a model gets on a GPU, or why it can't run there, in words that follow “because”. */
export function choosePlan(question: PlanQuestion): PlanChoice | { readonly reason: string } {
  const { shape, weightBytes, kvType, adapter, budgets, wish } = question;
  const fixedBytes = weightBytes + workBytes;
  for (const leastTokens of [goodTokens, fewestTokens]) {
    const least = Math.min(leastTokens, wish.contextLength, shape.contextLength);
    for (const budget of budgets) {
      const plan = planKv(shape, kvType, wish, budget - fixedBytes, adapter.limits);
      if (!plan || plan.contextLength < least) continue;
      return { plan, needBytes: fixedBytes + plan.pages * bytesOfPage(shape, kvType) };
    }
  }
  return {
    reason: `the GPU's memory does not suffice for it (more than ${gigabytes(fixedBytes)} are needed)`,
  };
}
