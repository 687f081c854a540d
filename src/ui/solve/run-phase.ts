import { plural } from "./figures";
import { isOver, type RunView } from "./run-view";
import type { RunFacts } from "./solver-state";

/** What a run is about just now, in a few words. */
export function describePhase(facts: RunFacts, view: RunView): string {
  const { samples, comparisons, stop, vote } = view;
  if (facts.samples === 1) {
    return samples[0]?.state === "python" ? "Running Python…" : "Reasoning…";
  }
  const ended = samples.filter(isOver).length;
  if (ended < samples.length || samples.length === 0) {
    if (stop) return "Enough samples. Ending those that still run…";
    return `Solving: ${ended} of ${plural(facts.samples, "sample")} ended…`;
  }
  if (!facts.genselect || vote.tallies.length < 2) return "Counting the votes…";
  const judged = comparisons.filter(({ result }) => result !== null).length;
  return comparisons.length === 0
    ? "Preparing the comparison of the answers…"
    : `Comparing the answers: ${plural(judged, "verdict")} so far…`;
}
