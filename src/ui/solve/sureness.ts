import type { RunOutcome } from "../../solver/run-events";
import { leaderSureness, probabilityOfLead } from "../../solver/stopping/adaptive-consistency";
import type { Texts } from "../texts/texts";

/** How sure the run's choice is, of what made it: the weights of the votes, or the verdicts. */
export interface Sureness {
  readonly share: number;
  readonly of: "votes" | "verdicts";
}

/** @returns null where there is no answer */
export function surenessOf({ answer, decidedBy, vote, genselect }: RunOutcome): Sureness | null {
  if (answer === null) return null;
  if (decidedBy !== "genselect" || !genselect) return { share: leaderSureness(vote), of: "votes" };
  const [first = 0, second = 0] = [...genselect.votes].sort((a, b) => b - a);
  return { share: probabilityOfLead(first, second), of: "verdicts" };
}

/** With what it means, in a few words; null where there is no answer. */
export function describeSureness(outcome: RunOutcome, { run }: Texts): string | null {
  const sureness = surenessOf(outcome);
  if (!sureness) return null;
  const { sureByVotes, sureByVerdicts } = run.answer;
  return sureness.of === "votes" ? sureByVotes(sureness.share) : sureByVerdicts(sureness.share);
}
