import type { StoppingRule } from "./rule";

/**
 * Stops when k samples agree: "k of n", n being the samples of the run. What won AIMO-2 (Moshkov et
 * al. 2025, arXiv 2504.16891, section 6). Unfinished answers count half, as in the vote. Counts samples
 * whatever they weigh: which answer is shown is the selection rule's matter.
 */
export function agreement(k: number): StoppingRule {
  return {
    decide({ vote, samples }) {
      const agreed = vote.tallies.find(({ votes }) => votes >= k);
      if (!agreed) return null;
      const why = `${agreed.samples.length} of at most ${samples} samples agree.`;
      return { rule: "agreement", why };
    },
  };
}
