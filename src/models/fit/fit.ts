/** Whether a model runs on this device, and how. */
export type Fit =
  | {
      readonly kind: "fits";
      readonly backend: "gpu" | "cpu";
      /** By the folders of `src/engine`: ours, or llama.cpp. */
      readonly engine: "webgpu" | "wllama";
      /** Samples drawn at the same time. */
      readonly sequences: number;
      /** Tokens of each. */
      readonly contextLength: number;
      readonly needBytes: number;
      /** What is given up, and why, in plain words; empty when nothing is. */
      readonly notes: readonly string[];
      /** Why the GPU engine doesn't run it, in plain words; else null. */
      readonly hint: string | null;
    }
  | {
      readonly kind: "too-large";
      /** The least it could do with; null where memory isn't what is missing. */
      readonly needBytes: number | null;
      /** In plain words. */
      readonly reason: string;
      /** What to do instead, in plain words; null when nothing is known to help. */
      readonly alternative: string | null;
    };
