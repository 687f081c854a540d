import { isOver, type RunView, type SampleView } from "../run-view";
import type { RunFacts } from "../solver-state";
import { sumProgress } from "../sum-progress";

export interface TimeLeft {
  readonly seconds: number;
  /** Nothing tells how much samples write: this is what is left of the time budget. */
  readonly atMost: boolean;
  /** Of the work, 0 to 1; null where it isn't known. */
  readonly share: number | null;
}

/** A few samples of this problem outweigh what others took. */
const weightOfTypical = 2;
/** What is longer than usual, a sample or a comparison, goes on about so much of its length. */
export const shareOfLonger = 0.3;
/** The speed of the first moments tells nothing. */
const fewestSeconds = 0.5;
const fewestTokens = 20;

/**
 * How long the samples of a run will take until they have ended.
 * @param typical tokens of a sample by the runs before, or as published; null where not known
 * @param elapsed seconds of the run so far
 * @returns null while nothing can be said, and when all have ended or are about to
 */
export function timeLeft(
  { samples }: RunView,
  { request }: Pick<RunFacts, "request">,
  elapsed: number,
  typical: number | null,
): TimeLeft | null {
  if (!request || elapsed < fewestSeconds) return null;
  const open = samples.filter((sample) => !isOver(sample));
  const written = sumProgress(samples).tokens;
  if (open.length === 0 || written < fewestTokens) return null;
  const budget = request.budget.seconds ?? Number.POSITIVE_INFINITY;
  const ofBudget = secondsOfBudget(request, elapsed);
  const expected = expectedTokens(samples, typical);
  if (expected === null) {
    if (ofBudget === Number.POSITIVE_INFINITY) return null;
    return { seconds: ofBudget, atMost: true, share: null };
  }
  const still = open.map(({ progress }) => toWrite(progress.tokens, expected, request.maxTokens));
  const sum = still.reduce((total, one) => total + one, 0);
  const active = open.filter(({ state }) => state !== "queued").length;
  const speed = written / elapsed;
  // The longest one goes on alone: as fast as it is now, or, on some devices, as fast as all together.
  const longest = (Math.max(...still) * Math.max(1, active)) / speed;
  const seconds = Math.max(sum / speed, (sum / speed + longest) / 2);
  return {
    seconds: Math.min(seconds, ofBudget),
    atMost: false,
    share: Math.max(written / (written + sum), Math.min(1, elapsed / budget)),
  };
}

/** Seconds that the time budget leaves; infinite without one. @param elapsed seconds of the run so far */
export function secondsOfBudget(
  { budget }: NonNullable<RunFacts["request"]>,
  elapsed: number,
): number {
  return Math.max(0, (budget.seconds ?? Number.POSITIVE_INFINITY) - elapsed);
}

/** Of one sample. */
function expectedTokens(samples: readonly SampleView[], typical: number | null): number | null {
  const ended = samples.flatMap(({ outcome }) => outcome?.generatedTokens ?? []);
  const weight = typical === null ? 0 : weightOfTypical;
  if (weight + ended.length === 0) return null;
  const sum = ended.reduce((total, tokens) => total + tokens, weight * (typical ?? 0));
  return sum / (weight + ended.length);
}

function toWrite(written: number, expected: number, limit: number): number {
  const likely = Math.max(expected - written, shareOfLonger * written);
  return Math.max(0, Math.min(likely, limit - written));
}
