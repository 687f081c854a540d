import { describe, expect, it } from "vitest";
import { checkSameEvaluation, readSamples, remainingJobs } from "../../../tools/eval/samples";
import { args, line, problem } from "./lines";

const problems = ["a", "b"].map((id) => problem(id));

describe("readSamples", () => {
  const whole = `${JSON.stringify(line("a", 0))}\n${JSON.stringify(line("b", 1))}\n`;

  it("reads back what was written", () => {
    expect(readSamples(whole, "o").lines).toEqual([line("a", 0), line("b", 1)]);
    expect(readSamples("", "o")).toEqual({ lines: [], wholeBytes: 0 });
  });

  it("reads lines from before confidence was recorded", () => {
    const { confidence: _, ...older } = line("a", 0);
    expect(readSamples(`${JSON.stringify(older)}\n`, "o").lines).toEqual([line("a", 0)]);
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
    const jobs = remainingJobs(problems, { samples: 2, seed: 1 }, [line("a", 0), line("b", 1)]);
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
      checkSameEvaluation([line("a", 0), line("b", 9)], args, problems, "o"),
    ).not.toThrow();
  });

  it.each([
    [{ ...args, mode: "cot" as const }, /holds another evaluation \(mode tir\)/],
    [{ ...args, model: "other" }, /model demo/],
    [{ ...args, seed: 2 }, /another seed/],
    [{ ...args, temperature: 0 }, /temperature 0.6/],
  ])("refuses another one", (other, message) => {
    expect(() => checkSameEvaluation([line("a", 0)], other, problems, "o")).toThrow(message);
  });

  it("refuses samples of a problem that is not there", () => {
    expect(() => checkSameEvaluation([line("z", 0)], args, problems, "o")).toThrow(/problem "z"/);
  });
});
