import type { Ballot } from "../vote";
import { alike, factorsOf, type SelectionRule, type Weighing } from "./rule";

/** By tail confidence, if every ballot has one; else each alike. */
export function byTailConfidence(ballots: readonly Ballot[]): Weighing {
  const factors = factorsOf(ballots, ({ confidence }) => confidence);
  return factors ? { measure: "tail", relative: false, factors } : alike(ballots);
}

/** Votes weighed by the chosen tokens' probabilities, which most engines tell. */
export const weighted = {
  ...{ needsTop: false, compares: false, keeps: null },
  weigh: byTailConfidence,
} as const satisfies SelectionRule;
