import type { PythonLimits } from "../python/python-session";
import type { TokenCounts } from "./ask-for-text";
import type { GenSelectEvent, GenSelectOutcome } from "./genselect";
import type { Mode, SampleEvent, SampleOutcome } from "./sample-events";
import type { Selection } from "./selection/registry";
import type { StopDecision, StoppingRule } from "./stopping/rule";
import type { Tie } from "./tie";
import type { TraceFigures } from "./trace-confidence";
import type { Vote } from "./vote";

export interface RunRequest {
  readonly problem: string;
  /** 1 to 64. */
  readonly samples: number;
  /** Share of samples that may use Python: 0 is CoT, 1 is TIR. */
  readonly tirShare: number;
  readonly temperature: number;
  readonly topP: number;
  /** Unsigned 32-bit; all other seeds follow from it. */
  readonly seed: number;
  /** Tokens of one sample. */
  readonly maxTokens: number;
  /** A sample at its limit is asked for its answer, in so many tokens; 0: it isn't. */
  readonly forcedAnswerTokens: number;
  /** Python calls of one sample. */
  readonly codeExecutions: number;
  readonly codeLimits: PythonLimits;
  readonly stopping: StoppingRule;
  /** Limits of the whole run, comparisons included; null: none. */
  readonly budget: { readonly seconds: number | null; readonly tokens: number | null };
  /** How the answer is chosen among the samples'. */
  readonly select: Selection;
  /** With GenSelect: comparisons of one set of answers, at least, and what one may write. */
  readonly comparisons: number;
  readonly comparisonTokens: number;
}

/** What a sample is about. The last four are final. */
export type SampleState =
  | "queued"
  | "reasoning"
  | "python"
  | "done"
  | "forced"
  | "cancelled"
  | "failed";

export interface SampleReport {
  readonly sample: number;
  readonly mode: Mode;
  readonly seed: number;
  readonly state: SampleState;
  /** Null unless it ended by itself or was cut off while it ran. */
  readonly outcome: SampleOutcome | null;
  /** Tail confidence; null where unknown. */
  readonly confidence: number | null;
  /** DeepConf's figures; null where unknown, absent in older runs. */
  readonly trace?: TraceFigures | null;
  /** Why it failed, for people. */
  readonly failure: string | null;
  /** It failed because there was no Python; nothing is known of it in stored runs. */
  readonly lackedPython?: true;
}

/** What a run cost. */
export interface RunFigures {
  /** Wall time of the run. */
  readonly seconds: number;
  /** Wall time of drawing the samples, without comparisons. */
  readonly drawingSeconds: number;
  /** Of its samples one after the other: over `drawingSeconds`, what drawing them together gained. */
  readonly sampleSeconds: number;
  readonly codeSeconds: number;
  readonly codeCalls: number;
  /** Of all samples, summaries and comparisons together. */
  readonly generatedTokens: number;
  /** Computed, and found in a KV that was there already: prompts, tool output, comparisons. */
  readonly prefilledTokens: number;
  readonly cachedTokens: number;
  /** The parts of `prefilledTokens` for the samples' prompts and after their tool output. */
  readonly promptTokensPrefilled: number;
  readonly prefilledAfterOutput: number;
  /** The parts that summaries and comparisons took. */
  readonly selection: TokenCounts;
  /** Samples that were ended while they wrote, since the model was too unsure; absent in older runs. */
  readonly endedUnsure?: number;
}

export interface RunOutcome {
  /** Null when no sample named one. */
  readonly answer: string | null;
  /** What chose it; the vote also where the model's verdicts were a tie. */
  readonly decidedBy: "vote" | "genselect" | null;
  /** Null where one answer leads; absent in older runs. */
  readonly tie?: Tie | null;
  readonly vote: Vote;
  /** Why no more samples were drawn. */
  readonly stop: StopDecision;
  /** Null where GenSelect wasn't asked for, or nothing competed. */
  readonly genselect: GenSelectOutcome | null;
  readonly samples: readonly SampleReport[];
  readonly figures: RunFigures;
}

/** What happens in a run; `started` is the first, `finished` the last one. */
export type RunEvent =
  | {
      readonly kind: "started";
      readonly samples: readonly Pick<SampleReport, "sample" | "mode" | "seed">[];
    }
  | { readonly kind: "state"; readonly sample: number; readonly state: SampleState }
  | { readonly kind: "sample"; readonly sample: number; readonly event: SampleEvent }
  | { readonly kind: "failed"; readonly sample: number; readonly message: string }
  /** The votes so far; `sureness` is the probability that the leader is ahead of the second for good. */
  | { readonly kind: "vote"; readonly vote: Vote; readonly sureness: number }
  /** No more samples; those that still run are cancelled. */
  | { readonly kind: "stopping"; readonly decision: StopDecision }
  | { readonly kind: "genselect"; readonly event: GenSelectEvent }
  | { readonly kind: "finished"; readonly outcome: RunOutcome };
