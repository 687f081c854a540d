import type { TraceFigures } from "../../src/solver/trace-confidence";

/** What a page tells of one sample. */
export interface SampleOutcome {
  readonly text: string;
  readonly answer: string | null;
  readonly tokens: number;
  /** Tail confidence; null where the engine gives no log-probabilities. */
  readonly confidence: number | null;
  /** DeepConf's figures; null where the engine doesn't tell the likeliest tokens. */
  readonly trace: TraceFigures | null;
  readonly codeCalls: number;
  readonly seconds: number;
  /** The part of it that Python took. */
  readonly codeSeconds: number;
  readonly ended: string;
  /** Why the app could not finish the sample; its `ended` is then "failed". */
  readonly error: string | null;
}

/** Of a sample of which nothing was drawn. */
export function emptySample(ended: string, error: string | null): SampleOutcome {
  return {
    ...{ text: "", answer: null, confidence: null, trace: null, ended, error },
    ...{ tokens: 0, codeCalls: 0, seconds: 0, codeSeconds: 0 },
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
