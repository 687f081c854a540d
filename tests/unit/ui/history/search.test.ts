import { describe, expect, it } from "vitest";
import type { ListedRun } from "../../../../src/journal/journal";
import type { RunRecord } from "../../../../src/journal/run-record";
import { shortProblem, titleOf } from "../../../../src/ui/history/run-title";
import { searchRuns } from "../../../../src/ui/history/search-runs";
import { sampleRun } from "./sample-run";

const run = (id: string, problem: string, more: Partial<RunRecord> = {}): ListedRun => ({
  record: { ...sampleRun.record, id, request: { ...sampleRun.record.request, problem }, ...more },
  status: "finished",
});
const runs = [
  run("a", "How many primes are there below 100?", { answer: "25" }),
  run("b", "Pólya's urn", { pinned: true, answer: "x" }),
  run("c", "A triangle", { title: "Homework 3", answer: "x" }),
];
const found = (query: string) => searchRuns(runs, query).map(({ record }) => record.id);

describe("the search", () => {
  it("finds all words, anywhere, and puts pinned runs first", () => {
    expect(found("")).toEqual(["b", "a", "c"]);
    expect(found("  PRIMES below ")).toEqual(["a"]);
    expect(found("polya")).toEqual(["b"]);
    expect(found("homework")).toEqual(["c"]);
    expect(found("25")).toEqual(["a"]);
    expect(found("primes triangle")).toEqual([]);
    expect(found("m & n")).toEqual(["b", "a", "c"]);
  });
});

describe("a run's title", () => {
  it("is its name, or its problem on one line", () => {
    expect(titleOf(runs[2]?.record ?? sampleRun.record)).toBe("Homework 3");
    expect(shortProblem("a\n\n  b ")).toBe("a b");
    const long = shortProblem("word ".repeat(100));
    expect(long.length).toBeLessThan(210);
    expect(long).toMatch(/word …$/);
  });
});
