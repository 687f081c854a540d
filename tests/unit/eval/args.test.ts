import { describe, expect, it } from "vitest";
import { readArgs, UsageError } from "../../../tools/eval/args";

const needed = ["--data", "d.jsonl", "--out", "o.jsonl"];

describe("readArgs", () => {
  it("fills in what was left out", () => {
    expect(readArgs(needed)).toEqual({
      data: "d.jsonl",
      out: "o.jsonl",
      model: "demo",
      engine: "page",
      mode: "tir",
      samples: 1,
      select: "majority",
      rescore: false,
      seed: 1,
      limit: null,
      concurrency: 4,
      pages: 1,
      maxTokens: 2048,
      temperature: 0.6,
      comparisons: 4,
      comparisonTokens: 2048,
    });
  });

  it("takes everything", () => {
    const argv = [...needed, "--mode=cot", "--samples", "8", "--limit", "5", "--temperature", "0"];
    expect(readArgs(argv)).toMatchObject({ mode: "cot", samples: 8, limit: 5, temperature: 0 });
    const select = ["--select", "genselect", "--comparisons", "8", "--comparison-tokens=99"];
    expect(readArgs([...needed, ...select])).toMatchObject({
      ...{ select: "genselect", comparisons: 8, comparisonTokens: 99 },
    });
    expect(readArgs(["--help"])).toBeNull();
  });

  it("needs no data to score what is recorded", () => {
    expect(readArgs(["--rescore", "--out", "o"])).toMatchObject({
      ...{ rescore: true, data: null, samples: null },
    });
    expect(readArgs(["--rescore", ...needed, "--samples", "3"])).toMatchObject({
      ...{ rescore: true, data: "d.jsonl", samples: 3 },
    });
  });

  it.each([
    [[], /--data FILE.jsonl is missing/],
    [["--data", "d"], /--out OUT.jsonl is missing/],
    [[...needed, "--sample", "3"], /Unknown option '--sample'/],
    [[...needed, "extra"], /Unexpected argument 'extra'/],
    [[...needed, "--mode", "chat"], /--mode is cot or tir, not "chat"/],
    [["--rescore"], /--out OUT.jsonl is missing/],
    [
      [...needed, "--select", "best"],
      /--select is majority, weighted, .*genselect or all, not "best"/,
    ],
    [[...needed, "--comparisons", "0"], /--comparisons is a whole number from 1 to 64/],
    [[...needed, "--samples", "0"], /--samples is a whole number from 1 to 1024, not "0"/],
    [[...needed, "--seed", "4294967296"], /--seed is a whole number/],
    [[...needed, "--limit", "1.5"], /--limit is a whole number from 1, not "1.5"/],
    [[...needed, "--temperature", "hot"], /--temperature is a number/],
  ])("%j is refused", (argv, message) => {
    expect(() => readArgs(argv)).toThrow(UsageError);
    expect(() => readArgs(argv)).toThrow(message);
  });
});
