import { allFailed } from "../../ui/solve/outcome-notes";
import type { SampleView } from "../../ui/solve/run-view";
import { isActive, type SolverState } from "../../ui/solve/solver-state";
import type { Texts } from "../../ui/texts/texts";
import { limits } from "../protocol/limits";
import type { FrameLink } from "./frame-link";
import { answerOf, progressOf, sampleMessage } from "./read-run";
import { throttle } from "./throttle";
import type { Widget } from "./widget-store";

const progressMs = 250;
const stateMs = 500;

/** Tells the page around what happens in a widget. */
export function tellHost(widget: Widget, link: FrameLink, texts: () => Texts): void {
  let before = widget.solver.getState();
  /** Samples of the run that were told. */
  let told = new Set<number>();

  const tellProgress = throttle(() => {
    const state = widget.solver.getState();
    const progress = progressOf(state.run) ?? waitingOf(state, widget.getState().place);
    if (progress) link.send(progress);
  }, progressMs);
  const tellState = throttle(
    () => link.send({ kind: "state", id: null, state: stateOf(widget) }),
    stateMs,
  );

  function tellSamples(samples: readonly SampleView[]): void {
    for (const sample of samples) {
      const message = told.has(sample.sample) ? null : sampleMessage(sample);
      if (!message) continue;
      told.add(sample.sample);
      link.send(message);
    }
  }

  function fail(code: "invalid" | "failed" | "stopped", message: string): void {
    link.send({ kind: "error", code, message: message.slice(0, limits.text) });
  }

  function look(): void {
    const last = before;
    const state = widget.solver.getState();
    before = state;
    const { run } = state;
    const words = texts();
    if (state.rejection !== null && state.rejection !== last.rejection) {
      fail("invalid", words.message(state.rejection));
    }
    if (isActive(run)) tellProgress();
    if (run === last.run) return;
    if (run.kind === "waiting") told = new Set();
    if (run.kind === "running" || run.kind === "finished") tellSamples(run.view.samples);
    if (run.kind === last.run.kind) return;
    if (run.kind === "finished") {
      const failure = allFailed(run.outcome, words);
      if (failure !== null) fail("failed", failure);
      else {
        const answer = answerOf(run);
        link.send({ kind: "answer", answer });
        link.report(answer);
      }
      tellState();
    } else if (run.kind === "failed") fail("failed", words.message(run.message));
    else if (run.kind === "idle") fail("stopped", words.embed.stopped);
  }

  widget.solver.subscribe(look);
  widget.subscribe(() => {
    if (isActive(widget.solver.getState().run)) tellProgress();
    tellState();
  });
}

/** What the page may keep, with the answer that is shown. */
export function stateOf(widget: Widget) {
  const { run } = widget.solver.getState();
  const saved = widget.saved();
  return run.kind === "finished" ? { ...saved, answer: answerOf(run) } : saved;
}

function waitingOf({ engine, run }: SolverState, place: number | null) {
  if (run.kind !== "waiting" || engine.kind !== "loading") return null;
  const { progress } = engine;
  const bytes = progress && "loadedBytes" in progress ? progress : null;
  return {
    kind: "progress",
    phase: place === null ? "loading" : "queued",
    place,
    loadedBytes: bytes?.loadedBytes ?? null,
    totalBytes: bytes?.totalBytes ?? null,
    ...{ samples: 0, samplesEnded: 0, tokens: 0, leading: null },
  } as const;
}
