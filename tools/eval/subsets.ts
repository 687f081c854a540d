import { createRandom } from "../../src/solver/seeds";

/** n over k. Exact while it matters: more than any limit here is as good as infinite. */
export function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) result = (result * (n - i + 1)) / i;
  return k < 0 || k > n ? 0 : Math.round(result);
}

/**
 * Subsets of size k of 0 … n − 1, each ascending: all of them if they are at most `most`, else so many
 * different ones, each as likely as any other, the same for the same seed.
 */
export function subsets(n: number, k: number, most: number, seed: number): number[][] {
  if (binomial(n, k) <= most) return allSubsets(n, k);
  const random = createRandom(seed);
  const drawn = new Map<string, number[]>();
  while (drawn.size < most) {
    const subset = drawSubset(n, k, random);
    drawn.set(subset.join(), subset);
  }
  return [...drawn.values()];
}

function allSubsets(n: number, k: number): number[][] {
  if (k === 0) return [[]];
  if (k > n) return [];
  const without = allSubsets(n - 1, k);
  const including = allSubsets(n - 1, k - 1).map((subset) => [...subset, n - 1]);
  return [...without, ...including];
}

/** Selection sampling (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S). */
function drawSubset(n: number, k: number, random: () => number): number[] {
  const subset: number[] = [];
  for (let i = 0; subset.length < k; i += 1) {
    if (random() * (n - i) < k - subset.length) subset.push(i);
  }
  return subset;
}

/** 1, 2, 4, … up to n, and n. */
export function subsetSizes(n: number): number[] {
  const sizes: number[] = [];
  for (let k = 1; k < n; k *= 2) sizes.push(k);
  return n > 0 ? [...sizes, n] : sizes;
}

/** At least one right among k: Chen et al. 2021, arXiv 2107.03374, without bias from n ≥ k samples. */
export function passAtK(n: number, correct: number, k: number): number {
  let allWrong = 1;
  for (let i = 0; i < k; i += 1) allWrong *= Math.max(0, n - correct - i) / (n - i);
  return 1 - allWrong;
}
