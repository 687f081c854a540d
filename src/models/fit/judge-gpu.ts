import type { AdapterFacts } from "../../engine/webgpu/adapter";
import { choosePlan, type PlanChoice } from "../../engine/webgpu/choose-plan";
import { usualWish } from "../../engine/webgpu/plan-memory";
import { pageTokens } from "../../engine/webgpu/step-layout";
import type { DeviceFacts } from "./device";
import type { Fit } from "./fit";
import { gpuBudgets } from "./gpu-budget";
import { gigabytes, type ModelSize } from "./judge";
import type { ModelShape } from "./model-shape";

/** A share of the room that all samples could use; hardly less than all of it needs no words. */
const worthTelling = 0.99;

/** Bytes on the GPU for each byte of a file: blocks are filled up to whole words, at most so far. */
const packing = 1.03;

/** That a model runs. */
type Fits = Fit & { readonly kind: "fits" };

/**
 * How our GPU engine runs a model here, or why it can't, in words that follow “because”. It asks what
 * the engine asks when it loads the model; only the weights' bytes are an estimate.
 */
export function judgeOnGpu(
  { shape, bytes }: ModelSize,
  device: DeviceFacts,
  adapter: AdapterFacts,
): Fits | { readonly reason: string } {
  const budgets = gpuBudgets(adapter.vendor, device);
  const weightBytes = gpuWeightBytes(bytes);
  const choice = choosePlan({
    ...{ shape, weightBytes, kvType: "f16", adapter, budgets, wish: usualWish },
  });
  if ("reason" in choice) return choice;
  const { plan, needBytes } = choice;
  return {
    ...{ kind: "fits", backend: "gpu", engine: "webgpu", needBytes, hint: null },
    ...{ sequences: plan.maxTexts, contextLength: plan.contextLength },
    notes: [...memoryNotes(choice, budgets), ...roomNotes(choice, shape)],
  };
}

/** About the bytes that a model's file takes on the GPU. */
export function gpuWeightBytes(fileBytes: number): number {
  return fileBytes * packing;
}

function memoryNotes({ needBytes }: PlanChoice, [sure = 0]: readonly number[]): string[] {
  if (needBytes <= sure) return [];
  return [
    `The browser doesn't tell how much memory the GPU has. About ${gigabytes(needBytes)} are needed; ` +
      "where that is missing, loading fails.",
  ];
}

function roomNotes({ plan }: PlanChoice, shape: ModelShape): string[] {
  const { pages, maxTexts, contextLength } = plan;
  const tokens = pages * pageTokens;
  const notes: string[] = [];
  if (maxTexts > 1 && tokens < worthTelling * maxTexts * contextLength) {
    notes.push(
      `The samples share room for ${tokens.toLocaleString("en")} tokens. When it is used up, the ` +
        "newest one waits.",
    );
  }
  if (contextLength < Math.min(usualWish.contextLength, shape.contextLength)) {
    notes.push("Memory limits the length: the longest solutions are cut off.");
  }
  return notes;
}
