import type { Vote } from "../../solver/vote";

/** Of all answers together. */
export function allVotes({ tallies }: Vote): number {
  return tallies.reduce((sum, { votes }) => sum + votes, 0);
}
