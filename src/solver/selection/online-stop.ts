import { percentile } from "./percentile";

/** Traces whose confidence sets the threshold, as published, of a run of hundreds. */
const publishedWarmUp = 16;
/** A threshold of fewer says little. */
const minWarmUp = 4;

/** Traces of a run that end by themselves before others may be ended. */
export function warmUpTraces(samples: number): number {
  return Math.min(publishedWarmUp, Math.max(minWarmUp, Math.ceil(samples / 4)));
}

/**
 * DeepConf's online rule (Fu et al. 2025, arXiv 2508.15260, section 3.3): the first traces set a
 * threshold, the confidence that a share of them reaches; a trace with a group below it is ended while
 * it is written.
 */
export interface OnlineStop {
  /** Of a trace that ended by itself; null where its confidence is not known. */
  ended(lowestGroup: number | null): void;
  /** Null while the first traces are being written. */
  threshold(): number | null;
  /** @param lowestGroup of a trace that is being written; null before its first full group */
  isHopeless(lowestGroup: number | null): boolean;
}

/** @param samples of the run @param keeps share of traces that are good enough */
export function createOnlineStop(samples: number, keeps: number): OnlineStop {
  const wanted = warmUpTraces(samples);
  const warmUp: number[] = [];
  let threshold: number | null = null;
  return {
    ended(lowestGroup) {
      if (lowestGroup === null || threshold !== null) return;
      warmUp.push(lowestGroup);
      if (warmUp.length === wanted) threshold = percentile(warmUp, 1 - keeps);
    },
    threshold: () => threshold,
    isHopeless: (lowestGroup) =>
      threshold !== null && lowestGroup !== null && lowestGroup < threshold,
  };
}
