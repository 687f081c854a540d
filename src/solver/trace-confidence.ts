/**
 * DeepConf's measures of one trace (Fu et al. 2025, arXiv 2508.15260, section 2; the formulas as in
 * github.com/facebookresearch/deepconf, MIT). All are in nats and not negative: the more, the surer.
 */
export interface TraceFigures {
  /** Mean over all tokens. Less ln k it is the self-certainty among the k likeliest tokens. */
  readonly mean: number;
  /** Mean over the last group. */
  readonly tail: number;
  /** Mean over the least sure group: what ends a trace while it is written, and what it weighs. */
  readonly lowestGroup: number;
  /** Mean over the least sure tenth of all groups. */
  readonly bottomTenth: number;
}

/** A group of DeepConf's, in tokens, and the limit of its traces. */
const publishedGroup = 2048;
const publishedLimit = 64_000;
/** Fewer say more of single tokens than of the trace. */
const minGroup = 16;

/**
 * Tokens of a group: DeepConf's share of the tokens that a trace may write, since in a browser traces
 * are much shorter than its own.
 */
export function groupSize(maxTokens: number): number {
  const share = Math.round((maxTokens * publishedGroup) / publishedLimit);
  return Math.min(publishedGroup, Math.max(minGroup, share));
}

/** An impossible token's: a server writes -Infinity, which would outweigh all other tokens. */
const minLogprob = -100;

/**
 * Token confidence: the mean negative log-probability of the k likeliest tokens at one place. High
 * where one token has all the probability, and the others hardly any.
 * @returns null without any, rounded to a thousandth as DeepConf does
 */
export function tokenConfidence(top: readonly number[]): number | null {
  if (top.length === 0 || top.some(Number.isNaN)) return null;
  const sum = top.reduce((total, one) => total + Math.max(minLogprob, one), 0);
  return Math.round((-sum / top.length) * 1000) / 1000;
}

/** Of one trace, as its tokens come. */
export interface TraceConfidence {
  /** @param confidence of a token that the model wrote; null if unknown: it is left out */
  add(confidence: number | null): void;
  /** The least sure full group so far; null before the first is full. */
  lowestGroup(): number | null;
  /** Null where too little is known: no token, or more than a tenth of them unknown. */
  figures(): TraceFigures | null;
}

/** @param size tokens of a group; a shorter trace is one group */
export function createTraceConfidence(size: number): TraceConfidence {
  /** The last group's tokens. */
  const ring: number[] = [];
  /** Means of all full groups, one for each token from the first full one on. */
  const groups: number[] = [];
  let lowest: number | null = null;
  let known = 0;
  let unknown = 0;
  let sum = 0;
  let sumOfGroup = 0;
  return {
    add(confidence) {
      if (confidence === null || !Number.isFinite(confidence)) {
        unknown += 1;
        return;
      }
      sumOfGroup += confidence - (ring[known % size] ?? 0);
      ring[known % size] = confidence;
      sum += confidence;
      known += 1;
      if (known < size) return;
      const mean = sumOfGroup / size;
      groups.push(mean);
      lowest = lowest === null ? mean : Math.min(lowest, mean);
    },
    lowestGroup: () => lowest,
    figures() {
      if (known === 0 || unknown * 10 > known + unknown) return null;
      const mean = sum / known;
      const tail = sumOfGroup / Math.min(known, size);
      const sorted = groups.length > 0 ? [...groups].sort((a, b) => a - b) : [mean];
      const tenth = sorted.slice(0, Math.max(1, Math.floor(sorted.length / 10)));
      return {
        ...{ mean, tail },
        lowestGroup: sorted[0] ?? mean,
        bottomTenth: tenth.reduce((total, one) => total + one, 0) / tenth.length,
      };
    },
  };
}
