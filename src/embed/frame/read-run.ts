import { tieOf } from "../../solver/tie";
import { runTokens } from "../../ui/solve/run-tokens";
import { isOver, type SampleView } from "../../ui/solve/run-view";
import type { RunState } from "../../ui/solve/solver-state";
import type { FrameMessage } from "../protocol/frame-messages";
import { limits } from "../protocol/limits";
import type { WidgetAnswer } from "../protocol/state";

/** Runs and samples as the page around is told of them. */

type Finished = RunState & { readonly kind: "finished" };

export function answerOf({ facts, view, outcome }: Finished): WidgetAnswer {
  const { answer, vote, genselect, decidedBy, stop, figures } = outcome;
  const tally = vote.tallies.find((one) => one.answer === answer) ?? vote.winner;
  return {
    problem: facts.problem,
    answer: cut(answer),
    votes: tally?.votes ?? 0,
    allVotes: vote.tallies.reduce((sum, { votes }) => sum + votes, 0),
    samples: view.samples.length,
    decidedBy,
    tie: tieOf(vote, genselect)?.answers.map((one) => one.slice(0, limits.answer)) ?? [],
    stopped: stop.rule === "stopped",
    seconds: figures.seconds,
    tokens: figures.generatedTokens,
    model: (facts.engine?.modelName ?? "").slice(0, limits.text),
  };
}

export function progressOf(run: RunState): FrameMessage | null {
  if (run.kind !== "running") return null;
  const { samples, vote } = run.view;
  return {
    ...{ kind: "progress", phase: "solving", place: null, loadedBytes: null, totalBytes: null },
    samples: samples.length,
    samplesEnded: samples.filter(isOver).length,
    tokens: runTokens(run),
    leading: cut(vote.winner?.answer ?? null),
  };
}

/** @returns null while it goes on */
export function sampleMessage(sample: SampleView): FrameMessage | null {
  const { state } = sample;
  if (state !== "done" && state !== "forced" && state !== "cancelled" && state !== "failed") {
    return null;
  }
  return {
    kind: "sample",
    sample: sample.sample + 1,
    answer: cut(sample.outcome?.answer ?? null),
    state,
    tokens: sample.progress.tokens,
    codeCalls: sample.progress.codeCalls,
  };
}

function cut(answer: string | null): string | null {
  return answer === null ? null : answer.slice(0, limits.answer);
}
