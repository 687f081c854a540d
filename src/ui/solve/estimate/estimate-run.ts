import type { PastRun } from "./past-runs";
import { type Quartiles, quartiles } from "./quartiles";

/** A run that may be begun. */
export interface PlannedRun {
  readonly samples: number;
  readonly together: number;
  readonly withPython: boolean;
  /** Of one sample, at most. */
  readonly sampleTokens: number;
  /** Budgets of the run; null: none. */
  readonly seconds: number | null;
  readonly tokens: number | null;
}

export interface RunEstimate {
  /** Seconds; the middle half of the runs before lay between them. */
  readonly low: number;
  readonly high: number;
  /** Runs that it was made of. */
  readonly runs: number;
}

/** So few of one mode say less than all together. */
const fewestOfMode = 3;

/** Tokens of one sample, by the runs before; null where none came to its end. */
export function typicalTokens(
  runs: readonly PastRun[],
  withPython: boolean,
): (Quartiles & { readonly runs: number }) | null {
  const complete = runs.filter((run) => run.complete);
  const ofMode = complete.filter((run) => run.withPython === withPython);
  const chosen = ofMode.length >= fewestOfMode ? ofMode : complete;
  const found = quartiles(chosen.map(({ tokens, samples }) => tokens / samples));
  return found && { ...found, runs: chosen.length };
}

/**
 * How long a run will take; null where no run before tells it.
 * @param runs of the same model on the same device
 */
export function estimateRun(plan: PlannedRun, runs: readonly PastRun[]): RunEstimate | null {
  const speed = speedOf(runs, plan.together);
  const typical = typicalTokens(runs, plan.withPython);
  if (speed === null || typical === null) return null;
  const seconds = (ofSample: number) => secondsOf(plan, ofSample, speed);
  return { low: seconds(typical.low), high: seconds(typical.high), runs: typical.runs };
}

/**
 * Seconds of a run.
 * @param ofSample tokens that a sample takes
 * @param speed tokens a second, of all samples that are drawn at once
 */
export function secondsOf(plan: PlannedRun, ofSample: number, speed: number): number {
  const tokens = Math.min(ofSample, plan.sampleTokens) * plan.samples;
  const within = Math.min(tokens, plan.tokens ?? tokens) / speed;
  return Math.min(within, plan.seconds ?? within);
}

/**
 * Tokens a second of all samples that are drawn at once. Where so many never were, of the number
 * nearest to it, and no more than in proportion: together they may be faster, alone they are not.
 */
function speedOf(runs: readonly PastRun[], together: number): number | null {
  const distance = (run: PastRun) => Math.abs(run.together - together);
  const nearest = Math.min(...runs.map(distance));
  const chosen = runs.filter((run) => distance(run) === nearest);
  const speeds = quartiles(
    chosen.map((run) => (run.tokens / run.seconds) * Math.min(1, together / run.together)),
  );
  return speeds?.middle ?? null;
}
