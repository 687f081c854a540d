import { describe, expect, it } from "vitest";
import { maxProblemLength, readProblemLink } from "../../../src/ui/solve/problem-link";

const problem = (text: string, run = false) => ({
  ...{ kind: "problem", problem: text, settings: null, run },
});

describe("readProblemLink", () => {
  it("reads a problem, and whether to run it", () => {
    expect(readProblemLink("#problem=What%20is%202%2B3%3F&run=1")).toEqual(
      problem("What is 2+3?", true),
    );
    expect(readProblemLink("#run=1&problem=Is%20%24x%3D1%24%20%26%20y%3F")).toEqual(
      problem("Is $x=1$ & y?", true),
    );
    expect(readProblemLink("#problem=a=b")).toEqual(problem("a=b"));
  });

  it("starts only for run=1", () => {
    for (const run of ["run=0", "run=true", "run", "run=", "norun=1"]) {
      expect(readProblemLink(`#problem=x&${run}`)).toEqual(problem("x"));
    }
  });

  it("reads both ways of writing spaces", () => {
    expect(readProblemLink("#problem=one+two%2Bthree")).toEqual(problem("one two+three"));
    expect(readProblemLink("#problem=one%20+%20two")).toEqual(problem("one + two"));
  });

  it("finds no problem in other addresses", () => {
    for (const hash of ["", "#", "#answer", "#run=1", "#=x", "#&&"]) {
      expect(readProblemLink(hash)).toEqual({ kind: "none" });
    }
  });

  it("says what is wrong with a link", () => {
    const messages = ["#problem=%E0%A4%A", "#problem=100%", "#problem=", "#problem=%20"].map(
      readProblemLink,
    );
    expect(messages).toEqual([
      { kind: "invalid", message: expect.stringContaining("damaged") },
      { kind: "invalid", message: expect.stringContaining("damaged") },
      { kind: "invalid", message: expect.stringContaining("empty") },
      { kind: "invalid", message: expect.stringContaining("empty") },
    ]);
    expect(readProblemLink(`#problem=${"x".repeat(maxProblemLength + 1)}`)).toEqual({
      kind: "invalid",
      message: expect.stringContaining("10,000"),
    });
  });

  it("drops control characters and keeps lines", () => {
    expect(readProblemLink("#problem=a%00b%1B%0D%0Ac%09d")).toEqual(problem("ab\nc\td"));
  });
});
