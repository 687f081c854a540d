import { chooseLibrary, type LibraryChoice } from "../../engine/mlc/choose-library";
import { librariesFor } from "../../engine/mlc/library-index";
import { usualWish } from "../../engine/mlc/plan-memory";
import { weightFormat } from "../convert/format";
import type { DeviceFacts } from "./device";
import type { Fit } from "./fit";
import { gpuBudgets } from "./gpu-budget";
import type { GpuOffer } from "./gpu-offer";
import { gigabytes } from "./judge";
import type { GpuSource } from "./model-facts";

/** A share of the room that all samples could use; hardly less than all of it needs no words. */
const worthTelling = 0.99;

/** That a model runs. */
export type Fits = Fit & { readonly kind: "fits" };

/**
 * How our GPU engine runs a model here, or why it can't, in words that follow “because”. It asks what
 * the engine asks when it loads the model.
 */
export function judgeOnGpu(
  source: GpuSource,
  device: DeviceFacts,
  offer: GpuOffer,
): Fits | { readonly reason: string } {
  const choice = choose(source, device, offer);
  if ("reason" in choice) return choice;
  const { format, plan, needBytes } = choice;
  const { bits, dtype } = weightFormat(format);
  return {
    ...{ kind: "fits", backend: "gpu", needBytes, hint: null },
    weightBits: bits ?? (dtype === "float16" ? 16 : 32),
    ...{ sequences: plan.maxTexts, contextLength: plan.contextLength },
    notes: [
      ...memoryNotes(choice, device, offer),
      ...formatNotes(choice, source, device, offer),
      ...roomNotes(choice, source),
    ],
  };
}

function choose({ shape, formats }: GpuSource, device: DeviceFacts, offer: GpuOffer) {
  const budgets = gpuBudgets(offer.adapter.vendor, device);
  return chooseLibrary({ shape, formats, ...offer, budgets, wish: usualWish });
}

function memoryNotes(
  { needBytes }: LibraryChoice,
  device: DeviceFacts,
  { adapter }: GpuOffer,
): string[] {
  const [sure = 0] = gpuBudgets(adapter.vendor, device);
  if (needBytes <= sure) return [];
  return [
    `The browser doesn't tell how much memory the GPU has. About ${gigabytes(needBytes)} are needed; ` +
      "where that is missing, loading fails.",
  ];
}

function formatNotes(
  { format }: LibraryChoice,
  source: GpuSource,
  device: DeviceFacts,
  offer: GpuOffer,
): string[] {
  const { bits, dtype } = weightFormat(format);
  const notes: string[] = [];
  // A package of four bits was made so; other weights come with more.
  if (bits === 4 && source.formats.length > 1) {
    notes.push(
      `It is loaded in 4 bits, which costs some accuracy, because ${whyNotEight(source, device, offer)}.`,
    );
  }
  if (dtype === "float32" && !offer.adapter.shaderF16) {
    notes.push(
      "The GPU lacks 16-bit arithmetic in shaders (shader-f16), so it computes in 32 bits: samples " +
        "take twice the memory.",
    );
  }
  return notes;
}

function whyNotEight(source: GpuSource, device: DeviceFacts, offer: GpuOffer): string {
  const ofEight = offer.libraries.filter(({ format }) => format.startsWith("q8"));
  if (librariesFor(source.shape, ofEight).length === 0) {
    return "this app has no library for 8 bits of it";
  }
  const eight = choose(source, device, { ...offer, libraries: ofEight });
  return "reason" in eight
    ? `with 8 bits ${eight.reason}`
    : "8 bits would leave too little memory for samples";
}

function roomNotes({ plan }: LibraryChoice, { shape }: GpuSource): string[] {
  const { tokens, maxTexts, contextLength } = plan;
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
