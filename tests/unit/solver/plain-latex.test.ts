import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLatex } from "../../../src/solver/plain-latex";
import { sameAnswer, settleCheaply } from "../../../src/solver/same-answer";

const seed = 8050;
const texts = ["answer-pairs", "more-answer-pairs"].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/${name}.jsonl`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line): string[] => {
      const { a, b } = JSON.parse(line);
      return [a, b];
    }),
);
const piece = fc.oneof(
  fc.constantFrom(...texts),
  fc.constantFrom("\\text{", "}", "{", "\\frac", "$", "\\", "**", '"', "½", "√(", "，", "\ud800"),
  fc.string({ maxLength: 8 }),
);
const anything = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(""));

describe("plainLatex", () => {
  it.each([
    ["\\(５\\,\\mathrm{cm}\\)", "5 \\text{cm}"],
    ["\\mathrm{e}^{\\mathrm{i}\\pi}", "e ^{ i \\pi}"],
    ["1-\\frac1{\\mathrm e}", "1-\\frac{1}{ e }"],
    ["*15*", "15"],
    ["5\\ \\mathrm{m s^{-2}}", "5 \\text{m s}^{-2}"],
    ["30^{\\circ}", "30\\degree"],
    [
      "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
      "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
    ],
    ["$5", "\\$5"],
    ["\\$5$", "\\$5"],
    ["{1, 2}", "{1, 2}"],
  ])("makes of %j %j", (text, plain) => {
    expect(plainLatex(text).replace(/\s+/g, " ")).toBe(plain);
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(anything, (text) => typeof plainLatex(text) === "string"),
      { seed, numRuns: 2000 },
    );
  });
});

describe("settleCheaply", () => {
  it("says the same whichever answer comes first, and never throws", () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        expect(settleCheaply(one, other)).toEqual(settleCheaply(other, one));
      }),
      { seed, numRuns: 2000 },
    );
  });

  it("contradicts no label", () => {
    const wrong = ["answer-pairs", "more-answer-pairs"].flatMap((name) =>
      readFileSync(new URL(`../../fixtures/${name}.jsonl`, import.meta.url), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .filter((line) => {
          const { a, b, equal } = JSON.parse(line);
          return settleCheaply(a, b)?.equal === !equal;
        }),
    );
    expect(wrong).toEqual([]);
  });

  it("finds each answer equal to itself, spaces around it or not", () => {
    for (const text of texts) {
      expect(sameAnswer(text, text)).toBe(true);
      expect(sameAnswer(text, ` ${text} `)).toBe(true);
    }
  });
});
