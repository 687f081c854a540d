import type { Speed } from "../page";

/** Another project's own engine, as the benchmark drives it. */
export interface Other {
  /** What computes, for people. */
  readonly device: string;
  /** Samples that it can decode at the same time. */
  readonly mostSamples: number;
  /** What it writes after a prompt when it always takes the likeliest token. */
  greedy(prompt: string, tokens: number): Promise<string>;
  /** @param prompt one that it has not seen */
  measure(prompt: string, samples: number, tokens: number): Promise<Speed>;
  unload(): Promise<void>;
}

/** Where their packages lie, as the bench's server delivers them. */
export const packages = "/bench/engine/others/node_modules";
