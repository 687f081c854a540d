import { createEquality } from "../../src/solver/equality";
import type { SampleLine } from "../../tools/eval/samples";
import { readEnding, type ScoredSample, scoreSamples } from "../../tools/eval/score";

/** How one sample went. */
export type RecordedSample = Pick<
  ScoredSample,
  "answer" | "correct" | "ending" | "tokens" | "seconds" | "group"
> &
  /** Absent where none was recorded. */
  Partial<Pick<ScoredSample, "confidence">>;

export interface RecordedProblem {
  readonly id: string;
  readonly samples: readonly RecordedSample[];
}

/**
 * The problems of an evaluation that have an answer; samples that the app failed to draw are left out.
 * Judged as they were recorded, and grouped by the cheap equality: there is no Python here.
 */
export async function fromEvaluation(lines: readonly SampleLine[]): Promise<RecordedProblem[]> {
  const usable = lines.filter(
    ({ expected, ended }) => expected !== null && readEnding(ended) !== null,
  );
  return scoreSamples(usable, createEquality(null), ({ correct }) => correct);
}
