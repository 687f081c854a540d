import { describe, expect, it } from "vitest";
import { readArgs, UsageError } from "../../../tools/judge/args";
import { formatAccuracy, formatRow, readRows } from "../../../tools/judge/rows";

describe("readRows", () => {
  it("reads a row a line, and keeps what else is in it", () => {
    const text = '{"a": "1", "b": "2"}\r\n\n{"a": "x", "b": "y", "equal": false, "note": "n"}\n';
    expect(readRows(text, "pairs.jsonl")).toEqual([
      { a: "1", b: "2" },
      { a: "x", b: "y", equal: false, note: "n" },
    ]);
  });

  it.each([
    ["nonsense", /pairs\.jsonl, line 2: this is no JSON: nonsense/],
    ['{"a": "1"}', /line 2: b: .*the texts a and b/],
    ['{"a": "1", "b": 2}', /line 2: b: /],
    ['{"a": "1", "b": "2", "equal": "yes"}', /line 2: equal: /],
    ["[1, 2]", /line 2: .*A row is an object/],
  ])("says where %s stands", (line, message) => {
    expect(() => readRows(`{"a": "1", "b": "1"}\n${line}\n`, "pairs.jsonl")).toThrow(UsageError);
    expect(() => readRows(`{"a": "1", "b": "1"}\n${line}\n`, "pairs.jsonl")).toThrow(message);
  });

  it("says that a file is empty", () => {
    expect(() => readRows("\n", "pairs.jsonl")).toThrow("pairs.jsonl holds no pairs of answers.");
  });
});

it("writes the verdict of a row, the label as what was expected", () => {
  const row = { a: "1", b: "1.0", equal: true, note: "n" };
  const line = formatRow(row, { equal: null, decidedBy: "late" }, 5.00049);
  expect(JSON.parse(line)).toEqual({
    ...{ a: "1", b: "1.0", equal: null, decidedBy: "late", seconds: 5 },
    ...{ expected: true, note: "n" },
  });
});

it("counts what is wrong, by how", () => {
  const rows = [true, false, true, true, null].map((equal) => ({ a: "", b: "", equal }));
  const verdicts = [true, true, false, null, true].map((equal) => ({ equal, decidedBy: "text" }));
  expect(formatAccuracy(rows, verdicts)).toBe(
    "1 of 4 right (25.0 %); 1 wrongly equal, 1 wrongly different, 1 not compared.",
  );
  expect(formatAccuracy([{ a: "", b: "" }], verdicts)).toBeNull();
});

describe("readArgs", () => {
  it("takes a file and where to write", () => {
    expect(readArgs(["in.jsonl", "--out", "out.jsonl"])).toEqual({
      file: "in.jsonl",
      out: "out.jsonl",
    });
    expect(readArgs(["in.jsonl"])).toEqual({ file: "in.jsonl", out: null });
    expect(readArgs(["--help"])).toBeNull();
  });

  it("says what is missing or too much", () => {
    expect(() => readArgs([])).toThrow(UsageError);
    expect(() => readArgs(["a.jsonl", "b.jsonl"])).toThrow("One file at a time");
    expect(() => readArgs(["a.jsonl", "--depth"])).toThrow(UsageError);
  });
});
