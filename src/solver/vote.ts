import type { AnswerGroup, SampleAnswer } from "./groups";
import type { SampleEnding } from "./sample-events";

/** What a sample brings to the vote. */
export interface Ballot {
  readonly sample: number;
  readonly answer: string;
  readonly ending: SampleEnding;
  /** In (0, 1]; null where the engine gives no log-probabilities. */
  readonly confidence: number | null;
}

/** Votes of an answer that is unfinished work. */
export const unfinishedVotes = 0.5;

/**
 * Votes of one sample by how it ended. An answer that was forced out at a limit, or taken from an
 * unfinished text, is a guess in the middle of the work; one that the model did not box by itself may
 * be misread. Each counts half, so that two of them are needed to stand up to one finished solution,
 * and yet they decide where nothing was finished.
 */
export function votesOf(ending: SampleEnding): number {
  switch (ending) {
    case "answered":
      return 1;
    case "asked":
    case "unboxed":
    case "forced":
    case "token-limit":
    case "context-full":
    case "stopped":
      return unfinishedVotes;
    case "no-answer":
      return 0;
  }
}

/** An answer and what speaks for it. */
export interface Tally {
  readonly answer: string;
  readonly samples: readonly number[];
  /** Sum of {@link votesOf}: what stopping rules count. */
  readonly votes: number;
  /** Sum of votes × confidence: what decides. Equal to `votes` where confidence isn't used. */
  readonly weight: number;
  /** Of all weight. */
  readonly share: number;
  /** Answers of other tallies that could not be compared with this one; absent: there is none. */
  readonly uncompared?: readonly string[];
}

export interface Vote {
  /** The winner first. */
  readonly tallies: readonly Tally[];
  readonly winner: Tally | null;
  /** Whether confidence is in the weights. */
  readonly weighted: boolean;
}

export const emptyVote: Vote = { tallies: [], winner: null, weighted: false };

/** The ballots as answers to group, with their votes. */
export function answersOf(ballots: readonly Ballot[]): SampleAnswer[] {
  return ballots.map(({ sample, answer, ending }) => ({ sample, answer, votes: votesOf(ending) }));
}

/**
 * The ballots that count: those of samples that ended by themselves. Samples that were stopped had
 * not made up their mind; what they had boxed so far counts only when there is nothing else.
 */
export function countedBallots(ballots: readonly Ballot[]): readonly Ballot[] {
  const voting = ballots.filter(({ ending }) => votesOf(ending) > 0);
  const finished = voting.filter(({ ending }) => ending !== "stopped");
  return finished.length > 0 ? finished : voting;
}

/**
 * Counts the votes. A tie goes to the answer of more samples, then to that of the lowest sample.
 * @param ballots those that count @param groups of their answers
 * @param byConfidence weighs votes by confidence (DeepConf), if every ballot has one: otherwise
 * samples would be compared that can't be
 */
export function countVotes(
  ballots: readonly Ballot[],
  groups: readonly AnswerGroup[],
  byConfidence: boolean,
): Vote {
  const weighted =
    byConfidence && ballots.length > 0 && ballots.every(({ confidence }) => confidence !== null);
  const bySample = new Map(ballots.map((ballot) => [ballot.sample, ballot]));
  const counted = groups.map((group) => count(group, bySample, weighted));
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  const tallies = counted
    .map((tally) => ({ ...tally, share: total > 0 ? tally.weight / total : 0 }))
    .sort(byRank);
  return { tallies, winner: tallies[0] ?? null, weighted };
}

function count(
  group: AnswerGroup,
  ballots: ReadonlyMap<number, Ballot>,
  weighted: boolean,
): Omit<Tally, "share"> {
  let votes = 0;
  let weight = 0;
  for (const sample of group.samples) {
    const ballot = ballots.get(sample);
    if (!ballot) continue;
    const own = votesOf(ballot.ending);
    votes += own;
    weight += weighted ? own * (ballot.confidence ?? 0) : own;
  }
  return { ...group, votes, weight };
}

/** Sums in another order differ in their last digits. */
const sameWeight = 1e-9;

function byRank(a: Tally, b: Tally): number {
  const weight = b.weight - a.weight;
  if (Math.abs(weight) > sameWeight) return weight;
  const samples = b.samples.length - a.samples.length;
  return samples !== 0 ? samples : (a.samples[0] ?? 0) - (b.samples[0] ?? 0);
}
