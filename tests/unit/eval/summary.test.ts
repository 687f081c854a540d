import { describe, expect, it } from "vitest";
import { formatSummary } from "../../../tools/eval/format-summary";
import type { GenSelectLine } from "../../../tools/eval/genselect-lines";
import { genSelectSeed, remainingComparisons } from "../../../tools/eval/genselect-subsets";
import { measure } from "../../../tools/eval/measure";
import type { SampleLine } from "../../../tools/eval/samples";
import { scoreSamples } from "../../../tools/eval/score";
import { wilson } from "../../../tools/eval/statistics";
import { summarise } from "../../../tools/eval/summary";
import { args, identical, line, problem } from "./lines";

async function summaryOf(
  lines: readonly SampleLine[],
  comparisons: readonly GenSelectLine[] | null = null,
) {
  const problems = await scoreSamples(lines, identical);
  return summarise(measure({ problems, comparisons, atOnce: 4 }), lines);
}

describe("summarise", () => {
  const numbers = { family: "gcd", split: "numbers" };
  const words = { family: "gcd", split: "words" };
  const off = { expected: null, family: "off-scope", split: "off-scope" };
  const lines = [
    line("a", 0, { answer: "1", ...numbers }),
    line("a", 1, { answer: "1", ...numbers }),
    line("a", 2, { answer: "2", ...numbers, ended: "token-limit" }),
    line("b", 0, { answer: "2", ...words, tokens: 40 }),
    line("c", 0, { answer: "1", family: "primes", split: "words" }),
    line("d", 0, { ...off, answer: null, ended: "no-answer" }),
    line("d", 1, { ...off, answer: "7" }),
  ];

  it("weighs problems alike, however many samples they have", async () => {
    const { all } = await summaryOf(lines);
    expect(all.problems).toBe(3);
    expect(all.samples).toBe(5);
    expect(all.pass_at_1.value).toBeCloseTo((2 / 3 + 0 + 1) / 3);
    expect(all.mean_tokens).toBe(16);
  });

  it("has a row for each k, of the problems that have so many samples", async () => {
    const { all } = await summaryOf(lines);
    expect(all.by_k.map(({ k, problems }) => [k, problems])).toEqual([
      [1, 3],
      [2, 1],
      [3, 1],
    ]);
    expect(all.by_k[0]?.majority).toEqual(all.pass_at_1);
    expect(all.majority).toEqual(wilson(1, 1));
    expect(all.majority_of).toBe(3);
    expect(all.by_k.every(({ weighted, genselect }) => !weighted && !genselect)).toBe(true);
  });

  it("breaks down by split and family", async () => {
    const summary = await summaryOf(lines);
    expect(Object.keys(summary.by_family)).toEqual(["gcd", "primes"]);
    expect(Object.keys(summary.by_split)).toEqual(["numbers", "words"]);
    expect(summary.by_split.words?.pass_at_1.value).toBe(0.5);
    expect(summary.by_split_and_family.words?.primes?.majority.value).toBe(1);
    expect(summary.ended).toEqual({ answered: 5, "no-answer": 1, "token-limit": 1 });
  });

  it("counts problems without an answer apart", async () => {
    expect((await summaryOf(lines)).to_decline).toEqual({
      problems: 1,
      samples: 2,
      declined: wilson(0.5, 1),
    });
    expect((await summaryOf(lines.slice(0, 5))).to_decline).toBeNull();
  });

  it("prints tables", async () => {
    const text = formatSummary(await summaryOf(lines));
    expect(text).toMatch(/pass@1\s+maj@3/);
    expect(text).toMatch(/\nall\s+3\s+55\.6 %/);
    expect(text).toMatch(/\nwords\s+2\s+50\.0 %/);
    expect(text).toMatch(/\ngcd\s+2\s+33\.3 %/);
    expect(text).toMatch(/\nwords \/ gcd\s+1\s+0\.0 % \(0\.0–79\.3\)/);
    expect(text).toMatch(
      /\nall \(3 problems\)\n\s+k\s+problems\s+pass@k\s+maj@k\s+− pass@1\n\s+1\s+3\s+55\.6 %\s+55\.6 %/,
    );
    expect(formatSummary(await summaryOf([]))).toBe("ended: ");
  });

  it("prints no table of k for one sample each", async () => {
    expect(formatSummary(await summaryOf(lines.slice(3, 5)))).not.toMatch(/maj@k|stopping/);
  });
});

