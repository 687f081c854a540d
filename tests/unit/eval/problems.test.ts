import { describe, expect, it } from "vitest";
import { UsageError } from "../../../tools/eval/args";
import { readProblems } from "../../../tools/eval/problems";

describe("readProblems", () => {
  it("reads rows, numbers as text, and passes family and split through", () => {
    const jsonl = [
      '{"id":1,"problem":"1+1?","expected_answer":2,"family":"sums","split":"numbers"}',
      "",
      '{"id":"b","problem":"A poem?","expected_answer":null,"more":true}',
      "",
    ].join("\n");
    expect(readProblems(jsonl, "f")).toEqual([
      { id: "1", problem: "1+1?", expected: "2", family: "sums", split: "numbers" },
      { id: "b", problem: "A poem?", expected: null, family: null, split: null },
    ]);
  });

  it.each([
    ["", /f has no problems/],
    ["{", /f, line 1: not JSON/],
    ['\n{"id":"a","problem":"p"}', /f, line 2: expected_answer/],
    ['{"id":"a","problem":"","expected_answer":"1"}', /f, line 1: problem: problem is empty/],
    [
      '{"id":"a","problem":"p","expected_answer":"1"}\n{"id":"a","problem":"q","expected_answer":"1"}',
      /line 2: the id "a" came before/,
    ],
  ])("%j is refused", (jsonl, message) => {
    expect(() => readProblems(jsonl, "f")).toThrow(UsageError);
    expect(() => readProblems(jsonl, "f")).toThrow(message);
  });
});
