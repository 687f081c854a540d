import type { CatalogueEntry, PublishedAccuracy } from "../../models/catalogue";
import type { Texts } from "../texts/texts";

/** What a person can hope for, in a sentence; null where nothing is published. */
export function describeAccuracy({ rows }: PublishedAccuracy, { models }: Texts): string | null {
  const [first] = rows;
  if (!first) return null;
  const best = Math.max(first.tir.maj64, first.cot.maj64, first.genselect);
  return models.accuracy.summary(first.benchmark, first.cot.pass1, best);
}

/** How the model is best asked. */
export function describeSettings(entry: CatalogueEntry, { models }: Texts): string {
  const { temperature, topP, one, many, manyFrom } = entry.recommended;
  const tokens = entry.trainedLength;
  return models.settings({ temperature, topP, one, mix: many.includes("mix"), manyFrom, tokens });
}
