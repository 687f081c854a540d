/** What either side takes from the other at most. */
export const limits = {
  /** Characters; as the app's own form. */
  problem: 10_000,
  answer: 10_000,
  /** Of a title or message. */
  text: 1_000,
  samples: 64,
  /** Pixels that a frame may ask for. */
  height: 20_000,
  /** Messages at once, and each second from then on; more are dropped. */
  burst: 200,
  perSecond: 60,
  /** Dropped messages after which nothing more is taken from that side. */
  flood: 2_000,
} as const;
