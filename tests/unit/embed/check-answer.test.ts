import { describe, expect, it } from "vitest";
import { checkAnswer } from "../../../src/embed/frame/check-answer";
import { createEquality } from "../../../src/solver/equality";

// With the cheap judge alone: what needs Math-Verify is null to it.
const same = createEquality(null);
const check = (answer: string, expected: string) => checkAnswer(answer, expected, same);

describe("an answer", () => {
  it("is right however it is written", async () => {
    for (const answer of ["1/9", "\\frac{1}{9}", " 1/9 ", "\\frac19"]) {
      expect(await check(answer, "\\frac{1}{9}"), answer).toEqual({ correct: true, score: 1 });
    }
  });

  it("is wrong, or empty", async () => {
    expect(await check("1/8", "\\frac{1}{9}")).toEqual({ correct: false, score: 0 });
    expect(await check("  ", "12")).toEqual({ correct: false, score: 0 });
  });

  it("that can't be compared has no verdict", async () => {
    expect(await check("x + y", "y + x")).toEqual({ correct: null, score: null });
  });
});

describe("a list", () => {
  it.each([
    ["3, 2", 1],
    ["2 and 3", 1],
    ["3; 2", 1],
    ["2", 1 / 2],
    ["2, 4", 1 / 2],
    ["2, 3, 4, 5", 1 / 2],
    ["2, 2", 1 / 2],
  ])("%s counts for %d of 2, 3", async (answer, score) => {
    expect((await check(answer, "2, 3")).score).toBe(score);
  });

  it("has parts outside of brackets only", async () => {
    expect((await check("(1, 2), (3, 5)", "(1, 2), (3, 4)")).score).toBe(1 / 2);
    expect((await check("(1, 3)", "(1, 2)")).score).toBeNull();
  });
});
