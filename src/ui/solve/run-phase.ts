import type { Texts } from "../texts/texts";
import { isOver, type RunView } from "./run-view";
import type { RunFacts } from "./solver-state";

/** What a run is about just now, in a few words. */
export function describePhase(facts: RunFacts, view: RunView, texts: Texts): string {
  const { phase } = texts.run;
  const { samples, comparisons, stop, vote } = view;
  if (facts.samples === 1) return samples[0]?.state === "python" ? phase.python : phase.reasoning;
  const ended = samples.filter(isOver).length;
  if (ended < samples.length || samples.length === 0) {
    return stop ? phase.ending : phase.solving(ended, facts.samples);
  }
  if (!facts.genselect || vote.tallies.length < 2) return phase.counting;
  const judged = comparisons.filter(({ result }) => result !== null).length;
  return comparisons.length === 0 ? phase.preparing : phase.comparing(judged);
}
