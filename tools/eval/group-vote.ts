import type { SampleEnding } from "../../src/solver/sample-events";
import { type Ballot, countedBallots, countVotes, type Vote } from "../../src/solver/vote";
import { groupBy } from "./group-by";
import { mean } from "./statistics";

/** A sample of a problem whose answers have been compared. */
export interface VotingSample extends Omit<Ballot, "answer"> {
  readonly sample: number;
  readonly answer: string | null;
  readonly ending: SampleEnding;
  /** Samples with equal answers share it; null without an answer. */
  readonly group: number | null;
}

/** The app's vote among some samples of a problem, with the groups that were found once for all. */
export function voteOf(samples: readonly VotingSample[], byConfidence: boolean): Vote {
  const ballots = countedBallots(
    samples.flatMap(({ sample, answer, ending, confidence }) =>
      answer === null ? [] : [{ sample, answer, ending, confidence }],
    ),
  );
  const groupOf = new Map(samples.map(({ sample, group }) => [sample, group]));
  const inOrder = [...ballots].sort((a, b) => a.sample - b.sample);
  const groups = [...groupBy(inOrder, ({ sample }) => groupOf.get(sample)).values()].flatMap(
    (members) => {
      const [first] = members;
      return first ? [{ answer: first.answer, samples: members.map(({ sample }) => sample) }] : [];
    },
  );
  return countVotes(ballots, groups, byConfidence);
}

/** Sums in another order differ in their last digits. */
const sameWeight = 1e-9;

/**
 * What the app's vote is worth: 1 when its winner is right. The app settles a tie by the samples'
 * numbers, which is a coin: each of n leaders is worth 1/n.
 */
export function voteCredit(
  samples: readonly (VotingSample & { readonly correct: boolean })[],
  byConfidence: boolean,
): number {
  const { tallies, winner } = voteOf(samples, byConfidence);
  if (!winner) return 0;
  const correct = new Map(samples.map((one) => [one.sample, one.correct]));
  const leaders = tallies.filter(
    (tally) =>
      Math.abs(tally.weight - winner.weight) <= sameWeight &&
      tally.samples.length === winner.samples.length,
  );
  return mean(leaders.map((tally) => Number(correct.get(tally.samples[0] ?? -1) === true)));
}
