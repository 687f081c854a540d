import { describe, expect, it } from "vitest";
import { extractAnswer } from "../../../src/solver/answer";

describe("extractAnswer", () => {
  it.each([
    ["The answer is $\\boxed{5}$.", "5"],
    ["\\boxed{1} and \\boxed{2}", "2"],
    ["\\boxed{1} and \\fbox{2}", "2"],
    ["\\fbox{2}, that is \\boxed{ 3 }", "3"],
    ["\\boxed {5}", "5"],
    ["\\boxed{\\frac{1}{2}}", "\\frac{1}{2}"],
    ["\\boxed{\\text{a {b} c}}", "\\text{a {b} c}"],
    ["\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"],
    ["\\boxed{\\left\\{1\\right.}", "\\left\\{1\\right."],
    ["\\boxed{\\boxed{5}}", "5"],
    ["set {1} \\boxed{2} {3}", "2"],
    ["} } \\boxed{2}", "2"],
    ["{ { \\boxed{2}", "2"],
    ["\\\\\\boxed{4}", "4"],
    // Never closed: the one before counts.
    ["\\boxed{1} \\boxed{2", "1"],
    ["\\boxed{1} \\boxed{\\frac{1}{2}", "1"],
    ["\\boxed{1} Put it in \\boxed{}.", "1"],
    // Without braces.
    ["\\boxed 5", "5"],
    ["so $\\boxed 5$ it is", "5"],
    ["\\boxed5.", "5"],
    ["\\boxed -3 holds", "-3"],
    ["\\boxed\\frac{1}{2}", "\\frac{1}{2}"],
    ["\\[\\boxed 7\\]", "7"],
    ["\\boxed x", "x"],
    ["\\boxed{1}, in the \\boxed format", "1"],
    // After the thinking.
    ["<think>\\boxed{1}</think> so \\boxed{2}", "2"],
    ["<think>\\boxed{1}", "1"],
    ["a</think>\\boxed{1}</think>\\boxed{2}", "2"],
  ])("%j → %j", (text, answer) => {
    expect(extractAnswer(text)).toBe(answer);
  });

  it.each([
    "",
    "no box",
    "\\boxed",
    "\\boxed{",
    "\\boxed{}",
    "\\boxed{ }",
    "\\boxed{5",
    "\\boxed{5\\}",
    "\\boxedtext{5}",
    "\\boxed \\frac{1}{",
    "the \\boxed command",
    "boxed{5}",
    "<think>\\boxed{1}</think> I do not know.",
  ])("%j has none", (text) => {
    expect(extractAnswer(text)).toBeNull();
  });

  it("takes long nonsense", () => {
    for (const piece of ["\\boxed{", "\\boxed", "{", "}", "\\", "\\boxed \\frac{", "\\boxed    "]) {
      expect(extractAnswer(piece.repeat(30_000))).toBeNull();
    }
    expect(extractAnswer(`${"\\boxed{".repeat(30_000)}5${"}".repeat(30_000)}`)).toBe("5");
  });
});
