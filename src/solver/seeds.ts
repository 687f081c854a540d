import { mix } from "../mix";

/** What a run needs seeds for; each has its own range, so no two seeds of a run are equal. */
export type SeedUse = "sample" | "summary" | "comparison" | "order";

const firstIndex: Readonly<Record<SeedUse, number>> = {
  sample: 0,
  summary: 0x10000,
  comparison: 0x20000,
  order: 0x30000,
};

/**
 * The seed of a run's n-th sample (comparison, …): `mix(runSeed + (n + 1) · 0x9E3779B9)` mod 2³², mix
 * being MurmurHash3's finaliser. Each step is a bijection, so one run never draws a seed twice.
 * @param runSeed unsigned 32-bit @param index below 65,536
 */
export function seedFor(runSeed: number, use: SeedUse, index: number): number {
  return mix(runSeed + Math.imul(firstIndex[use] + index + 1, 0x9e3779b9));
}

/** Numbers in [0, 1), the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 2 ** 32;
  };
}

/** A shuffled copy (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result: T[] = [];
  for (const item of items) {
    const at = Math.floor(random() * (result.length + 1));
    result.splice(at, 0, item);
  }
  return result;
}
