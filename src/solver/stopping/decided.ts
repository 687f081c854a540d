import type { StoppingRule } from "./rule";

/** Stops when the leader can't be caught even if all samples still to come voted for the second. */
export const decided: StoppingRule = {
  decide({ vote, samples, ended }) {
    const [leader, second] = vote.tallies;
    if (!leader || ended >= samples || vote.relative) return null;
    // A vote weighs at most 1 where it does not depend on the others.
    const lead = leader.weight - (second?.weight ?? 0);
    if (lead <= samples - ended) return null;
    return { rule: "decided", why: "The samples still to come can't change the winner." };
  },
};
