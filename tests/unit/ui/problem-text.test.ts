import { describe, expect, it } from "vitest";
import { RunRequestError } from "../../../src/solver/run-request";
import {
  charactersOver,
  checkProblemLength,
  cleanProblem,
} from "../../../src/ui/solve/problem-text";

describe("the length of a problem", () => {
  it("is counted in characters, not in UTF-16", () => {
    expect(charactersOver("\u{1f600}".repeat(10_000))).toBe(0);
    expect(charactersOver("\u{1f600}".repeat(10_003))).toBe(3);
    expect(charactersOver("x".repeat(10_000))).toBe(0);
    expect(charactersOver(`${"x".repeat(10_000)}\ud800`)).toBe(1);
  });

  it("leaves out the margins and control characters, which are not solved", () => {
    expect(charactersOver(`  ${"x".repeat(10_000)}\u0000\n\n`)).toBe(0);
  });

  it("is refused with the figures when it is too much", () => {
    expect(() => checkProblemLength("x".repeat(10_000))).not.toThrow();
    expect(() => checkProblemLength("x".repeat(12_037))).toThrow(RunRequestError);
    expect(() => checkProblemLength("x".repeat(12_037))).toThrow(/12,037 .*10,000 .*2,037/);
  });
});

describe("a clean problem", () => {
  it("has no control characters, one kind of line end and whole characters", () => {
    expect(cleanProblem(" a\u0000\u001bb\r\nc\rd\u2028e\tf\u0090\ud83d ")).toBe(
      "ab\nc\nd\ne\tf\u{fffd}",
    );
    expect(cleanProblem("\u{feff}\u{1f468}\u200d\u{1f469}")).toBe("\u{1f468}\u200d\u{1f469}");
  });
});
