import { describe, expect, it } from "vitest";
import { UsageError } from "../../../tools/eval/args";
import type { GenSelectLine } from "../../../tools/eval/genselect-lines";
import { countedLines, makePlan } from "../../../tools/eval/plan";
import { args, line, problem } from "./lines";

const rescore = { ...args, model: "another", mode: "cot" as const, rescore: true, samples: null };
const recorded = [line("a", 0), line("a", 1), line("b", 0)];

describe("makePlan", () => {
  it("draws what was asked for, of the first problems", () => {
    const plan = makePlan({ ...args, limit: 1 }, [problem("a"), problem("b")], recorded, []);
    expect(plan).toMatchObject({ samples: 2, model: "demo", problems: [problem("a")] });
  });

  it("scores what is recorded as it was drawn, and needs no data", () => {
    const plan = makePlan(rescore, null, recorded, []);
    expect(plan).toMatchObject({ model: "demo", mode: "tir", temperature: 0.6, maxTokens: 100 });
    expect(plan.samples).toBe(2);
    expect(plan.problems.map(({ id, expected }) => [id, expected])).toEqual([
      ["a", "1"],
      ["b", "1"],
    ]);
    expect(countedLines(plan, recorded)).toEqual(recorded);
  });

  it("scores comparisons as they were asked for", () => {
    const compared = { comparisons_asked: 16, comparison_tokens: 7 } as GenSelectLine;
    const plan = makePlan(rescore, null, recorded, [compared]);
    expect(plan).toMatchObject({ comparisons: 16, comparisonTokens: 7 });
    expect(makePlan({ ...args }, [problem("a"), problem("b")], recorded, [compared])).toMatchObject(
      {
        comparisons: 4,
      },
    );
  });

  it("refuses to score nothing, a mixture, or with another seed", () => {
    expect(() => makePlan(rescore, null, [], [])).toThrow(/o holds no samples to score/);
    const mixed = [...recorded, line("b", 1, { mode: "cot" })];
    expect(() => makePlan(rescore, null, mixed, [])).toThrow(UsageError);
    expect(() => makePlan({ ...rescore, seed: 2 }, null, recorded, [])).toThrow(/another seed/);
  });
});

describe("countedLines", () => {
  it("leaves out what wasn't asked for", () => {
    const plan = makePlan(
      { ...args, samples: 1, limit: 1 },
      [problem("a"), problem("b")],
      recorded,
      [],
    );
    expect(countedLines(plan, recorded)).toEqual([line("a", 0)]);
  });

  it("expects what the data says now", () => {
    const data = [{ ...problem("a", "7"), split: "new" }, problem("b", null)];
    const counted = countedLines(makePlan(rescore, data, recorded, []), recorded);
    expect(counted.map(({ expected, split }) => [expected, split])).toEqual([
      ["7", "new"],
      ["7", "new"],
      [null, null],
    ]);
  });
});
