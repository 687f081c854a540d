import type { CatalogueEntry } from "../../models/catalogue";
import type { Fit } from "../../models/fit/fit";
import type { Texts } from "../texts/texts";

/** Whether and how this device runs a model, in a sentence. */
export function describeFit(fit: Fit, texts: Texts): string {
  const parts =
    fit.kind === "too-large"
      ? [texts.message(fit.reason), fit.alternative && texts.message(fit.alternative)]
      : [describeRun(fit, texts), fit.hint && texts.message(fit.hint)];
  return parts.filter((part) => part !== null).join(" ");
}

function describeRun(fit: Fit & { readonly kind: "fits" }, { models }: Texts): string {
  const { sequences, contextLength, needBytes } = fit;
  if (fit.engine === "webgpu") return models.fit.onGpu(sequences, contextLength, needBytes);
  const where = fit.backend === "gpu" ? "GPU" : "CPU";
  return models.fit.on(where, sequences, contextLength, needBytes);
}

export interface Recommendation {
  readonly id: string;
  readonly why: string;
}

/** Which of the downloads suits this device best; null where none of them fits. */
export function recommend(
  entries: readonly CatalogueEntry[],
  fitOf: (entry: CatalogueEntry) => Fit | null,
  texts: Texts,
): Recommendation | null {
  const fitting = entries.filter(
    (entry) => entry.source.kind === "download" && fitOf(entry)?.kind === "fits",
  );
  const eight = fitting.find(({ quantisation }) => quantisation === "Q8_0");
  if (eight) return { id: eight.id, why: whyEight(fitOf(eight), texts) };
  const [first] = fitting;
  return first ? { id: first.id, why: texts.models.fit.notEight } : null;
}

function whyEight(fit: Fit | null, { models: { fit: words } }: Texts): string {
  const together = fit?.kind === "fits" && fit.engine === "webgpu" && fit.sequences > 1;
  return together ? `${words.eight} ${words.together}` : words.eight;
}
