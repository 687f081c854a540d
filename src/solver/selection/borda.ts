import type { Ballot } from "../vote";
import { alike, factorsOf, type SelectionRule, type Weighing } from "./rule";

/** Of the authors' code. Towards 0 this is the majority, towards infinity the surest sample alone. */
const power = 0.5;

/**
 * Self-certainty with a Borda vote (Kang et al. 2025, arXiv 2502.18581, section 4): of n samples the
 * one in place r by self-certainty has (n - r + 1)^p votes.
 *
 * Self-certainty is the mean divergence of each place's distribution from the uniform one, over the
 * whole vocabulary. Engines tell the k likeliest tokens: among these it is their mean negative
 * log-probability less ln k, which orders samples as `TraceFigures.mean` does.
 */
function weigh(ballots: readonly Ballot[]): Weighing {
  const certainties = factorsOf(ballots, ({ trace }) => trace?.mean ?? null);
  if (!certainties) return alike(ballots);
  const ranked = [...certainties].sort(([a, one], [b, other]) => other - one || a - b);
  const factors = new Map(
    ranked.map(([sample], place) => [sample, (ranked.length - place) ** power]),
  );
  return { measure: "ranks", relative: true, factors };
}

export const borda = {
  ...{ needsTop: true, compares: false, keeps: null },
  weigh,
} as const satisfies SelectionRule;
