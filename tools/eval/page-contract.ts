import type { Candidate, Finalist } from "../../src/solver/candidate";
import type { Verdict } from "../../src/solver/equality";
import type { GenSelectOutcome } from "../../src/solver/genselect";
import type { SampleOutcome } from "./outcome";

/** What the page needs before it can draw samples. */
export interface PageSetup {
  readonly model: { readonly id: string; readonly name: string; readonly url: string };
  /** "node": the process that drives the page has one, and answers `window.engineCall`. */
  readonly engine: "page" | "node";
  readonly mode: "cot" | "tir";
  readonly maxSequences: number;
  readonly maxTokens: number;
  readonly temperature: number;
}

/** One sample to draw, as it crosses into the page. */
export interface PageSample {
  readonly problem: string;
  readonly seed: number;
}

/** Answers to compare. */
export interface PageComparison {
  readonly problem: string;
  readonly seed: number;
  /** The samples of each answer, the answer with the most votes first. */
  readonly answers: readonly (readonly Finalist[])[];
  readonly comparisons: number;
  /** Tokens of one comparison. */
  readonly maxTokens: number;
}

/** How comparing went. */
export interface ComparisonOutcome {
  /** Of each answer, what comparisons could show of it. */
  readonly candidates: readonly (readonly Candidate[])[];
  readonly outcome: GenSelectOutcome;
  /** Written for summaries that the model was asked for. */
  readonly summaryTokens: number;
  readonly seconds: number;
  /** Why a comparison could not be finished. */
  readonly error: string | null;
}

/** What tools/eval/page.ts puts on `window`. */
export interface EvalPageApi {
  /** Loads the engine and Python. @returns what really runs, for people */
  start(setup: PageSetup): Promise<string>;
  sample(job: PageSample): Promise<SampleOutcome>;
  compare(job: PageComparison): Promise<ComparisonOutcome>;
  /** Needs no `start`. */
  startMathVerify(): Promise<void>;
  /** What Math-Verify and what is around it say of two answers. */
  judge(one: string, other: string): Promise<Verdict>;
}

declare global {
  interface Window {
    evalPage: EvalPageApi;
  }
}
