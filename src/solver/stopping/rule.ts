import type { Vote } from "../vote";

/** What is known of a run while it goes on. */
export interface RunProgress {
  readonly vote: Vote;
  /** Samples asked for, and those that ended (with or without an answer, or failed). */
  readonly samples: number;
  readonly ended: number;
  readonly seconds: number;
  /** Tokens written so far by all samples, unfinished ones too. */
  readonly tokens: number;
}

export interface StopDecision {
  readonly rule:
    | "agreement"
    | "adaptive-consistency"
    | "decided"
    | "time-budget"
    | "token-budget"
    /** No rule: the person stopped the run, or there was nothing left to draw. */
    | "stopped"
    | "all-ended";
  /** For people. */
  readonly why: string;
}

/** Says when more sampling isn't worth it. */
export interface StoppingRule {
  /** @returns null to go on */
  decide(progress: RunProgress): StopDecision | null;
}

/** Stops as soon as one of the rules does. */
export function anyOf(...rules: readonly StoppingRule[]): StoppingRule {
  return {
    decide(progress) {
      for (const rule of rules) {
        const decision = rule.decide(progress);
        if (decision) return decision;
      }
      return null;
    },
  };
}

/** Never stops early. */
export const drawAll: StoppingRule = anyOf();
