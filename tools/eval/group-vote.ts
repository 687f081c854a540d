import { commonSpelling } from "../../src/solver/groups";
import type { SampleEnding } from "../../src/solver/sample-events";
import {
  type Ballot,
  countedBallots,
  countVotes,
  type Tally,
  type Vote,
} from "../../src/solver/vote";
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
      const answer = commonSpelling(members);
      return answer === null ? [] : [{ answer, samples: members.map(({ sample }) => sample) }];
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
  return mean(leaders.map((tally) => Number(correct.get(speakerOf(tally, samples)) === true)));
}

/** The lowest sample with the answer that a tally shows; −1 where none has it. */
export function speakerOf(
  tally: Pick<Tally, "answer" | "samples">,
  samples: readonly Pick<VotingSample, "sample" | "answer">[],
): number {
  const speaker = samples.find(
    ({ sample, answer }) => answer === tally.answer && tally.samples.includes(sample),
  );
  return speaker?.sample ?? -1;
}
