import type { GenSelectLine } from "./genselect-lines";
import { competing, subsetsToCompare } from "./genselect-subsets";
import { speakerOf, voteCredit } from "./group-vote";
import type { ScoredProblem, ScoredSample } from "./score";
import { mean } from "./statistics";

/** GenSelect on the subsets of one size of a problem's samples. Means over these subsets. */
export interface GenSelectEstimate {
  readonly credit: number;
  /** What the votes are worth on the same subsets. */
  readonly majority: number;
  readonly weighted: number;
  /** Share of subsets whose answers competed, and in which the model's verdicts settled it. */
  readonly competed: number;
  readonly decided: number;
  /** Tokens that selection took. */
  readonly tokens: number;
}

/** @returns null while comparisons are missing */
export function genSelectEstimate(
  problem: ScoredProblem,
  k: number,
  lines: readonly GenSelectLine[],
): GenSelectEstimate | null {
  const recorded = new Map(lines.map((line) => [line.samples.join(), line]));
  const trials = subsetsToCompare(problem, k).map((subset) => trial(problem, subset, recorded));
  const known = trials.flatMap((one) => one ?? []);
  if (known.length === 0 || known.length < trials.length) return null;
  const of = (key: keyof GenSelectEstimate) => mean(known.map((one) => one[key]));
  return {
    ...{ credit: of("credit"), majority: of("majority"), weighted: of("weighted") },
    ...{ competed: of("competed"), decided: of("decided"), tokens: of("tokens") },
  };
}

function trial(
  { samples }: ScoredProblem,
  subset: readonly ScoredSample[],
  recorded: ReadonlyMap<string, GenSelectLine>,
): GenSelectEstimate | null {
  const votes = { majority: voteCredit(subset, false), weighted: voteCredit(subset, true) };
  const byVote = { ...votes, credit: votes.weighted, decided: 0 };
  if (competing(subset).length < 2) return { ...byVote, competed: 0, tokens: 0 };
  const line = recorded.get(subset.map(({ sample }) => sample).join());
  if (!line) return null;
  const { tokens } = line;
  const chosen = line.winner === null ? undefined : line.answers[line.winner];
  const speaker = chosen && speakerOf(chosen, samples);
  const winner = samples.find(({ sample }) => sample === speaker);
  if (!winner) return { ...byVote, competed: 1, tokens };
  return { ...votes, credit: Number(winner.correct), decided: 1, competed: 1, tokens };
}
