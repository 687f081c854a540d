import type { GenSelectOutcome } from "./genselect";
import type { Tally, Vote } from "./vote";
import { sameWeight } from "./vote";

/** Answers that nothing tells apart but a rule for such cases. */
export interface Tie {
  /** At least two, the answer that is shown first. */
  readonly answers: readonly string[];
  /** What they have equally many of. */
  readonly of: "votes" | "verdicts";
  /** Why the first is shown. `order`: nothing speaks for it but its place. */
  readonly brokenBy: "votes" | "confidence" | "samples" | "order";
}

/** Whether the run's choice was a tie. @param genselect null where nothing was compared */
export function tieOf(
  vote: Vote,
  genselect: Pick<GenSelectOutcome, "winner" | "votes"> | null,
): Tie | null {
  const chosen = genselect?.winner ?? null;
  if (!genselect || chosen === null) return tieAmong(vote.tallies);
  const tied = mostChosen(genselect.votes).flatMap((place) => vote.tallies[place] ?? []);
  if (tied.length < 2) return null;
  const byVotes = tieAmong(tied);
  return {
    answers: tied.map(({ answer }) => answer),
    of: "verdicts",
    brokenBy: byVotes ? byVotes.brokenBy : "votes",
  };
}

/** The places with the most verdicts; none where there are no verdicts. */
export function mostChosen(votes: readonly number[]): number[] {
  const most = Math.max(0, ...votes);
  return most === 0 ? [] : votes.flatMap((count, place) => (count === most ? [place] : []));
}

/** @param tallies the leading one first */
function tieAmong([leader, ...others]: readonly Tally[]): Tie | null {
  if (!leader || leader.votes === 0) return null;
  const equal = others.filter(
    (one) => same(one.votes, leader.votes) || same(one.weight, leader.weight),
  );
  if (equal.length === 0) return null;
  return {
    answers: [leader, ...equal].map(({ answer }) => answer),
    of: "votes",
    brokenBy: breaker(leader, equal),
  };
}

function breaker(leader: Tally, equal: readonly Tally[]): Tie["brokenBy"] {
  const heaviest = equal.filter(({ weight }) => same(weight, leader.weight));
  if (heaviest.length === 0) return "confidence";
  return heaviest.every(({ samples }) => samples.length < leader.samples.length)
    ? "samples"
    : "order";
}

function same(one: number, other: number): boolean {
  return Math.abs(one - other) <= sameWeight;
}
