import { addTokens, noTokens, type TokenCounts } from "./ask-for-text";
import type { RunFigures, SampleReport } from "./run-events";
import type { SampleOutcome } from "./sample-events";

/** @param selection what summaries and comparisons cost @param times wall times */
export function runFigures(
  samples: readonly SampleReport[],
  selection: TokenCounts,
  times: Pick<RunFigures, "seconds" | "drawingSeconds">,
): RunFigures {
  const outcomes = samples.flatMap(({ outcome }) => outcome ?? []);
  const sum = (of: (outcome: SampleOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const drawn = outcomes.reduce(addTokens, noTokens);
  const prefilledAfterOutput = sum((one) => one.prefilledAfterOutput);
  return {
    ...times,
    sampleSeconds: sum((one) => one.seconds),
    codeSeconds: sum((one) => one.codeSeconds),
    codeCalls: sum((one) => one.codeCalls),
    ...addTokens(drawn, selection),
    promptTokensPrefilled: drawn.prefilledTokens - prefilledAfterOutput,
    prefilledAfterOutput,
    selection,
    endedUnsure: outcomes.filter(({ ending }) => ending === "low-confidence").length,
  };
}
