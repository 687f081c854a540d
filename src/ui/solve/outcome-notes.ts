import { demoModel } from "../../models/demo-model";
import type { RunOutcome } from "../../solver/run-events";
import type { Texts } from "../texts/texts";
import { allVotes } from "./all-votes";
import { describeEnding, isFinished } from "./endings";
import type { RunFacts } from "./solver-state";
import { uncomparedAnswers } from "./uncompared-note";

/** How a run came to its answer, or to none; null when one sample simply gave its answer. */
export function describeOutcome(outcome: RunOutcome, facts: RunFacts, texts: Texts): string | null {
  const [only] = outcome.samples;
  if (facts.samples === 1) {
    return only?.outcome ? describeEnding(only.outcome, facts, texts) : null;
  }
  const sentences = [
    ...(outcome.answer === null
      ? describeNone(outcome, facts, texts)
      : describeChoice(outcome, texts)),
    ...describeUncompared(outcome, texts),
    describeStop(outcome, texts),
    ...describeFailures(outcome, texts),
  ];
  return texts.run.sentences(sentences);
}

/** Why all samples failed; null when not all did. Samples that were never begun don't count. */
export function allFailed(outcome: RunOutcome, { message }: Pick<Texts, "message">): string | null {
  const begun = outcome.samples.filter(({ state, outcome }) => state !== "cancelled" || outcome);
  if (begun.length === 0 || begun.some(({ state }) => state !== "failed")) return null;
  const reasons = new Set(begun.flatMap(({ failure }) => (failure ? message(failure) : [])));
  return [...reasons].join(" ");
}

function describeChoice(outcome: RunOutcome, texts: Texts): readonly string[] {
  const { vote, genselect, decidedBy } = outcome;
  const words = texts.run.outcome;
  const unfinished = isUnfinished(outcome) ? [words.unfinished] : [];
  if (decidedBy === "genselect" && genselect?.winner != null) {
    const chosen = genselect.votes[genselect.winner] ?? 0;
    const valid = genselect.votes.reduce((sum, count) => sum + count, 0);
    return [words.byGenselect(chosen, valid, genselect.winner === 0), ...unfinished];
  }
  const chosen = words.byVote(vote.winner?.votes ?? 0, allVotes(vote));
  const why = genselect?.why ? [texts.message(genselect.why)] : [];
  return [...why, chosen, ...unfinished];
}

function isUnfinished({ answer, vote, samples }: RunOutcome): boolean {
  const tally = vote.tallies.find((one) => one.answer === answer);
  return tally?.samples.every((sample) => !isFinished(samples[sample]?.outcome?.ending)) ?? false;
}

function describeNone({ stop }: RunOutcome, { engine }: RunFacts, texts: Texts): readonly string[] {
  const words = texts.run.outcome;
  if (stop.rule === "stopped") return [words.noneByThen];
  const isDemo = engine?.modelName === demoModel.name;
  return [words.none, isDemo ? words.noneOfDemo : words.noneHint];
}

function describeStop({ stop }: RunOutcome, texts: Texts): string {
  const why = texts.message(stop.why);
  switch (stop.rule) {
    case "agreement":
    case "adaptive-consistency":
    case "decided":
      return texts.run.outcome.endedEarly(why);
    default:
      return why;
  }
}

function describeUncompared({ vote }: RunOutcome, texts: Texts): readonly string[] {
  const { length } = uncomparedAnswers(vote);
  return length === 0 ? [] : [texts.run.outcome.uncompared(length)];
}

function describeFailures({ samples }: RunOutcome, texts: Texts): readonly string[] {
  const failed = samples.filter(({ state }) => state === "failed").length;
  return failed === 0 ? [] : [texts.run.outcome.failures(failed)];
}
