import type { StoppingRule } from "./rule";

/**
 * Stops when k samples agree: "k of n", n being the samples of the run. What won AIMO-2 (Moshkov et
 * al. 2025, arXiv 2504.16891, section 6). Unfinished answers count half, as in the vote.
 */
export function agreement(k: number): StoppingRule {
  return {
    decide({ vote, samples }) {
      const { winner } = vote;
      if (!winner || winner.votes < k) return null;
      const why = `${winner.samples.length} of at most ${samples} samples agree.`;
      return { rule: "agreement", why };
    },
  };
}
