import type { SampleOutcome } from "./drive";

/** What the page needs before it can draw samples. */
export interface PageSetup {
  readonly model: { readonly id: string; readonly name: string; readonly url: string };
  readonly mode: "cot" | "tir";
  readonly maxSequences: number;
  readonly maxTokens: number;
  readonly temperature: number;
}

/** One sample to draw, as it crosses into the page. */
export interface PageJob {
  readonly problem: string;
  readonly expected: string | null;
  readonly seed: number;
}

/** What tools/eval/page.ts puts on `window`. */
export interface EvalPageApi {
  /** Loads the engine and Python. @returns what really runs, for people */
  start(setup: PageSetup): Promise<string>;
  sample(job: PageJob): Promise<SampleOutcome>;
}

declare global {
  interface Window {
    evalPage: EvalPageApi;
  }
}
