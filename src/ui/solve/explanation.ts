import type { EngineInfo } from "../../engine/engine";
import { formOf } from "../../solver/form/form-of";
import type { RunOutcome } from "../../solver/run-events";
import { isFinished } from "./endings";

/** Why the answer is what it is, in the words of a sample that gave it. */
export interface Explanation {
  /** From 0. */
  readonly sample: number;
  readonly text: string;
}

/**
 * The solution that a sample with the run's answer wrote after its thinking: of the one that the
 * comparisons chose most often, then of the most confident one. Where none wrote one, what the model
 * was asked to write for the comparison.
 * @returns null where there is neither
 */
export function explain(
  { answer, vote, samples, genselect }: RunOutcome,
  engine: EngineInfo | null,
): Explanation | null {
  const tally = vote.tallies.find((one) => one.answer === answer);
  if (!tally) return null;
  const form = formOf(engine?.promptForm ?? { kind: "openmath", assumed: true });
  const comparisons = genselect?.comparisons ?? [];
  const chosen = (sample: number) =>
    comparisons.filter(
      ({ candidates, verdict }) => verdict !== null && candidates[verdict]?.sample === sample,
    ).length;
  const confidence = (sample: number) => samples[sample]?.confidence ?? 0;
  const ranked = [...tally.samples].sort(
    (a, b) => chosen(b) - chosen(a) || confidence(b) - confidence(a) || a - b,
  );
  for (const sample of ranked) {
    const outcome = samples[sample]?.outcome;
    const text = outcome && isFinished(outcome.ending) ? form.solution(outcome.text)?.trim() : null;
    if (text) return { sample, text };
  }
  const asked = comparisons
    .flatMap(({ candidates }) => candidates)
    .find(({ sample, source }) => source === "asked" && tally.samples.includes(sample));
  return asked ? { sample: asked.sample, text: asked.summary } : null;
}
