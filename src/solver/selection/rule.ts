import type { Ballot } from "../vote";

/** What the weights of a vote are made of. */
export type Measure =
  /** The chosen tokens' probabilities at the end of the trace. */
  | "tail"
  /** DeepConf's lowest group confidence. */
  | "lowest-group"
  /** Places by self-certainty. */
  | "ranks";

/** How the ballots of a vote are weighed. */
export interface Weighing {
  /** By what; null: each alike, since what the rule needs is not known. */
  readonly measure: Measure | null;
  /** What a sample's vote is multiplied by; who isn't in it has no vote. */
  readonly factors: ReadonlyMap<number, number>;
  /** A factor depends on the other ballots, so one to come may change all of them. */
  readonly relative: boolean;
}

/** How one answer is chosen among the samples'. */
export interface SelectionRule {
  /** Better with the likeliest tokens of each place: the engine is asked for them. */
  readonly needsTop: boolean;
  /** The model compares the answers' solutions; the vote decides where that settles nothing. */
  readonly compares: boolean;
  /** Share of traces that are good enough, so that others are ended early; null: none is. */
  readonly keeps: number | null;
  /** @param ballots those that count */
  weigh(ballots: readonly Ballot[]): Weighing;
}

/** One sample, one vote. */
export function alike(ballots: readonly Ballot[]): Weighing {
  return {
    ...{ measure: null, relative: false },
    factors: new Map(ballots.map(({ sample }) => [sample, 1])),
  };
}

/**
 * By what is known of every ballot.
 * @param of null where it is not known of one of them: then the result is null, since samples would be
 * compared that can't be
 */
export function factorsOf(
  ballots: readonly Ballot[],
  of: (ballot: Ballot) => number | null,
): ReadonlyMap<number, number> | null {
  const known = ballots.flatMap((ballot): [number, number][] => {
    const factor = of(ballot);
    return factor === null ? [] : [[ballot.sample, factor]];
  });
  return known.length > 0 && known.length === ballots.length ? new Map(known) : null;
}
