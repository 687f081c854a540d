import { describe, expect, it } from "vitest";
import type { GenSelectOutcome } from "../../../src/solver/genselect";
import { estimate } from "../../../tools/eval/estimates";
import {
  checkSameComparisons,
  type GenSelectLine,
  readGenSelect,
  toGenSelectLine,
} from "../../../tools/eval/genselect-lines";
import {
  comparedSubsets,
  competing,
  type GenSelectJob,
  remainingComparisons,
  subsetsToCompare,
} from "../../../tools/eval/genselect-subsets";
import type { ComparisonOutcome } from "../../../tools/eval/page-contract";
import type { SampleLine } from "../../../tools/eval/samples";
import { scoreSamples } from "../../../tools/eval/score";
import { args, identical, line, lines, problem } from "./lines";

const tokens = { generatedTokens: 30, prefilledTokens: 9, cachedTokens: 0 };

/** The model chose the answer; or no verdict was valid. */
function outcome(job: GenSelectJob, chosen: string | null): ComparisonOutcome {
  const winner = job.tallies.findIndex(({ answer }) => answer === chosen);
  const candidates = job.answers.map((finalists, index) =>
    finalists.map(({ sample, answer }) => ({
      ...{ sample, answer, summary: `So ${answer}.` },
      source: index === 0 ? ("solution" as const) : ("asked" as const),
    })),
  );
  const shown = candidates.flatMap(([first]) => first ?? []);
  const done: GenSelectOutcome = {
    winner: winner < 0 ? null : winner,
    why: winner < 0 ? "No comparison came to a valid verdict." : null,
    votes: job.tallies.map((_, index) => Number(index === winner)),
    comparisons: [
      {
        ...{ id: 0, round: 1, heat: 1, seed: 5, candidates: shown, text: "Judgment: 0" },
        ...{ verdict: winner < 0 ? null : winner, tokens, error: null },
      },
    ],
  };
  return { candidates, outcome: done, summaryTokens: 4, seconds: 0.25, error: null };
}

async function setUp(...samples: SampleLine[]) {
  const scored = await scoreSamples(samples, identical);
  const problems = scored.map(({ id, expected }) => problem(id, expected));
  const remaining = (done: readonly GenSelectLine[] = []) =>
    remainingComparisons(scored, problems, samples, done, args);
  const record = (job: GenSelectJob, chosen: string | null): GenSelectLine => ({
    ...toGenSelectLine(job, outcome(job, chosen), args),
    correct: chosen === "1",
  });
  return { scored, problems, remaining, record };
}

describe("subsetsToCompare", () => {
  it("is all samples, and a few smaller subsets", async () => {
    const { scored } = await setUp(...lines("a", "1", "2", "1", "2", "1", "2", "1", "2"));
    const [one] = scored;
    if (!one) throw new Error();
    expect(subsetsToCompare(one, 8)).toEqual([one.samples]);
    for (const k of [2, 4]) {
      const drawn = subsetsToCompare(one, k);
      expect(drawn).toHaveLength(comparedSubsets);
      expect(drawn.every((subset) => subset.length === k)).toBe(true);
      expect(subsetsToCompare(one, k)).toEqual(drawn);
    }
  });
});

describe("remainingComparisons", () => {
  it("has the subsets whose answers compete, those of all samples first", async () => {
    const { remaining } = await setUp(
      ...lines("agrees", "1", "1", "1", null),
      ...lines("a", "2", "1", "1", null),
      ...lines("b", "1", "3", "2", "2"),
      line("none", 0, { expected: null, answer: "1" }),
      line("none", 1, { expected: null, answer: "2" }),
    );
    const jobs = remaining();
    expect(new Set(jobs.map((job) => job.problem.id))).toEqual(new Set(["a", "b"]));
    expect(jobs.slice(0, 2).map(({ samples }) => samples)).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
    // Ordered by votes.
    expect(jobs[0]?.answers.map((group) => group.map(({ sample }) => sample))).toEqual([
      [1, 2],
      [0],
    ]);
    expect(jobs[0]?.answers[0]?.[0]).toMatchObject({ answer: "1", forced: false });
    expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(jobs.length);
  });

  it("goes on where it was stopped", async () => {
    const { remaining, record } = await setUp(...lines("a", "2", "1", "1", "3"));
    const jobs = remaining();
    expect(jobs.length).toBeGreaterThan(3);
    const done = jobs.slice(0, 2).map((job) => record(job, "1"));
    expect(remaining(done)).toEqual(jobs.slice(2));
    expect(remaining(jobs.map((job) => record(job, null)))).toEqual([]);
  });

  it("knows answers that were forced", async () => {
    const { remaining } = await setUp(line("a", 0), line("a", 1, { answer: "2", ended: "forced" }));
    expect(remaining()[0]?.answers[1]).toMatchObject([{ sample: 1, forced: true }]);
  });
});

