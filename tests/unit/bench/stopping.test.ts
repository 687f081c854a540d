import { describe, expect, it } from "vitest";
import { compare, runEach } from "../../../bench/stopping/compare";
import { formatScores, readArgs } from "../../../bench/stopping/main";
import { plotScores } from "../../../bench/stopping/plot";
import { fromEvaluation, type RecordedSample } from "../../../bench/stopping/recorded";
import { allSamples, byDefault, contestants } from "../../../bench/stopping/rules";
import { simulate } from "../../../bench/stopping/simulate";
import { synthetic } from "../../../bench/stopping/synthetic";
import { agreement } from "../../../src/solver/stopping/agreement";
import { timeBudget, tokenBudget } from "../../../src/solver/stopping/budgets";
import { drawAll } from "../../../src/solver/stopping/rule";
import { UsageError } from "../../../tools/eval/args";
import type { SampleLine } from "../../../tools/eval/samples";

/** Group 0 is right. Ten tokens a second. */
const sample = (group: number | null, seconds: number): RecordedSample => ({
  ...{ group, seconds },
  answer: group === null ? null : String(group),
  correct: group === 0,
  ending: group === null ? "no-answer" : "answered",
  tokens: 10 * seconds,
});
const all = { rule: drawAll, budget: drawAll };

describe("simulate", () => {
  it("draws them all, so many at once", () => {
    const samples = [sample(0, 1), sample(1, 4), sample(0, 2), sample(null, 2)];
    const both = { tokens: 90, ended: 4, correct: true };
    expect(simulate(samples, 4, all)).toEqual({ ...both, seconds: 4 });
    expect(simulate(samples, 1, all)).toEqual({ ...both, seconds: 9 });
    // 0–1 and 0–4; 1–3; 3–5.
    expect(simulate(samples, 2, all)).toEqual({ ...both, seconds: 5 });
  });

  it("stops with the rule, and counts what cancelled samples wrote", () => {
    const samples = [sample(0, 1), sample(0, 2), sample(1, 10), sample(1, 10)];
    const rules = { ...all, rule: agreement(2) };
    expect(simulate(samples, 4, rules)).toEqual({
      tokens: 70,
      ended: 2,
      seconds: 2,
      correct: true,
    });
    // Two at once: the third has begun at 1, the fourth not.
    expect(simulate(samples, 2, rules)).toMatchObject({ tokens: 40, ended: 2 });
  });

  it("stops with a budget in the middle of samples", () => {
    const samples = [sample(0, 1), sample(1, 10), sample(1, 10)];
    const time = simulate(samples, 3, { ...all, budget: timeBudget(5) });
    expect(time.seconds).toBeGreaterThanOrEqual(5);
    expect(time.seconds).toBeLessThan(5.5);
    expect(time).toMatchObject({ ended: 1, correct: true });
    const tokens = simulate(samples, 3, { ...all, budget: tokenBudget(60) });
    expect(tokens.tokens).toBeGreaterThanOrEqual(60);
    expect(tokens.tokens).toBeLessThan(75);
  });

  it("knows runs without an answer, and without samples", () => {
    expect(simulate([sample(null, 1)], 4, all)).toMatchObject({ ended: 1, correct: false });
    expect(simulate([], 4, all)).toMatchObject({ ended: 0, tokens: 0, correct: false });
  });
});

describe("fromEvaluation", () => {
  const line = (
    id: string,
    number: number,
    answer: string | null,
    more: Partial<SampleLine> = {},
  ) =>
    ({
      ...{ id, sample: number, seed: 0, model: "m", mode: "tir", temperature: 1, max_tokens: 9 },
      ...{ expected: "1/2", answer, correct: answer === "0.5", tokens: 5, code_calls: 0 },
      confidence: null,
      ...{ seconds: 1, code_seconds: 0, ended: "answered", error: null, family: null },
      ...{ split: null, text: "", ...more },
    }) satisfies SampleLine;

  it("groups a problem's samples by equality, in their order", async () => {
    const problems = await fromEvaluation([
      line("a", 1, "3"),
      line("a", 0, "0.5"),
      line("b", 0, "7"),
      line("a", 2, "\\frac12"),
      line("a", 3, null, { ended: "token-limit" }),
    ]);
    expect(problems.map(({ id, samples }) => [id, samples.map(({ group }) => group)])).toEqual([
      ["a", [0, 1, 0, null]],
      ["b", [0]],
    ]);
  });

  it("keeps the recorded judgment, which knew more than the cheap check", async () => {
    const [problem] = await fromEvaluation([line("a", 0, "x", { correct: true })]);
    expect(problem?.samples).toMatchObject([{ correct: true, group: 0 }]);
  });

  it("leaves out failed samples and problems without an answer", async () => {
    const lines = [line("a", 0, null, { ended: "failed" }), line("b", 0, null, { expected: null })];
    expect(await fromEvaluation(lines)).toEqual([]);
  });
});

describe("runEach", () => {
  it("tells how often a run did not wait for all samples", () => {
    const same = { id: "a", samples: Array.from({ length: 8 }, () => sample(0, 1)) };
    const params = { problems: [same], atOnce: 2, orders: 5, seed: 1 };
    expect(runEach(allSamples, params)).toEqual([
      { accuracy: 1, tokens: 80, samples: 8, seconds: 4, stoppedEarly: 0 },
    ]);
    // Four that agree are enough.
    expect(runEach(byDefault, params)).toMatchObject([
      { accuracy: 1, samples: 4, stoppedEarly: 1 },
    ]);
  });
});

describe("compare", () => {
  const problems = synthetic({ problems: 30, samples: 8, seed: 3 });
  const scores = compare({
    problems,
    contestants: contestants(problems, 4),
    ...{ atOnce: 4, orders: 3, seed: 1 },
  });
  const of = (name: string) => scores.find(({ contestant }) => contestant.name === name);

  it("measures each rule against drawing all samples", () => {
    expect(of("all samples")).toMatchObject({
      tokenShare: 1,
      difference: 0,
      margin: 0,
      samples: 8,
    });
    for (const { tokenShare, samples } of scores) {
      expect(tokenShare).toBeGreaterThan(0);
      expect(tokenShare).toBeLessThanOrEqual(1);
      expect(samples).toBeLessThanOrEqual(8);
    }
  });

  it("shows that a decided vote costs no accuracy, and less agreement fewer tokens", () => {
    expect(of("decided")).toMatchObject({ difference: 0 });
    expect(of("decided")?.tokenShare).toBeLessThan(1);
    expect(of("2 agree")?.tokens).toBeLessThan(of("4 agree")?.tokens ?? 0);
  });

  it("comes out the same for the same seed", () => {
    const again = synthetic({ problems: 30, samples: 8, seed: 3 });
    expect(again).toEqual(problems);
  });

  it("is printed and plotted", () => {
    const table = formatScores(scores);
    expect(table.split("\n")).toHaveLength(scores.length + 1);
    const svg = plotScores(scores, "a < b & c");
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).toContain("a &#60; b &#38; c");
    expect(svg.match(/<circle/g)).toHaveLength(scores.length);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("readArgs", () => {
  it("reads files and options", () => {
    expect(readArgs(["a.jsonl", "b.jsonl", "--at-once", "8"])).toMatchObject({
      files: ["a.jsonl", "b.jsonl"],
      atOnce: 8,
      samples: null,
    });
    expect(readArgs(["--help"])).toBeNull();
  });

  it.each([[["--at-once", "0"]], [["--orders", "x"]], [["--nonsense"]]])("refuses %j", (argv) => {
    expect(() => readArgs(argv)).toThrow(UsageError);
  });
});
