import { demoModel } from "../../models/demo-model";
import type { RunOutcome } from "../../solver/run-events";
import { tieOf } from "../../solver/tie";
import type { Texts } from "../texts/texts";
import { allVotes } from "./all-votes";
import { describeEnding, isFinished } from "./endings";
import type { RunFacts } from "./solver-state";
import { uncomparedAnswers } from "./uncompared-note";

/**
 * How a run came to its answer, or to none; null when one sample simply gave its answer.
 * @param tie the words for a tie, if they stand elsewhere
 */
export function describeOutcome(
  outcome: RunOutcome,
  facts: RunFacts,
  texts: Texts,
  tie: readonly string[] = describeTie(outcome, texts),
): string | null {
  const [only] = outcome.samples;
  if (facts.samples === 1) {
    return only?.outcome ? describeEnding(only.outcome, facts, texts) : null;
  }
  const sentences = [
    ...(outcome.answer === null
      ? describeNone(outcome, facts, texts)
      : describeChoice(outcome, texts, tie)),
    ...describeUncompared(outcome, texts),
    describeStop(outcome, texts),
    ...describeUnsure(outcome, texts),
    ...describeFailures(outcome, texts),
  ];
  return texts.run.sentences(sentences);
}

/** Why all samples failed; null when not all did. Samples that were never begun don't count. */
export function allFailed(outcome: RunOutcome, { message }: Pick<Texts, "message">): string | null {
  const begun = begunSamples(outcome);
  if (begun.length === 0 || begun.some(({ state }) => state !== "failed")) return null;
  const reasons = new Set(begun.flatMap(({ failure }) => (failure ? message(failure) : [])));
  return [...reasons].join(" ");
}

/** Whether samples failed of which the model may be the cause: loading it again is of use then. */
export function blamesModel(outcome: RunOutcome): boolean {
  return begunSamples(outcome).some(
    ({ state, lackedPython }) => state === "failed" && !lackedPython,
  );
}

function begunSamples({ samples }: RunOutcome) {
  return samples.filter(({ state, outcome }) => state !== "cancelled" || outcome);
}

/**
 * That several answers were level, and why one of them is shown; nothing where one leads.
 * @param write an answer, as it is to stand in the sentence
 */
export function describeTie(
  outcome: RunOutcome,
  texts: Texts,
  write: (answer: string) => string = (answer) => answer,
): readonly string[] {
  const { vote, genselect } = outcome;
  const tie = tieOf(vote, genselect);
  const [first] = tie?.answers ?? [];
  if (!tie || first === undefined) return [];
  const words = texts.run.outcome;
  const written = tie.answers.map(write);
  const answers = [written.slice(0, -1).join(words.comma), written.at(-1)].join(words.and);
  const level =
    tie.of === "votes"
      ? words.tieOfVotes(answers, vote.winner?.votes ?? 0)
      : words.tieOfVerdicts(answers, Math.max(0, ...(genselect?.votes ?? [])));
  return [level, words.shown[tie.brokenBy](write(first))];
}

function describeChoice(
  outcome: RunOutcome,
  texts: Texts,
  tie: readonly string[],
): readonly string[] {
  const { vote, genselect, decidedBy } = outcome;
  const words = texts.run.outcome;
  const unfinished = isUnfinished(outcome) ? [words.unfinished] : [];
  if (tieOf(vote, genselect)) {
    const why = genselect?.why ? [texts.message(genselect.why)] : [];
    return [...why, ...tie, ...unfinished];
  }
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

function describeUnsure({ figures }: RunOutcome, texts: Texts): readonly string[] {
  const { endedUnsure = 0 } = figures;
  return endedUnsure === 0 ? [] : [texts.run.outcome.endedUnsure(endedUnsure)];
}

function describeFailures({ samples }: RunOutcome, texts: Texts): readonly string[] {
  const failed = samples.filter(({ state }) => state === "failed").length;
  return failed === 0 ? [] : [texts.run.outcome.failures(failed)];
}
