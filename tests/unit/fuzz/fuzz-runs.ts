import { vi } from "vitest";

// By hand it takes as long as it takes.
vi.setConfig({ testTimeout: process.env.FUZZ_RUNS ? 24 * 3_600_000 : 120_000 });

/**
 * How many cases a property is tried with: `usual` in CI, FUZZ_RUNS by hand
 * (`FUZZ_RUNS=1000000 npx vitest run --project unit tests/unit/fuzz`).
 */
export function fuzzRuns(usual: number): number {
  return Number(process.env.FUZZ_RUNS ?? usual);
}
