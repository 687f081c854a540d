/** What all samples of a run wrote in a stretch of time. */
export interface TimeBin {
  readonly tokens: number;
  /** Of the tokens whose log-probability is known: how many, and the sum of these. */
  readonly known: number;
  readonly logprobs: number;
}

/** A run over its time, of bounded size: stretches double their width when they become too many. */
export interface Timeline {
  /** Milliseconds of a monotonic clock at the run's beginning; null before it. */
  readonly origin: number | null;
  /** Seconds. */
  readonly width: number;
  readonly bins: readonly TimeBin[];
  /** How sure the leader was of the majority, from this second of the run on. */
  readonly sureness: readonly { readonly seconds: number; readonly share: number }[];
}

const mostBins = 120;
const emptyBin: TimeBin = { tokens: 0, known: 0, logprobs: 0 };

export const emptyTimeline: Timeline = { origin: null, width: 0.25, bins: [], sureness: [] };

/** @param logprob of the token; null if unknown */
export function countToken(timeline: Timeline, now: number, logprob: number | null): Timeline {
  const seconds = secondsOf(timeline, now);
  let { width, bins } = timeline;
  while (seconds >= width * mostBins) {
    bins = merged(bins);
    width *= 2;
  }
  const place = Math.floor(seconds / width);
  const next = bins.slice();
  while (next.length <= place) next.push(emptyBin);
  const { tokens, known, logprobs } = next[place] ?? emptyBin;
  next[place] =
    logprob === null
      ? { tokens: tokens + 1, known, logprobs }
      : { tokens: tokens + 1, known: known + 1, logprobs: logprobs + logprob };
  return { ...timeline, origin: timeline.origin ?? now, width, bins: next };
}

export function countVote(timeline: Timeline, now: number, share: number): Timeline {
  // The next sample's vote may change nothing; nor does one that is counted again after a cut.
  if (timeline.sureness.at(-1)?.share === share) return timeline;
  const point = { seconds: secondsOf(timeline, now), share };
  return { ...timeline, sureness: [...timeline.sureness, point] };
}

function secondsOf({ origin }: Timeline, now: number): number {
  return Math.max(0, now - (origin ?? now)) / 1000;
}

function merged(bins: readonly TimeBin[]): TimeBin[] {
  const pairs: TimeBin[] = [];
  for (let place = 0; place < bins.length; place += 2) {
    const [one, other] = [bins[place] ?? emptyBin, bins[place + 1] ?? emptyBin];
    pairs.push({
      tokens: one.tokens + other.tokens,
      known: one.known + other.known,
      logprobs: one.logprobs + other.logprobs,
    });
  }
  return pairs;
}
