import { describe, expect, it } from "vitest";
import { isCorrect } from "../../../tools/eval/is-correct";

describe("isCorrect", () => {
  it("takes an equal answer, however the sample ended", () => {
    expect(isCorrect({ answer: "\\frac12", ending: "answered" }, "0.5")).toBe(true);
    expect(isCorrect({ answer: "5", ending: "token-limit" }, "5")).toBe(true);
    expect(isCorrect({ answer: "6", ending: "answered" }, "5")).toBe(false);
    expect(isCorrect({ answer: null, ending: "no-answer" }, "5")).toBe(false);
  });

  it("takes declining where there is no answer, but not running out of tokens", () => {
    expect(isCorrect({ answer: null, ending: "no-answer" }, null)).toBe(true);
    expect(isCorrect({ answer: null, ending: "token-limit" }, null)).toBe(false);
    expect(isCorrect({ answer: "5", ending: "answered" }, null)).toBe(false);
  });
});
