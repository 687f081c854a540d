/** What either side takes from the other at most. */
export const limits = {
  /**
   * In UTF-16. Far more than is solved (`maxProblemLength`): a problem that is too long is handed over
   * whole, shown and refused in words.
   */
  problem: 1_000_000,
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