describe("what many samples are worth", () => {
  const sure = (id: string, sample: number, answer: string, confidence: number | null) =>
    line(id, sample, { answer, confidence });
  /** Three problems: confidence helps in a, changes nothing in b; the engine failed in c. */
  const lines = [
    ...[sure("a", 0, "1", 0.9), sure("a", 1, "2", 0.4), sure("a", 2, "2", 0.4)],
    ...[sure("b", 0, "1", 0.8), sure("b", 1, "1", 0.7), sure("b", 2, "1", 0.9)],
    ...[0, 1, 2].map((sample) => line("c", sample, { answer: null, ended: "failed", error: "x" })),
  ];

  it("has what voting gains over one sample, paired over problems", async () => {
    const last = (await summaryOf(lines)).all.by_k.at(-1);
    // In a one of three is right and the vote is not; b and c are as they are.
    expect(last?.majority_minus_pass_at_1.value).toBeCloseTo(-1 / 9);
    expect(last?.majority_minus_pass_at_1.high).toBeCloseTo(-1 / 9 + 1.959964 / 9);
  });

  it("has the effect of confidence, paired over problems", async () => {
    const last = (await summaryOf(lines)).all.by_k.at(-1);
    expect(last?.majority.value).toBeCloseTo(1 / 3);
    expect(last?.weighted?.value).toBeCloseTo(2 / 3);
    const { value = 0, low = 0, high = 0 } = last?.weighted_minus_majority ?? {};
    expect(value).toBeCloseTo(1 / 3);
    // Differences 1, 0, 0.
    expect(high - value).toBeCloseTo(1.959964 / 3);
    expect(value - low).toBeCloseTo(1.959964 / 3);
  });

  it("has GenSelect against the votes", async () => {
    const scored = await scoreSamples(lines, identical);
    const problems = ["a", "b", "c"].map((id) => problem(id));
    const jobs = remainingComparisons(scored, problems, lines, [], args);
    const comparisons = jobs.map(({ problem: { id }, samples, tallies }): GenSelectLine => {
      const winner = tallies.findIndex(({ answer }) => answer === "1");
      return {
        ...{ id, samples: [...samples], seed: genSelectSeed(1, id, samples), model: "demo" },
        ...{ temperature: 0.6, comparison_tokens: 50, comparisons_asked: 4, comparisons: [] },
        answers: tallies.map(({ answer, samples: own, votes, weight }) => ({
          ...{ answer, samples: [...own], votes, weight, candidates: [] },
        })),
        ...{ verdicts: [], winner, why: null, answer: "1", expected: "1", correct: true },
        ...{ tokens: 60, seconds: 1, error: null },
      };
    });
    const summary = await summaryOf(lines, comparisons);
    const last = summary.all.by_k.at(-1)?.genselect;
    expect(last?.share.value).toBeCloseTo(2 / 3);
    expect(last?.minus_majority.value).toBeCloseTo(1 / 3);
    expect(last?.minus_weighted.value).toBeCloseTo(0);
    expect(last).toMatchObject({ problems: 3, decided: 1, mean_tokens: 20 });
    expect(last?.competed).toBeCloseTo(1 / 3);

    const text = formatSummary(summary, "genselect");
    expect(text).toMatch(/pass@1\s+maj@3\s+GenSelect@3/);
    expect(text).toMatch(/weighted@k\s+− maj@k\s+GenSelect@k\s+− maj@k \*/);
    expect(text).toMatch(
      /\n\s+3\s+66\.7 %\s.*\+33\.3 ± 65\.3.*\+33\.3 ± 65\.3\s+33\.3 %\s+100\.0 %\s+20/,
    );
    expect(text).not.toMatch(/NaN|undefined/);
    expect(formatSummary(summary, "weighted")).toMatch(/pass@1\s+weighted@3/);
  });

  it("has what the app's stopping rule would have saved", async () => {
    const many = Array.from({ length: 8 }, (_, sample) => line("e", sample));
    const { all } = await summaryOf(many);
    expect(all.stopping).toMatchObject({
      ...{ mean_samples: 4, accuracy: wilson(1, 1), stopped_early: wilson(1, 1) },
      accuracy_minus_all: { value: 0 },
    });
    expect(all.stopping?.token_share).toBeLessThan(1);
    expect(formatSummary(await summaryOf(many))).toMatch(
      /stopping rule\n4 at once\s+stopped early[^\n]+\nall\s+100\.0 % \([^)]+\)\s+4\.0/,
    );
    expect((await summaryOf(many.slice(0, 1))).all.stopping).toBeNull();
  });
});
