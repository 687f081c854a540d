import type { Sampling } from "../engine/engine";
import type { PythonLimits, PythonResult } from "../python/python-session";

/** How a sample is asked to think: reasoning only (CoT), or with Python (TIR). */
export type Mode = "cot" | "tir";

export interface SampleRequest {
  readonly problem: string;
  readonly mode: Mode;
  readonly sampling: Sampling;
  /** Tokens the model may write in the whole sample; code output does not count. */
  readonly maxTokens: number;
  /** Python calls announced to the model, and allowed; unused in CoT. */
  readonly codeExecutions: number;
  readonly codeLimits: PythonLimits;
  /**
   * A sample without a box is asked for its answer at its token limit, or when the model closed its
   * turn, and may write so many tokens more.
   * @default 0: it isn't asked
   */
  readonly forcedAnswerTokens?: number;
}

/** How a sample ended. */
export type SampleEnding =
  /** The model closed its turn and boxed an answer. */
  | "answered"
  /** The model closed its turn without naming an answer, or declined the problem. */
  | "no-answer"
  /** The model closed its turn without a box, was asked for one, and filled it. */
  | "asked"
  /** The model closed its turn without a box; it says "Answer: 42", or its code printed a box. */
  | "unboxed"
  | "token-limit"
  | "context-full"
  /** At one of these two limits the sample was asked for its answer, and boxed one. */
  | "forced"
  /** The signal fired; the text so far is kept. */
  | "stopped";

/** How a sample had ended that was then asked for its answer. */
export type ForcedAfter = "no-answer" | "token-limit" | "context-full";

export interface SampleOutcome {
  readonly ending: SampleEnding;
  /** What the model boxed (`boxedAnswer`); with the ending `unboxed`, what it says (`readAnswer`). */
  readonly answer: string | null;
  /** Everything after the prompt: the model's text and the tool outputs it read. */
  readonly text: string;
  readonly generatedTokens: number;
  readonly prefilledTokens: number;
  readonly cachedTokens: number;
  /** The part of `prefilledTokens` that was computed after tool output, the output included. */
  readonly prefilledAfterOutput: number;
  readonly codeCalls: number;
  /** Wall time of the whole sample, and the part of it that Python took. */
  readonly seconds: number;
  readonly codeSeconds: number;
}

/** What happens in a sample, in order; `finished` is the last one. */
export type SampleEvent =
  /** The model wrote this. */
  | { readonly kind: "text"; readonly text: string; readonly logprob: number | null }
  /** A block of code was closed and runs now. `call` counts from 1. */
  | { readonly kind: "code-started"; readonly call: number; readonly code: string }
  | {
      readonly kind: "code-finished";
      readonly call: number;
      readonly result: PythonResult;
      readonly executionsLeft: number;
    }
  /** What the model was given to read next (tool output and budget line), as it stands in the text. */
  | { readonly kind: "appended"; readonly text: string }
  /**
   * The sample was made to answer: this was put into its mouth. `ended`: the model had closed its
   * turn; otherwise it was at a limit.
   */
  | { readonly kind: "forced"; readonly text: string; readonly ended?: true }
  | { readonly kind: "finished"; readonly outcome: SampleOutcome };
