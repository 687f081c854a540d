import type { Engine } from "../../src/engine/engine";
import type { SameAnswer } from "../../src/solver/equality";
import { startEnginePage } from "./browser-page";
import { drive } from "./drive";
import { type GenSelectLine, toGenSelectLine } from "./genselect-lines";
import type { GenSelectJob } from "./genselect-subsets";
import { isCorrect } from "./is-correct";
import { findModel } from "./model";
import { emptySample, type SampleOutcome } from "./outcome";
import type { ComparisonOutcome, PageSetup } from "./page-contract";
import type { Plan } from "./plan";
import { createProgress } from "./progress";
import type { Recording } from "./recording";
import type { Job, SampleLine } from "./samples";

export interface DrawParams<J, L> {
  readonly plan: Plan;
  readonly jobs: readonly J[];
  readonly recording: Recording<L>;
  /** The dev server's address, ending in "/". */
  readonly url: string;
  readonly same: SameAnswer;
  /** The engine of this process, with `--engine node`; null: each page loads its own. */
  engine(): Promise<Engine | null>;
  log(line: string): void;
}

/** Draws samples in browser pages, and records them. */
export async function drawSamples(params: DrawParams<Job, SampleLine>): Promise<void> {
  const { plan, jobs, recording, url, same, log } = params;
  const progress = createProgress(jobs.length, "samples", log);
  await drive({
    jobs,
    ...{ pages: plan.pages, concurrency: plan.concurrency, log },
    async startPage() {
      const setup = pageSetup(plan, url);
      const page = await startEnginePage({ url, setup, engine: await params.engine(), log });
      return {
        run: ({ problem: { problem }, seed }) => page.sample({ problem, seed }),
        close: page.close,
      };
    },
    failed: (error) => emptySample("failed", error),
    async onDone(job, outcome) {
      const line = await toSampleLine(plan, job, outcome, same);
      progress.finished(line);
      await recording.add(line);
    },
  });
  progress.close();
}

/** Lets the model compare answers in browser pages, and records it. */
export async function drawComparisons(
  params: DrawParams<GenSelectJob, GenSelectLine>,
): Promise<void> {
  const { plan, jobs, recording, url, same, log } = params;
  const { comparisons, comparisonTokens: maxTokens } = plan;
  const progress = createProgress(jobs.length, "subsets compared", log);
  await drive({
    jobs,
    ...{ pages: plan.pages, concurrency: plan.concurrency, log },
    async startPage() {
      // Comparisons run no Python.
      const setup: PageSetup = { ...pageSetup(plan, url), mode: "cot" };
      const page = await startEnginePage({ url, setup, engine: await params.engine(), log });
      return {
        run: ({ problem: { problem }, seed, answers }) =>
          page.compare({ problem, seed, answers, comparisons, maxTokens }),
        close: page.close,
      };
    },
    failed: (error) => notCompared(error),
    async onDone(job, outcome) {
      const line = toGenSelectLine(job, outcome, plan);
      const judged = { answer: line.answer, ended: "answered" };
      const correct = await isCorrect(judged, job.problem.expected, same);
      progress.finished({ ...line, correct });
      await recording.add({ ...line, correct });
    },
  });
  progress.close();
}

function pageSetup(plan: Plan, url: string): PageSetup {
  return {
    model: findModel(plan.model, url),
    engine: plan.engine,
    mode: plan.mode,
    maxSequences: plan.concurrency,
    maxTokens: plan.maxTokens,
    temperature: plan.temperature,
  };
}

async function toSampleLine(
  plan: Plan,
  { problem, sample, seed }: Job,
  one: SampleOutcome,
  same: SameAnswer,
): Promise<SampleLine> {
  return {
    ...{ id: problem.id, sample, seed },
    ...{ model: plan.model, mode: plan.mode, temperature: plan.temperature },
    max_tokens: plan.maxTokens,
    expected: problem.expected,
    answer: one.answer,
    correct: await isCorrect(one, problem.expected, same),
    tokens: one.tokens,
    confidence: one.confidence === null ? null : Number(one.confidence.toPrecision(6)),
    trace: one.trace && {
      ...{ mean: milli(one.trace.mean), tail: milli(one.trace.tail) },
      lowest_group: milli(one.trace.lowestGroup),
      bottom_tenth: milli(one.trace.bottomTenth),
    },
    code_calls: one.codeCalls,
    seconds: milli(one.seconds),
    code_seconds: milli(one.codeSeconds),
    ended: one.ended,
    error: one.error,
    family: problem.family,
    split: problem.split,
    text: one.text,
  };
}

function notCompared(error: string): ComparisonOutcome {
  const why = "The comparisons failed.";
  return {
    candidates: [],
    outcome: { winner: null, why, votes: [], comparisons: [] },
    ...{ summaryTokens: 0, seconds: 0, error },
  };
}

/** Rounded to thousandths. */
export function milli(value: number): number {
  return Math.round(value * 1000) / 1000;
}