describe("a line", () => {
  it("tells who was compared, in which order, the verdict and what it cost, and is read back", async () => {
    const { remaining, record } = await setUp(...lines("a", "2", "1", "1"));
    const [job] = remaining();
    if (!job) throw new Error();
    const written = record(job, "2");
    expect(written).toMatchObject({
      ...{ id: "a", samples: [0, 1, 2], model: "demo", winner: 1, answer: "2", correct: false },
      ...{ verdicts: [0, 1], tokens: 34, comparisons_asked: 4, comparison_tokens: 50 },
      answers: [
        { answer: "1", samples: [1, 2], candidates: [{ sample: 1, summary: null }, { sample: 2 }] },
        { answer: "2", samples: [0], candidates: [{ sample: 0, summary: "So 2." }] },
      ],
      comparisons: [{ shown: [1, 0], verdict: 1, text: "Judgment: 0", tokens: 30 }],
    });
    expect(record(job, null)).toMatchObject({ winner: null, answer: "1", why: /valid verdict/ });
    expect(readGenSelect(`${JSON.stringify(written)}\n`, "f").lines).toEqual([written]);
    expect(() => readGenSelect(`${JSON.stringify(line("a", 0))}\n`, "f")).toThrow(
      /f, line 1 is not a comparison of an evaluation's answers/,
    );
  });

  it("is refused where it belongs to something else", async () => {
    const samples = lines("a", "2", "1", "1");
    const { remaining, record } = await setUp(...samples);
    const done = remaining().map((job) => record(job, "1"));
    const check = (more = {}, others = samples) =>
      checkSameComparisons(done, others, { ...args, ...more }, "f");
    expect(() => check()).not.toThrow();
    expect(() => check({ seed: 2 })).toThrow(/another evaluation \(another seed\)/);
    expect(() => check({ comparisons: 8 })).toThrow(/4 comparisons/);
    expect(() => check({ comparisonTokens: 8 })).toThrow(/at most 50 tokens/);
    expect(() => check({}, lines("a", "2", "5", "5"))).toThrow(/other samples/);
  });
});

describe("GenSelect@k", () => {
  /** @param choose what the model chooses among the answers of a subset */
  async function measured(
    samples: readonly SampleLine[],
    choose: (answers: readonly string[]) => string | null,
  ) {
    const { scored, remaining, record } = await setUp(...samples);
    const done = remaining().map((job) =>
      record(job, choose(job.tallies.map(({ answer }) => answer))),
    );
    const [one] = scored;
    if (!one) throw new Error();
    return { one, done, estimates: estimate(one, done) };
  }

  it("is right where the model chooses the right answer of a minority", async () => {
    const { estimates } = await measured(lines("a", "2", "2", "1"), () => "1");
    expect(estimates.at(-1)?.genselect).toEqual({
      ...{ credit: 1, majority: 0, weighted: 0, competed: 1, decided: 1, tokens: 34 },
    });
    // All subsets of two: 22, 21, 21. Agreement needs no model.
    const pairs = estimates.find(({ k }) => k === 2)?.genselect;
    expect(pairs?.credit).toBeCloseTo(2 / 3);
    expect(pairs?.majority).toBeCloseTo(1 / 3);
    expect(pairs?.competed).toBeCloseTo(2 / 3);
  });

  it("leaves it to the vote, ties shared, where no verdict was valid", async () => {
    const { estimates } = await measured(lines("a", "2", "1"), () => null);
    expect(estimates.at(-1)?.genselect).toMatchObject({ credit: 0.5, competed: 1, decided: 0 });
  });

  it("is the vote's where all agree, without any comparison", async () => {
    const { done, estimates } = await measured(lines("a", "1", "1"), () => "2");
    expect(done).toEqual([]);
    expect(estimates.at(-1)?.genselect).toMatchObject({ credit: 1, competed: 0, tokens: 0 });
  });

  it("is unknown while comparisons are missing, and where none were asked for", async () => {
    const { one, done } = await measured(lines("a", "2", "1", "1", "3"), () => "1");
    expect(estimate(one, done.slice(1)).at(-1)?.genselect).toBeNull();
    expect(estimate(one, null).every(({ genselect }) => genselect === null)).toBe(true);
  });

  it("is scored anew from the recorded winner", async () => {
    const samples = lines("a", "2", "1", "1");
    const { done } = await measured(samples, () => "2");
    // The data has been corrected since: 2 was right.
    const [now] = await scoreSamples(
      samples.map((one) => ({ ...one, expected: "2" })),
      identical,
    );
    if (!now) throw new Error();
    expect(estimate(now, done).at(-1)?.genselect).toMatchObject({ credit: 1, majority: 0 });
    // 1 and 2 have turned out to be the same.
    const [equal] = await scoreSamples(samples, async () => true);
    if (!equal) throw new Error();
    expect(competing(equal.samples)).toHaveLength(1);
    expect(estimate(equal, done).at(-1)?.genselect).toMatchObject({ credit: 1, competed: 0 });
  });
});
