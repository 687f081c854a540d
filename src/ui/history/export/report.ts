import type { OpenedRun } from "../../../journal/journal";
import type { RunOutcome } from "../../../solver/run-events";
import type { Tally } from "../../../solver/vote";
import { formatMoment } from "../../models/format-size";
import { formatSeconds, formatVotes, plural } from "../../solve/figures";
import { describeOutcome } from "../../solve/outcome-notes";
import { recordedRun } from "../../solve/recorded-run";
import { describeSample, labelSample } from "../../solve/sample-labels";
import type { Part } from "../../solve/transcript";
import { en } from "../../texts/en";

/** A run as a document tells it, whatever it is written in. */
export interface Report {
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

export function makeReport(opened: OpenedRun): Report {
  const run = recordedRun(opened);
  if (run.kind === "idle" || run.kind === "waiting") throw new Error("A kept run has begun.");
  const { record } = opened;
  const { facts, view } = run;
  const outcome = run.kind === "finished" ? run.outcome : null;
  const winner = winnerOf(outcome, view.vote.winner);
  const first = (sample: number) => (winner?.samples.includes(sample) ? 0 : 1);
  return {
    title: record.title,
    problem: record.request.problem,
    answer: outcome?.answer ?? winner?.answer ?? null,
    note: outcome ? describeOutcome(outcome, facts, en) : describeUnfinished(record.failure),
    facts: [
      formatMoment(record.createdAt),
      `${record.engine.modelName} on ${record.engine.device}`,
      `${plural(facts.samples, "sample")}, seed ${facts.seed}`,
      `${plural(record.tokens, "token")} in ${formatSeconds(record.seconds)}`,
    ],
    votes: view.vote.tallies.map(({ answer, votes, samples }) => ({
      answer,
      votes: formatVotes(votes),
      samples: samples.map((sample) => sample + 1),
    })),
    comparisons: view.comparisons.map(({ plan, result }) => ({
      number: plan.id + 1,
      answers: plan.candidates.map(({ answer }) => answer),
      verdict: describeVerdict(result?.verdict ?? null),
    })),
    samples: view.samples
      .filter(({ transcript }) => transcript.parts.length > 0)
      .sort((a, b) => first(a.sample) - first(b.sample))
      .map((sample) => ({
        number: sample.sample + 1,
        state: labelSample(sample, en).text,
        note: describeSample(sample, facts, en),
        parts: sample.transcript.parts,
      })),
  };
}

function winnerOf(outcome: RunOutcome | null, leader: Tally | null): Tally | null {
  return outcome?.vote.tallies.find(({ answer }) => answer === outcome.answer) ?? leader;
}

function describeUnfinished(failure: string | null): string {
  return failure === null
    ? "This run was cut off before it had ended."
    : `This run ended with an error: ${failure}`;
}

function describeVerdict(verdict: number | null): string {
  return verdict === null ? "no valid verdict" : `solution ${verdict} is the best`;
}
