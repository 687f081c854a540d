import type { Finalist } from "../../src/solver/candidate";
import type { Tally } from "../../src/solver/vote";
import type { EvalArgs } from "./args";
import type { GenSelectLine } from "./genselect-lines";
import { voteOf } from "./group-vote";
import type { Problem } from "./problems";
import type { SampleLine } from "./samples";
import type { ScoredProblem, ScoredSample } from "./score";
import { seedOf } from "./seed-of";
import { subsetSizes, subsets } from "./subsets";

/** Subsets of one size that are compared: each costs the model several texts. */
export const comparedSubsets = 4;

/** The subsets of size k whose answers the model compares, by places. */
export function subsetsToCompare(problem: ScoredProblem, k: number): readonly ScoredSample[][] {
  const { id, samples } = problem;
  const places = subsets(samples.length, k, comparedSubsets, seedOf([id, "genselect", k]));
  return places.map((subset) => subset.flatMap((place) => samples[place] ?? []));
}

/** The answers of a subset, by their votes as the app orders them; fewer than two: nothing to compare. */
export function competing(subset: readonly ScoredSample[]): readonly Tally[] {
  return voteOf(subset, true).tallies;
}

/** One comparison of answers to have done. */
export interface GenSelectJob {
  readonly problem: Problem;
  /** Numbers of the samples in the subset, ascending. */
  readonly samples: readonly number[];
  readonly seed: number;
  readonly tallies: readonly Tally[];
  /** Of each answer, the samples that gave it. */
  readonly answers: readonly (readonly Finalist[])[];
}

/** The subsets whose answers compete and that nobody has compared yet; the largest sizes first. */
export function remainingComparisons(
  scored: readonly ScoredProblem[],
  problems: readonly Problem[],
  lines: readonly SampleLine[],
  done: readonly GenSelectLine[],
  { seed }: Pick<EvalArgs, "seed">,
): GenSelectJob[] {
  const asked = new Map(problems.map((problem) => [problem.id, problem]));
  const byKey = new Map(lines.map((line) => [JSON.stringify([line.id, line.sample]), line]));
  const finished = new Set(done.map(({ id, samples }) => JSON.stringify([id, samples])));
  const jobs: GenSelectJob[] = [];
  for (const one of scored) {
    const problem = asked.get(one.id);
    if (!problem || one.expected === null) continue;
    for (const k of subsetSizes(one.samples.length).filter((size) => size > 1)) {
      for (const subset of subsetsToCompare(one, k)) {
        const tallies = competing(subset);
        const samples = subset.map(({ sample }) => sample);
        if (tallies.length < 2 || finished.has(JSON.stringify([one.id, samples]))) continue;
        const answers = tallies.map((tally) =>
          tally.samples.flatMap((sample) => {
            const line = byKey.get(JSON.stringify([one.id, sample]));
            return line ? toFinalist(line) : [];
          }),
        );
        jobs.push({
          problem,
          samples,
          seed: genSelectSeed(seed, one.id, samples),
          tallies,
          answers,
        });
      }
    }
  }
  return jobs.sort((a, b) => b.samples.length - a.samples.length);
}

function toFinalist({ sample, answer, text, ended }: SampleLine): Finalist[] {
  return answer === null ? [] : [{ sample, answer, text, forced: ended === "forced" }];
}

/** A seed of its own for each subset, whatever else is compared. */
export function genSelectSeed(seed: number, id: string, samples: readonly number[]): number {
  return seedOf([seed, id, "genselect", samples]);
}
