import type { CatalogueEntry } from "../../models/catalogue";
import type { Fit } from "../../models/fit/fit";
import { plural } from "../solve/figures";
import { formatSize } from "./format-size";

/** Whether and how this device runs a model, in a sentence. */
export function describeFit(fit: Fit): string {
  if (fit.kind === "too-large") {
    return fit.alternative === null ? fit.reason : `${fit.reason} ${fit.alternative}`;
  }
  return [describeRun(fit), fit.hint].filter((part) => part !== null).join(" ");
}

function describeRun(fit: Fit & { readonly kind: "fits" }): string {
  const { sequences, needBytes } = fit;
  const samples = `${plural(sequences, "sample")} at once`;
  const each = sequences === 1 ? "" : " each";
  const tokens = `${fit.contextLength.toLocaleString("en")} tokens`;
  if (fit.weightBits !== null) {
    return (
      `Runs here on the GPU in ${fit.weightBits} bits: ${samples}, up to ${tokens}${each}. ` +
      `Takes ${formatSize(needBytes)} of the GPU's memory.`
    );
  }
  const where = fit.backend === "gpu" ? "GPU" : "CPU";
  return `Runs here on the ${where}: ${samples}, ${tokens}${each}. Needs ${formatSize(needBytes)} of memory.`;
}

export interface Recommendation {
  readonly id: string;
  readonly why: string;
}

/** Which of the downloads suits this device best; null where none of them fits. */
export function recommend(
  entries: readonly CatalogueEntry[],
  fitOf: (entry: CatalogueEntry) => Fit | null,
): Recommendation | null {
  const fitting = entries.filter(
    (entry) => entry.source.kind === "download" && fitOf(entry)?.kind === "fits",
  );
  const eight = fitting.find(({ quantisation }) => quantisation === "Q8_0");
  if (eight) return { id: eight.id, why: whyEight(fitOf(eight)) };
  const [first] = fitting;
  if (!first) return null;
  return { id: first.id, why: "The 8-bit model doesn't fit this device; this one does." };
}

function whyEight(fit: Fit | null): string {
  const bits = fit?.kind === "fits" ? fit.weightBits : null;
  if (bits === 4) {
    return "The GPU draws many samples of it together, in 4 bits: for 8 it has too little memory.";
  }
  const accuracy =
    "8 bits keep the published accuracy. In the winners' own table 4 bits cost 6 to 10 points of a " +
    "vote's accuracy.";
  return bits === null ? accuracy : `${accuracy} The GPU draws many samples of it together.`;
}
