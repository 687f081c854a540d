import type { Comparison, ComparisonPlan, GenSelectEvent } from "../../solver/genselect";
import type { RunEvent, SampleReport } from "../../solver/run-events";
import type { SampleEvent } from "../../solver/sample-events";
import type { StopDecision } from "../../solver/stopping/rule";
import { emptyVote, type Vote } from "../../solver/vote";
import { countEvent, noProgress, type Progress } from "./progress";
import { countToken, countVote, emptyTimeline, type Timeline } from "./timeline";
import { close, emptyTranscript, readEvent, type Transcript } from "./transcript";

/** A sample as the page shows it. */
export interface SampleView extends SampleReport {
  readonly transcript: Transcript;
  readonly progress: Progress;
}

/** A comparison as the page shows it. */
export interface ComparisonView {
  readonly plan: ComparisonPlan;
  readonly text: string;
  /** Tokens so far. */
  readonly written: number;
  /** Null while the model writes. */
  readonly result: Comparison | null;
  /** Milliseconds of the clock that the events were read by. */
  readonly startedAt: number;
  /** What it took; null while the model writes. */
  readonly seconds: number | null;
}

/** What a run's events have told so far. What did not change keeps its identity. */
export interface RunView {
  readonly samples: readonly SampleView[];
  readonly vote: Vote;
  /** The probability that the leader is the majority. */
  readonly sureness: number;
  /** Null while samples are drawn. */
  readonly stop: StopDecision | null;
  readonly comparisons: readonly ComparisonView[];
  readonly timeline: Timeline;
}

export const emptyRun: RunView = {
  samples: [],
  vote: emptyVote,
  sureness: 0,
  stop: null,
  comparisons: [],
  timeline: emptyTimeline,
};

/** The view after one more event. @param now milliseconds of a monotonic clock */
export function readRunEvent(view: RunView, event: RunEvent, now: number): RunView {
  switch (event.kind) {
    case "started":
      return {
        ...emptyRun,
        samples: event.samples.map(newSample),
        timeline: { ...emptyTimeline, origin: now },
      };
    case "state":
      return withSample(view, event.sample, (sample) => ({ ...sample, state: event.state }));
    case "sample":
      return withSample(timed(view, event.event, now), event.sample, (sample) => ({
        ...sample,
        transcript: readEvent(sample.transcript, event.event),
        progress: countEvent(sample.progress, event.event, now),
        outcome: event.event.kind === "finished" ? event.event.outcome : sample.outcome,
      }));
    case "failed":
      return withSample(view, event.sample, (sample) => ({
        ...sample,
        failure: event.message,
        transcript: close(sample.transcript),
      }));
    case "vote":
      return {
        ...view,
        vote: event.vote,
        sureness: event.sureness,
        timeline: countVote(view.timeline, now, event.sureness),
      };
    case "stopping":
      return { ...view, stop: event.decision };
    case "genselect":
      return readComparison(view, event.event, now);
    case "finished": {
      const { samples, vote, stop } = event.outcome;
      return samples.reduce(withReport, { ...view, vote, stop });
    }
  }
}

function timed(view: RunView, event: SampleEvent, now: number): RunView {
  if (event.kind !== "text") return view;
  return { ...view, timeline: countToken(view.timeline, now, event.logprob) };
}

/** Ends a view where it stands: nothing goes on any more. */
export function closeRun(view: RunView): RunView {
  const samples = view.samples.map((sample) =>
    isOver(sample)
      ? sample
      : { ...sample, state: "cancelled" as const, transcript: close(sample.transcript) },
  );
  return { ...view, samples };
}

/** True when nothing more comes of a sample. */
export function isOver({ state }: Pick<SampleReport, "state">): boolean {
  return state === "done" || state === "forced" || state === "cancelled" || state === "failed";
}

function newSample(sample: Pick<SampleReport, "sample" | "mode" | "seed">): SampleView {
  return {
    ...sample,
    state: "queued",
    outcome: null,
    confidence: null,
    failure: null,
    transcript: emptyTranscript,
    progress: noProgress,
  };
}

function withReport(view: RunView, report: SampleReport): RunView {
  return withSample(view, report.sample, (sample) => ({ ...sample, ...report }));
}

function withSample(
  view: RunView,
  number: number,
  change: (sample: SampleView) => SampleView,
): RunView {
  const sample = view.samples[number];
  if (!sample) return view;
  return { ...view, samples: view.samples.with(number, change(sample)) };
}

function readComparison(view: RunView, event: GenSelectEvent, now: number): RunView {
  switch (event.kind) {
    case "comparison-started": {
      const started = {
        ...{ plan: event.plan, text: "", written: 0, result: null },
        ...{ startedAt: now, seconds: null },
      };
      // One that was cut off begins anew, in its place.
      if (view.comparisons.some(({ plan }) => plan.id === event.plan.id)) {
        return withComparison(view, event.plan.id, () => started);
      }
      return { ...view, comparisons: [...view.comparisons, started] };
    }
    case "comparison-text":
      return withComparison(view, event.id, (one) => ({
        ...one,
        text: one.text + event.text,
        written: one.written + 1,
      }));
    case "comparison-finished": {
      const { comparison } = event;
      return withComparison(view, comparison.id, (one) => ({
        ...one,
        text: comparison.text,
        result: comparison,
        seconds: (now - one.startedAt) / 1000,
      }));
    }
    case "finished":
      return view;
  }
}

function withComparison(
  view: RunView,
  id: number,
  change: (comparison: ComparisonView) => ComparisonView,
): RunView {
  const comparisons = view.comparisons.map((one) => (one.plan.id === id ? change(one) : one));
  return { ...view, comparisons };
}
