import { roundedComparisons } from "../../../solver/comparison-plan";
import type { Vote } from "../../../solver/vote";
import type { ComparisonView, RunView } from "../run-view";
import type { RunFacts } from "../solver-state";
import { secondsOfBudget, shareOfLonger, type TimeLeft } from "./time-left";

/**
 * How long the comparisons of a run will take, by those that are done.
 * @param now milliseconds of the clock that the view was read by
 * @returns null before the first is done, and in a tournament, whose rounds to come are not known
 */
export function comparisonsLeft(
  { comparisons, vote }: Pick<RunView, "comparisons" | "vote">,
  { request, startedAt }: Pick<RunFacts, "request" | "startedAt">,
  now: number,
): TimeLeft | null {
  const done = comparisons.flatMap(({ seconds }) => seconds ?? []);
  if (!request || startedAt === null || done.length === 0) return null;
  if (!comparesAll(comparisons, vote)) return null;
  const asked = roundedComparisons(request.comparisons, vote.tallies.length);
  const usual = done.reduce((sum, one) => sum + one, 0) / done.length;
  const open = comparisons
    .filter(({ seconds }) => seconds === null)
    .map((one) => Math.max(shareOfLonger * usual, usual - (now - one.startedAt) / 1000));
  if (open.length === 0 && done.length >= asked) return null;
  const waiting = Math.max(0, asked - comparisons.length);
  const work = open.reduce((sum, one) => sum + one, waiting * usual);
  // As many at once as now; what is begun last is waited for.
  const seconds = Math.max(work / Math.max(1, open.length), ...open, waiting > 0 ? usual : 0);
  const ofBudget = secondsOfBudget(request, (now - startedAt) / 1000);
  return { seconds: Math.min(seconds, ofBudget), atMost: false, share: null };
}

/** Each shows solutions of each answer: then there is no other round, and no other heat. */
function comparesAll(comparisons: readonly ComparisonView[], { tallies }: Vote): boolean {
  return comparisons.every(({ plan: { candidates } }) =>
    tallies.every(({ answer, samples }) =>
      candidates.some((one) => one.answer === answer || samples.includes(one.sample)),
    ),
  );
}
