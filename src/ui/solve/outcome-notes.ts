import { demoModel } from "../../models/demo-model";
import type { RunOutcome } from "../../solver/run-events";
import { describeEnding } from "./endings";
import { allVotes, formatVotes, halves, plural } from "./figures";
import type { RunFacts } from "./solver-state";

/** How a run came to its answer, or to none; null when one sample simply gave its answer. */
export function describeOutcome(outcome: RunOutcome, facts: RunFacts): string | null {
  const [only] = outcome.samples;
  if (facts.samples === 1) return only?.outcome ? describeEnding(only.outcome, facts) : null;
  const sentences = [
    ...(outcome.answer === null ? describeNone(outcome, facts) : describeChoice(outcome)),
    describeStop(outcome),
    ...describeFailures(outcome),
  ];
  return sentences.join(" ");
}

/** Why all samples failed; null when not all did. Samples that were never begun don't count. */
export function allFailed(outcome: RunOutcome): string | null {
  const begun = outcome.samples.filter(({ state, outcome }) => state !== "cancelled" || outcome);
  if (begun.length === 0 || begun.some(({ state }) => state !== "failed")) return null;
  const reasons = new Set(begun.flatMap(({ failure }) => failure ?? []));
  return [...reasons].join(" ");
}

function describeChoice(outcome: RunOutcome): readonly string[] {
  const { vote, genselect, decidedBy } = outcome;
  const unfinished = isUnfinished(outcome)
    ? ["No sample with this answer was done, so it is unfinished work."]
    : [];
  if (decidedBy === "genselect" && genselect?.winner != null) {
    const chosen = genselect.votes[genselect.winner] ?? 0;
    const valid = genselect.votes.reduce((sum, count) => sum + count, 0);
    const first = genselect.winner === 0 ? "as the vote did" : "against the vote";
    return [
      `Chosen by comparing the answers (GenSelect): ${chosen} of ${valid} verdicts, ${first}.`,
      ...unfinished,
    ];
  }
  const chosen = `Chosen by vote: ${halves(vote.winner?.votes ?? 0)} of ${formatVotes(allVotes(vote))}.`;
  const why = genselect?.why ? [genselect.why] : [];
  return [...why, chosen, ...unfinished];
}

function isUnfinished({ answer, vote, samples }: RunOutcome): boolean {
  const tally = vote.tallies.find((one) => one.answer === answer);
  return tally?.samples.every((sample) => samples[sample]?.outcome?.ending !== "answered") ?? false;
}

function describeNone({ stop }: RunOutcome, { engine }: RunFacts): readonly string[] {
  if (stop.rule === "stopped") return ["No sample had found an answer by then."];
  const isDemo = engine?.modelName === demoModel.name;
  return [
    "The model gave no answer in any sample.",
    isDemo
      ? "This demonstration model knows only some kinds of school problems, such as the examples. " +
        "Try another one, or choose a larger model above."
      : "What the samples say is below. Solve again for another try, or word the problem differently.",
  ];
}

function describeStop({ stop }: RunOutcome): string {
  switch (stop.rule) {
    case "agreement":
    case "adaptive-consistency":
    case "decided":
      return `Sampling ended early: ${lowerFirst(stop.why)}`;
    default:
      return stop.why;
  }
}

function describeFailures({ samples }: RunOutcome): readonly string[] {
  const failed = samples.filter(({ state }) => state === "failed").length;
  if (failed === 0) return [];
  return [`${plural(failed, "sample")} failed; open ${failed === 1 ? "it" : "one"} to see why.`];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
