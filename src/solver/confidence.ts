/**
 * Tokens at the end of a sample that count. DeepConf uses 2048 of traces ten times as long as those
 * a small model can afford in a browser; the share of the trace is what we keep.
 */
export const tailWindow = 512;

/**
 * DeepConf's tail confidence (Fu et al. 2025, arXiv 2508.15260) of one sample, as its tokens come.
 *
 * An approximation: DeepConf averages the negative log-probabilities of the k likeliest tokens at each
 * place. Our engines tell the chosen token's only, so this is the geometric mean of the chosen tokens'
 * probabilities over the last {@link tailWindow} tokens, in (0, 1]. Both are high where the model
 * hardly hesitates.
 */
export interface TailConfidence {
  /** @param logprob of a token that the model wrote; null if unknown */
  add(logprob: number | null): void;
  /** Null before the first token, and when a token's log-probability is unknown. */
  value(): number | null;
}

export function createTailConfidence(window = tailWindow): TailConfidence {
  const tail: number[] = [];
  let written = 0;
  let unknown = false;
  return {
    add(logprob) {
      if (logprob === null || Number.isNaN(logprob)) unknown = true;
      // The ring holds the last `window` of them.
      else tail[written++ % window] = logprob;
    },
    value() {
      if (unknown || tail.length === 0) return null;
      const sum = tail.reduce((total, one) => total + one, 0);
      return Math.min(1, Math.exp(sum / tail.length));
    },
  };
}
