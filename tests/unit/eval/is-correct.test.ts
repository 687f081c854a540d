import { describe, expect, it } from "vitest";
import { createEquality } from "../../../src/solver/equality";
import { isCorrect } from "../../../tools/eval/is-correct";

describe("isCorrect", () => {
  const judge = (answer: string | null, ended: string, expected: string | null) =>
    isCorrect({ answer, ended }, expected, createEquality(null));

  it("takes an equal answer, however the sample ended", async () => {
    expect(await judge("\\frac12", "answered", "0.5")).toBe(true);
    expect(await judge("5", "token-limit", "5")).toBe(true);
    expect(await judge("6", "answered", "5")).toBe(false);
    expect(await judge(null, "no-answer", "5")).toBe(false);
  });

  it("takes declining where there is no answer, but not running out of tokens", async () => {
    expect(await judge(null, "no-answer", null)).toBe(true);
    expect(await judge(null, "token-limit", null)).toBe(false);
    expect(await judge(null, "failed", null)).toBe(false);
    expect(await judge("5", "answered", null)).toBe(false);
  });
});
