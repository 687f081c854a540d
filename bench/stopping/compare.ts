import { createRandom, shuffled } from "../../src/solver/seeds";
import { mean, pairedDifference } from "../../tools/eval/statistics";
import type { RecordedProblem } from "./recorded";
import type { Contestant } from "./rules";
import { simulate } from "./simulate";

/** How a rule did. */
export interface Score {
  readonly contestant: Contestant;
  /** Share of problems whose winner was right. */
  readonly accuracy: number;
  /** Against drawing all samples, and the half width of its 95 % interval (paired, over problems). */
  readonly difference: number;
  readonly margin: number;
  /** Means over problems. */
  readonly tokens: number;
  readonly tokenShare: number;
  readonly samples: number;
  readonly seconds: number;
}

export interface RunParams {
  readonly problems: readonly RecordedProblem[];
  readonly atOnce: number;
  /** Each problem is run so many times, its samples in another order. */
  readonly orders: number;
  readonly seed: number;
}

export interface CompareParams extends RunParams {
  /** The first of them draws all samples: what the others are measured against. */
  readonly contestants: readonly Contestant[];
}

/** Means over the runs of one problem. */
export interface MeanRun {
  readonly accuracy: number;
  readonly tokens: number;
  /** That ended. */
  readonly samples: number;
  readonly seconds: number;
  /** Share of runs that did not wait for all samples. */
  readonly stoppedEarly: number;
}

export function compare(params: CompareParams): Score[] {
  const runs = params.contestants.map((contestant) => ({
    contestant,
    problems: runEach(contestant, params),
  }));
  const all = runs[0]?.problems ?? [];
  const allTokens = mean(all.map(({ tokens }) => tokens));
  return runs.map(({ contestant, problems }) => {
    const of = (key: "accuracy" | "tokens" | "samples" | "seconds") =>
      mean(problems.map((one) => one[key]));
    const { value, high } = pairedDifference(
      problems.map((one, i) => ({ one: one.accuracy, other: all[i]?.accuracy ?? 0 })),
    );
    return {
      contestant,
      ...{ accuracy: of("accuracy"), samples: of("samples"), seconds: of("seconds") },
      tokens: of("tokens"),
      tokenShare: of("tokens") / allTokens,
      ...{ difference: value, margin: high - value },
    };
  });
}

/** Runs each problem as the rule would have it; the same orders for each rule. */
export function runEach(
  contestant: Pick<Contestant, "rule" | "budget">,
  { problems, atOnce, orders, seed }: RunParams,
): MeanRun[] {
  return problems.map(({ samples }, index) => {
    const random = createRandom(seed + index);
    const runs = Array.from({ length: orders }, () =>
      simulate(shuffled(samples, random), atOnce, contestant),
    );
    return {
      accuracy: mean(runs.map(({ correct }) => Number(correct))),
      tokens: mean(runs.map(({ tokens }) => tokens)),
      samples: mean(runs.map(({ ended }) => ended)),
      seconds: mean(runs.map(({ seconds }) => seconds)),
      stoppedEarly: mean(runs.map(({ ended }) => Number(ended < samples.length))),
    };
  });
}
