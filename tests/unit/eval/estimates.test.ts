import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/solver/seeds";
import { estimate, mostSubsets } from "../../../tools/eval/estimates";
import type { SampleLine } from "../../../tools/eval/samples";
import { scoreSamples } from "../../../tools/eval/score";
import { identical, line, lines } from "./lines";

async function scored(samples: readonly SampleLine[]) {
  const [problem] = await scoreSamples(samples, identical);
  if (!problem) throw new Error("No problem.");
  return problem;
}

/** maj@k as its definition says: every subset, by bit masks; a tie is shared. */
function bruteForce(answers: readonly (string | null)[], k: number, right: string): number {
  let total = 0;
  let subsets = 0;
  for (let mask = 0; mask < 2 ** answers.length; mask += 1) {
    const chosen = answers.filter((_, place) => mask & (1 << place));
    if (chosen.length !== k) continue;
    subsets += 1;
    const counts: Record<string, number> = {};
    for (const answer of chosen) if (answer !== null) counts[answer] = (counts[answer] ?? 0) + 1;
    const most = Math.max(0, ...Object.values(counts));
    const leaders = Object.keys(counts).filter((answer) => counts[answer] === most);
    if (leaders.length > 0) total += Number(leaders.includes(right)) / leaders.length;
  }
  return total / subsets;
}

describe("estimate", () => {
  it("has no bias: maj@k is the mean over all subsets", async () => {
    const random = createRandom(5);
    for (let trial = 0; trial < 30; trial += 1) {
      const answers = Array.from({ length: 4 + (trial % 5) }, () => {
        const number = Math.floor(random() * 4);
        return number === 0 ? null : String(number);
      });
      const estimates = estimate(await scored(lines("a", ...answers)), null);
      for (const { k, majority } of estimates) {
        expect(majority).toBeCloseTo(bruteForce(answers, k, "1"));
      }
    }
  });

  it("has pass@1 for k = 1, whatever the answers", async () => {
    const [first] = estimate(await scored(lines("a", "1", "2", null, "1", "3")), null);
    expect(first).toMatchObject({ k: 1, pass: 2 / 5, majority: 2 / 5, weighted: null });
  });

  it("draws subsets where there are too many, and stays near the truth", async () => {
    const answers = Array.from({ length: 16 }, (_, i) => (i < 7 ? "1" : i < 13 ? "2" : "3"));
    const problem = await scored(lines("a", ...answers));
    const found = estimate(problem, null).find(({ k }) => k === 8)?.majority ?? 0;
    const truth = bruteForce(answers, 8, "1");
    expect(Math.abs(found - truth)).toBeLessThan(4 * Math.sqrt(0.25 / mostSubsets));
    expect(estimate(problem, null)).toEqual(estimate(problem, null));
  });

  it("counts what ended at a limit half, as the app does", async () => {
    const cut = { answer: "2", ended: "token-limit" };
    const samples = [line("a", 0), line("a", 1, cut), line("a", 2, cut)];
    const all = estimate(await scored(samples), null).at(-1);
    // One whole vote against two halves: the two samples win the tie.
    expect(all).toMatchObject({ k: 3, majority: 0 });
    const against = estimate(await scored(samples.slice(0, 2)), null).at(-1);
    expect(against).toMatchObject({ k: 2, majority: 1 });
  });

  it("weighs votes by confidence, where it was recorded", async () => {
    const sure = (sample: number, answer: string, confidence: number | null) =>
      line("a", sample, { answer, confidence });
    const samples = [sure(0, "1", 0.9), sure(1, "2", 0.4), sure(2, "2", 0.4)];
    const all = estimate(await scored(samples), null).at(-1);
    expect(all).toMatchObject({ majority: 0, weighted: 1 });
    // One that has none: then all are counted alike.
    const mixed = [sure(0, "1", 0.9), sure(1, "2", null), sure(2, "2", 0.4)];
    expect(estimate(await scored(mixed), null).at(-1)).toMatchObject({ weighted: 0 });
  });
});
