/** Rotary position embeddings (RoFormer, arXiv 2104.09864) as a model's file describes them. */
export interface Rope {
  readonly base: number;
  /** Numbers of a head that are turned; the rest pass. */
  readonly dimensions: number;
  /** Which numbers turn together: i and i + half (Qwen, NeoX), or 2i and 2i + 1 (GGUF's Llama). */
  readonly pairs: "halves" | "adjacent";
  readonly scaling: RopeScaling;
}

/** How positions are stretched for texts longer than those of the training. */
export type RopeScaling =
  | { readonly kind: "none" }
  | { readonly kind: "linear"; readonly factor: number }
  /** Each pair's frequency is divided by its own number: Llama 3's, as GGUF stores it. */
  | { readonly kind: "factors"; readonly factors: readonly number[] }
  /** YaRN (arXiv 2309.00071). */
  | {
      readonly kind: "yarn";
      readonly factor: number;
      /** Tokens that the model was first trained with. */
      readonly originalContext: number;
      /** Turns within that context: pairs with more stay as they are, with fewer are stretched whole. */
      readonly betaFast: number;
      readonly betaSlow: number;
      /** Beside 0.1 ln(factor) + 1, by which sines and cosines are multiplied. */
      readonly attentionFactor: number;
    };

export interface RopeTable {
  /** Radians a position, of each pair; `dimensions / 2` numbers. */
  readonly frequencies: readonly number[];
  /** Sines and cosines are multiplied by it. */
  readonly magnitude: number;
}

/** The angles of the pairs. The formulas are those of the papers named above. */
export function ropeTable({ base, dimensions, scaling }: Rope): RopeTable {
  const plain = Array.from({ length: dimensions / 2 }, (_, i) => base ** ((-2 * i) / dimensions));
  switch (scaling.kind) {
    case "none":
      return { frequencies: plain, magnitude: 1 };
    case "linear":
      return { frequencies: plain.map((one) => one / scaling.factor), magnitude: 1 };
    case "factors":
      return {
        frequencies: plain.map((one, i) => one / (scaling.factors[i] ?? 1)),
        magnitude: 1,
      };
    case "yarn": {
      const { factor, originalContext, betaFast, betaSlow } = scaling;
      // The pair that turns so often within the first context.
      const pairOf = (turns: number) =>
        (dimensions * Math.log(originalContext / (turns * 2 * Math.PI))) / (2 * Math.log(base));
      const low = Math.max(0, Math.floor(pairOf(betaFast)));
      const high = Math.min(dimensions - 1, Math.ceil(pairOf(betaSlow)));
      const kept = (i: number) =>
        1 - Math.min(1, Math.max(0, (i - low) / Math.max(0.001, high - low)));
      return {
        frequencies: plain.map((one, i) => one * (kept(i) + (1 - kept(i)) / factor)),
        magnitude: scaling.attentionFactor * (0.1 * Math.log(factor) + 1),
      };
    }
  }
}
