import { majority } from "../../src/solver/selection/majority";
import { selectionRules, type VotingRule, votingRules } from "../../src/solver/selection/registry";
import type { SelectionRule } from "../../src/solver/selection/rule";
import { weighted } from "../../src/solver/selection/weighted";
import type { GenSelectLine } from "./genselect-lines";
import { type GenSelectEstimate, genSelectEstimate } from "./genselect-score";
import { creditBy } from "./group-vote";
import type { ScoredProblem, ScoredSample } from "./score";
import { seedOf } from "./seed-of";
import { mean } from "./statistics";
import { passAtK, subsetSizes, subsets } from "./subsets";

/** What k samples of a problem are worth: means over subsets of size k, in [0, 1]. */
export interface Estimate {
  readonly k: number;
  /** At least one is right: the most that any choice could get. */
  readonly pass: number;
  /** The vote is right. */
  readonly majority: number;
  /** The vote weighed by confidence is right; null where no confidence was recorded. */
  readonly weighted: number | null;
  /** Of each rule that weighs votes; a rule that lacks what it needs counts as it falls back to. */
  readonly byRule: Readonly<Partial<Record<VotingRule, number>>>;
  /** Null where nothing was recorded of it. */
  readonly genselect: GenSelectEstimate | null;
}

/** Subsets of one size; where there are more, so many of them are drawn. */
export const mostSubsets = 1000;

/** For k = 1, 2, 4, … N. @param comparisons recorded ones of this problem; null: not asked for */
export function estimate(
  problem: ScoredProblem,
  comparisons: readonly GenSelectLine[] | null,
): Estimate[] {
  const { samples } = problem;
  const correct = samples.filter((one) => one.correct).length;
  const confident = samples.some(({ confidence }) => confidence !== null);
  return subsetSizes(samples.length).map((k) => ({
    k,
    pass: passAtK(samples.length, correct, k),
    majority: meanCredit(problem, k, majority),
    weighted: confident ? meanCredit(problem, k, weighted) : null,
    byRule: Object.fromEntries(
      votingRules.map((name) => [name, meanCredit(problem, k, selectionRules[name])]),
    ),
    genselect: comparisons && k > 1 ? genSelectEstimate(problem, k, comparisons) : null,
  }));
}

function meanCredit(
  { id, samples }: ScoredProblem,
  k: number,
  rule: Pick<SelectionRule, "weigh">,
): number {
  // Whoever votes how, the outcome is the same; most problems are like that.
  if (samples.every(({ correct }) => correct)) return 1;
  if (!samples.some(({ correct }) => correct)) return 0;
  const credits = subsets(samples.length, k, mostSubsets, seedOf([id, k])).map((subset) =>
    creditBy(pick(samples, subset), rule),
  );
  return mean(credits);
}

/** The samples at these places. */
export function pick(
  samples: readonly ScoredSample[],
  places: readonly number[],
): readonly ScoredSample[] {
  return places.flatMap((place) => samples[place] ?? []);
}
