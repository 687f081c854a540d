import type { OpenedRun } from "../../../journal/journal";
import type { RunOutcome } from "../../../solver/run-events";
import type { Tally } from "../../../solver/vote";
import { describeOutcome } from "../../solve/outcome-notes";
import { recordedRun } from "../../solve/recorded-run";
import { describeSample, labelSample } from "../../solve/sample-labels";
import type { Part } from "../../solve/transcript";
import type { Texts } from "../../texts/texts";

/** A run as a document tells it, whatever form and language it is written in. */
export interface Report {
  /** What stands around it. */
  readonly words: Texts["report"];
  readonly title: string | null;
  readonly problem: string;
  /** LaTeX; null where there is none. */
  readonly answer: string | null;
  /** How it came to its answer, or why to none. */
  readonly note: string | null;
  /** When, and what it was done with. */
  readonly facts: readonly string[];
  readonly votes: readonly ReportVote[];
  readonly comparisons: readonly ReportComparison[];
  /** Those that gave the answer first. */
  readonly samples: readonly ReportSample[];
}

export interface ReportVote {
  readonly answer: string;
  readonly votes: string;
  /** From 1. */
  readonly samples: readonly number[];
}

export interface ReportComparison {
  readonly number: number;
  /** What was compared, by place. */
  readonly answers: readonly string[];
  readonly verdict: string;
}

export interface ReportSample {
  readonly number: number;
  /** "done", "forced to answer", … */
  readonly state: string;
  readonly note: string | null;
  readonly parts: readonly Part[];
}

export function makeReport(opened: OpenedRun, texts: Texts): Report {
  const run = recordedRun(opened);
  if (run.kind === "idle" || run.kind === "waiting") throw new Error("A kept run has begun.");
  const { record } = opened;
  const { facts, view } = run;
  const { report: words, format, run: runWords, message } = texts;
  const outcome = run.kind === "finished" ? run.outcome : null;
  const winner = winnerOf(outcome, view.vote.winner);
  const first = (sample: number) => (winner?.samples.includes(sample) ? 0 : 1);
  return {
    words,
    title: record.title,
    problem: record.request.problem,
    answer: outcome?.answer ?? winner?.answer ?? null,
    note: outcome
      ? describeOutcome(outcome, facts, texts)
      : describeUnfinished(record.failure, texts),
    facts: [
      format.moment(record.createdAt),
      words.on(message(record.engine.modelName), message(record.engine.device)),
      `${runWords.samples(facts.samples)}, ${runWords.seed(facts.seed)}`,
      words.tokensIn(runWords.tokens(record.tokens), format.seconds(record.seconds)),
    ],
    votes: view.vote.tallies.map(({ answer, votes, samples }) => ({
      answer,
      votes: runWords.votes(votes),
      samples: samples.map((sample) => sample + 1),
    })),
    comparisons: view.comparisons.map(({ plan, result }) => ({
      number: plan.id + 1,
      answers: plan.candidates.map(({ answer }) => answer),
      verdict: describeVerdict(result?.verdict ?? null, words),
    })),
    samples: view.samples
      .filter(({ transcript }) => transcript.parts.length > 0)
      .sort((a, b) => first(a.sample) - first(b.sample))
      .map((sample) => ({
        number: sample.sample + 1,
        state: labelSample(sample, texts).text,
        note: describeSample(sample, facts, texts),
        parts: sample.transcript.parts,
      })),
  };
}

function winnerOf(outcome: RunOutcome | null, leader: Tally | null): Tally | null {
  return outcome?.vote.tallies.find(({ answer }) => answer === outcome.answer) ?? leader;
}

function describeUnfinished(failure: string | null, { report, message }: Texts): string {
  return failure === null ? report.cutOff : report.failed(message(failure));
}

function describeVerdict(verdict: number | null, words: Texts["report"]): string {
  return verdict === null ? words.noVerdict : words.best(verdict);
}
