import type { RunState } from "./solver-state";
import { sumProgress } from "./sum-progress";

type Begun = Exclude<RunState, { readonly kind: "idle" | "waiting" }>;

/** What all samples, summaries and comparisons of a run have written together, so far. */
export function runTokens(run: Begun): number {
  if (run.kind === "finished") return run.outcome.figures.generatedTokens;
  const { samples, comparisons } = run.view;
  return comparisons.reduce(
    (sum, { result, written }) => sum + (result?.tokens.generatedTokens ?? written),
    sumProgress(samples).tokens,
  );
}
