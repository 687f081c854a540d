import type { ListedRun } from "../../journal/journal";

/** The runs in which all words of the query occur, pinned ones first, else the newest first. */
export function searchRuns(runs: readonly ListedRun[], query: string): readonly ListedRun[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const found = runs.filter((run) => {
    const text = textOf(run);
    return words.every((word) => text.includes(word));
  });
  const [pinned, others] = [true, false].map((which) =>
    found.filter(({ record }) => record.pinned === which),
  );
  return [...(pinned ?? []), ...(others ?? [])];
}

function textOf({ record }: ListedRun): string {
  const { title, request, answer, engine } = record;
  return fold([title ?? "", request.problem, answer ?? "", engine.modelName].join("\n"));
}

/** Small letters without accents: who looks for "Polya" means "Pólya". */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
