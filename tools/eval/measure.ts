import { type MeanRun, runEach } from "../../bench/stopping/compare";
import { allSamples, byDefault } from "../../bench/stopping/rules";
import { type Estimate, estimate } from "./estimates";
import type { GenSelectLine } from "./genselect-lines";
import { groupBy } from "./group-by";
import type { ScoredProblem } from "./score";

/** All that is measured of one problem. */
export interface Measured {
  readonly problem: ScoredProblem;
  /** For k = 1, 2, 4, … N. Empty where no answer is expected. */
  readonly estimates: readonly Estimate[];
  /** Runs of the app with its stopping rule and without; null where there is nothing to stop. */
  readonly stopping: StoppedRuns | null;
}

export interface StoppedRuns {
  readonly atOnce: number;
  readonly all: MeanRun;
  readonly early: MeanRun;
}

export interface MeasureParams {
  readonly problems: readonly ScoredProblem[];
  /** Null: not asked for. */
  readonly comparisons: readonly GenSelectLine[] | null;
  /** Samples that a simulated run draws together. */
  readonly atOnce: number;
}

/** Simulated runs of each problem, its samples in other orders. */
export const simulatedOrders = 20;

export function measure({ problems, comparisons, atOnce }: MeasureParams): Measured[] {
  const ofProblem = comparisons && groupBy(comparisons, ({ id }) => id);
  const params = { problems, atOnce, orders: simulatedOrders, seed: 1 };
  const all = runEach(allSamples, params);
  const early = runEach(byDefault, params);
  return problems.map((problem, index) => {
    const runs = { all: all[index], early: early[index] };
    const answerable = problem.expected !== null;
    return {
      problem,
      estimates: answerable
        ? estimate(problem, ofProblem && (ofProblem.get(problem.id) ?? []))
        : [],
      stopping:
        answerable && problem.samples.length > 1 && runs.all && runs.early
          ? { atOnce, all: runs.all, early: runs.early }
          : null,
    };
  });
}
