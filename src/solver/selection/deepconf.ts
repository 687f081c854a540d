import type { Ballot } from "../vote";
import { percentile } from "./percentile";
import { alike, factorsOf, type SelectionRule, type Weighing } from "./rule";

/**
 * DeepConf (Fu et al. 2025, arXiv 2508.15260, section 3): only the surest share of the traces votes,
 * weighed by its confidence, the lowest of its groups'. Traces that can't be among them any more are
 * ended while they are written (`online-stop.ts`).
 *
 * Where the engine doesn't tell the likeliest tokens, the chosen tokens' probabilities at the end
 * stand in for it; `Weighing.measure` says which it was.
 */
function weigh(ballots: readonly Ballot[], keeps: number): Weighing {
  const groups = factorsOf(ballots, ({ trace }) => trace?.lowestGroup ?? null);
  if (groups) return { measure: "lowest-group", relative: true, factors: surest(groups, keeps) };
  const tails = factorsOf(ballots, ({ confidence }) => confidence);
  if (tails) return { measure: "tail", relative: true, factors: surest(tails, keeps) };
  return alike(ballots);
}

function surest(
  confidences: ReadonlyMap<number, number>,
  keeps: number,
): ReadonlyMap<number, number> {
  const threshold = percentile([...confidences.values()], 1 - keeps);
  return new Map([...confidences].filter(([, confidence]) => confidence >= threshold));
}

/** The cautious one of the paper's two: the least sure tenth has no vote. */
export const deepConfHigh = {
  ...{ needsTop: true, compares: false, keeps: 0.9 },
  weigh: (ballots) => weigh(ballots, 0.9),
} as const satisfies SelectionRule;

/** The bold one: only the surest tenth votes. */
export const deepConfLow = {
  ...{ needsTop: true, compares: false, keeps: 0.1 },
  weigh: (ballots) => weigh(ballots, 0.1),
} as const satisfies SelectionRule;
