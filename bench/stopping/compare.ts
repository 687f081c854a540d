import { createRandom, shuffled } from "../../src/solver/seeds";
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

export interface CompareParams {
  readonly problems: readonly RecordedProblem[];
  /** The first of them draws all samples: what the others are measured against. */
  readonly contestants: readonly Contestant[];
  readonly atOnce: number;
  /** Each problem is run so many times, its samples in another order. */
  readonly orders: number;
  readonly seed: number;
}

export function compare(params: CompareParams): Score[] {
  const runs = params.contestants.map((contestant) => ({
    contestant,
    problems: params.problems.map((problem, index) => meanRun(problem, index, contestant, params)),
  }));
  const all = runs[0]?.problems ?? [];
  const allTokens = mean(all.map(({ tokens }) => tokens));
  return runs.map(({ contestant, problems }) => {
    const of = (key: "accuracy" | "tokens" | "samples" | "seconds") =>
      mean(problems.map((one) => one[key]));
    const differences = problems.map((one, i) => one.accuracy - (all[i]?.accuracy ?? 0));
    return {
      contestant,
      ...{ accuracy: of("accuracy"), samples: of("samples"), seconds: of("seconds") },
      tokens: of("tokens"),
      tokenShare: of("tokens") / allTokens,
      difference: mean(differences),
      margin: 1.959964 * standardError(differences),
    };
  });
}

function meanRun(
  { samples }: RecordedProblem,
  index: number,
  contestant: Contestant,
  { atOnce, orders, seed }: CompareParams,
) {
  // The same orders for each rule.
  const random = createRandom(seed + index);
  const runs = Array.from({ length: orders }, () =>
    simulate(shuffled(samples, random), atOnce, contestant),
  );
  return {
    accuracy: mean(runs.map(({ correct }) => Number(correct))),
    tokens: mean(runs.map(({ tokens }) => tokens)),
    samples: mean(runs.map(({ ended }) => ended)),
    seconds: mean(runs.map(({ seconds }) => seconds)),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function standardError(numbers: readonly number[]): number {
  if (numbers.length < 2) return 0;
  const centre = mean(numbers);
  const variance =
    numbers.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (numbers.length - 1);
  return Math.sqrt(variance / numbers.length);
}
