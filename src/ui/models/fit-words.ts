import type { CatalogueEntry } from "../../models/catalogue";
import type { Fit } from "../../models/fit/fit";
import { plural } from "../solve/figures";
import { formatSize } from "./format-size";

/** Whether and how this device runs a model, in a sentence. */
export function describeFit(fit: Fit): string {
  if (fit.kind === "too-large") {
    return fit.alternative === null ? fit.reason : `${fit.reason} ${fit.alternative}`;
  }
  const { backend, sequences, contextLength, needBytes } = fit;
  const where = backend === "gpu" ? "GPU" : "CPU";
  const each = sequences === 1 ? "" : " each";
  return (
    `Runs here on the ${where}: ${plural(sequences, "sample")} at once, ` +
    `${contextLength.toLocaleString("en")} tokens${each}. Needs ${formatSize(needBytes)} of memory.`
  );
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
  if (eight) {
    return {
      id: eight.id,
      why:
        "8 bits keep the published accuracy. In the winners' own table 4 bits cost 6 to 10 points " +
        "of a vote's accuracy.",
    };
  }
  const [first] = fitting;
  if (!first) return null;
  return { id: first.id, why: "The 8-bit model doesn't fit this device; this one does." };
}
