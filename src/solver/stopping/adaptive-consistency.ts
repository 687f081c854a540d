import type { Vote } from "../vote";
import type { StoppingRule } from "./rule";

/** The paper's threshold. */
export const adaptiveThreshold = 0.95;

/**
 * Adaptive-Consistency (Aggarwal et al. 2023, arXiv 2305.11860): stops when the posterior probability
 * that the leader is the majority exceeds the threshold. At 0.95 four samples that agree are enough.
 */
export function adaptiveConsistency(threshold = adaptiveThreshold): StoppingRule {
  return {
    decide({ vote }) {
      const sureness = leaderSureness(vote);
      if (sureness <= threshold) return null;
      const why = `The leading answer is the majority with a probability of ${percent(sureness)}.`;
      return { rule: "adaptive-consistency", why };
    },
  };
}

/**
 * How sure the votes so far make the leader, against the second; 0 without votes. Counts what decides,
 * the weights, in units of a vote: all of them together are as many as there are votes.
 */
export function leaderSureness({ tallies }: Vote): number {
  const [leader, second] = tallies;
  const votes = tallies.reduce((sum, one) => sum + one.votes, 0);
  const weights = tallies.reduce((sum, one) => sum + one.weight, 0);
  if (!leader || votes === 0) return 0;
  // Confidences that have all underflowed tell nobody apart.
  const unit = weights > 0 ? votes / weights : 0;
  return probabilityOfLead(leader.weight * unit, (second?.weight ?? 0) * unit);
}

/**
 * P(p > ½) for p ~ Beta(v₁ + 1, v₂ + 1): the posterior, from a uniform prior, that of the first two
 * answers the leader is the likelier one. Votes may be fractions, so the integral is a sum (Simpson).
 */
export function probabilityOfLead(leaderVotes: number, secondVotes: number): number {
  // Substituting p = sin²(πt/2) makes the integrand smooth at both ends.
  const density = (t: number) => {
    const sine = Math.sin((Math.PI * t) / 2);
    const cosine = Math.cos((Math.PI * t) / 2);
    return sine ** (2 * leaderVotes + 1) * cosine ** (2 * secondVotes + 1);
  };
  const above = simpson(density, 0.5, 1);
  return above / (above + simpson(density, 0, 0.5));
}

function simpson(f: (t: number) => number, from: number, to: number): number {
  const steps = 200;
  const width = (to - from) / steps;
  let sum = f(from) + f(to);
  for (let i = 1; i < steps; i += 1) sum += f(from + i * width) * (i % 2 === 1 ? 4 : 2);
  return (sum * width) / 3;
}

/** Not rounded up to 100 %. */
function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}
