import type { CatalogueEntry, PublishedAccuracy } from "../../models/catalogue";

/** What a person can hope for, in a sentence; null where nothing is published. */
export function describeAccuracy({ rows }: PublishedAccuracy): string | null {
  const [first] = rows;
  if (!first) return null;
  const best = Math.max(first.tir.maj64, first.cot.maj64, first.genselect);
  return (
    `Of ${first.benchmark}'s contest problems it solves ${first.cot.pass1} % with one sample, ` +
    `and ${best} % when 64 samples vote.`
  );
}

/** How the model is best asked. */
export function describeSettings({ recommended, trainedLength }: CatalogueEntry): string {
  const one = recommended.one === "cot" ? "reasoning only" : "Python";
  const many = recommended.many.includes("mix") ? "Python, or a mix" : "Python";
  return (
    `Temperature ${recommended.temperature}, top-p ${recommended.topP}. One sample: ${one}; ` +
    `${recommended.manyFrom} and more: ${many}. Its working may be up to ` +
    `${trainedLength.toLocaleString("en")} tokens long.`
  );
}
