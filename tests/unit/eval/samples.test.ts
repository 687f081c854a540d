import { describe, expect, it } from "vitest";
import type { EvalArgs } from "../../../tools/eval/args";
import {
  checkSameEvaluation,
  readSamples,
  remainingJobs,
  type SampleLine,
  sampleSeed,
} from "../../../tools/eval/samples";

const args: EvalArgs = {
  data: "d",
  out: "o",
  model: "demo",
  mode: "tir",
  samples: 2,
  seed: 1,
  limit: null,
  concurrency: 1,
  pages: 1,
  maxTokens: 100,
  temperature: 0.6,
};
const problems = ["a", "b"].map((id) => ({
  id,
  problem: "p",
  expected: "1",
  family: null,
  split: null,
}));

function line(id: string, sample: number): SampleLine {
  return {
    id,
    sample,
    seed: sampleSeed(1, id, sample),
    model: "demo",
    mode: "tir",
    temperature: 0.6,
    max_tokens: 100,
    expected: "1",
    answer: "1",
    correct: true,
    tokens: 5,
    code_calls: 1,
    seconds: 0.5,
    code_seconds: 0.1,
    ended: "end-of-turn",
    error: null,
    family: null,
    split: null,
    text: "π \\boxed{1}",
  };
}

describe("readSamples", () => {
  const whole = `${JSON.stringify(line("a", 0))}\n${JSON.stringify(line("b", 1))}\n`;

  it("reads back what was written", () => {
    expect(readSamples(whole, "o").lines).toEqual([line("a", 0), line("b", 1)]);
    expect(readSamples("", "o")).toEqual({ lines: [], wholeBytes: 0 });
  });

  it("drops a torn last line, wherever it was torn, and says where the whole ones end", () => {
    const next = JSON.stringify(line("c", 0));
    for (let length = 0; length <= next.length; length += 1) {
      const { lines, wholeBytes } = readSamples(whole + next.slice(0, length), "o");
      expect(lines).toHaveLength(2);
      expect(wholeBytes).toBe(Buffer.byteLength(whole));
    }
  });

  it("refuses a file of something else", () => {
    expect(() => readSamples('{"id":"a","problem":"p"}\n', "o")).toThrow(
      /o, line 1 is not a sample of an evaluation/,
    );
  });
});

describe("remainingJobs", () => {
  it("skips what is finished and takes each problem's first sample first", () => {
    const jobs = remainingJobs(problems, args, [line("a", 0), line("b", 1)]);
    expect(jobs.map(({ problem, sample }) => [problem.id, sample])).toEqual([
      ["b", 0],
      ["a", 1],
    ]);
    expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(2);
  });
});

describe("checkSameEvaluation", () => {
  it("takes the same evaluation, also with more samples than before", () => {
    expect(() =>
      checkSameEvaluation([line("a", 0)], { ...args, samples: 9 }, problems),
    ).not.toThrow();
  });

  it.each([
    [{ ...args, mode: "cot" as const }, /holds another evaluation \(mode tir\)/],
    [{ ...args, model: "other" }, /model demo/],
    [{ ...args, seed: 2 }, /another seed/],
    [{ ...args, temperature: 0 }, /temperature 0.6/],
  ])("refuses another one", (other, message) => {
    expect(() => checkSameEvaluation([line("a", 0)], other, problems)).toThrow(message);
  });

  it("refuses samples of a problem that is not there", () => {
    expect(() => checkSameEvaluation([line("z", 0)], args, problems)).toThrow(/problem "z"/);
  });
});
