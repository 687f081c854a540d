/**
 * How many cases a property is tried with: `usual` in CI, FUZZ_RUNS by hand
 * (`FUZZ_RUNS=1000000 npx vitest run --project unit tests/unit/fuzz`).
 */
export function fuzzRuns(usual: number): number {
  return Number(process.env.FUZZ_RUNS ?? usual);
}
