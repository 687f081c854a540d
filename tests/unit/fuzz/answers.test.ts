import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../../src/solver/answer";
import { equalNumbers, readNumber } from "../../../src/solver/exact-number";
import { isPlaceholder } from "../../../src/solver/placeholder";
import { plainLatex } from "../../../src/solver/plain-latex";
import { sameAnswer, settleCheaply } from "../../../src/solver/same-answer";
import { fuzzRuns } from "./fuzz-runs";

const settings = { numRuns: fuzzRuns(3000), seed: 17 };

const joined = (fragments: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...fragments), { maxLength }).map((parts) => parts.join(""));

/** What surrounds answers. */
const words = [
  ...["\\boxed{", "\\boxed", "\\fbox{", "\\boxed ", "}", "{", "\\{", "\\}", "\\\\", "$", "$$"],
  ...[
    "42",
    "x",
    "-3",
    "\\frac{1}{2}",
    "\\text{",
    "...",
    "?",
    "your answer",
    "D",
    "(A)",
    "｛",
    "｝",
  ],
  ...[
    "Answer: ",
    "The answer is ",
    "**Answer:** ",
    "Antwort: ",
    "答案是",
    " and ",
    ", ",
    " no, wait ",
  ],
  ...[
    "\n",
    "\n\n",
    " ",
    ".",
    "。",
    "5 cm",
    "50%",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "👩‍🚀",
    "\ud83d",
    "\u0000",
  ],
];
const blocks = [
  ...["<think>", "</think>", "<tool_call>", "</tool_call>", "```", "```python\n", "```output\n"],
  ...["`", "\n```\n", "~~~\n", "<tool_response>", "</tool_response>", "> "],
];

describe("the answer of a text", () => {
  it("stands in the text, is no placeholder, and comes with where it is from", () => {
    const printed = fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 2 });
    fc.assert(
      fc.property(joined([...words, ...blocks], 30), printed, (text, spans) => {
        const sorted = spans
          .map(([from, length]) => ({ from, to: from + length }))
          .filter(({ to }) => to <= text.length)
          .sort((a, b) => a.from - b.from)
          .filter(({ from }, place, all) => from >= (all[place - 1]?.to ?? 0));
        for (const { answer, from } of [readAnswer(text), readAnswer(text, sorted)]) {
          expect(answer === null).toBe(from === null);
          if (answer === null) continue;
          expect(isPlaceholder(answer)).toBe(false);
          // A closing sign may be taken off, as of "5. , 6"; what was printed within a box is left blank.
          for (const part of from === "box" ? answer.split(/, | +/) : []) {
            expect(text).toContain(part);
          }
        }
      }),
      settings,
    );
  });

  it("is the last box that the model closed, whatever its own words before it are", () => {
    fc.assert(
      fc.property(joined(words, 30), (text) => {
        // Far enough from the box before it, and no choice that is named last.
        const { answer, from } = readAnswer(
          `${text}\n\n${"Therefore we have it now. ".repeat(4)}\\boxed{77}`,
        );
        expect(from).toBe("box");
        expect(answer).toBe("77");
      }),
      settings,
    );
  });

  it("is none where the text ends in an open box", () => {
    fc.assert(
      fc.property(joined(words, 30), (text) => {
        expect(readAnswer(`${text} \\boxed{7`)).toEqual({ answer: null, from: null });
      }),
      settings,
    );
  });
});

describe("two answers", () => {
  const latex = joined(
    [
      ...[
        "\\frac",
        "\\dfrac",
        "{",
        "}",
        "1",
        "2",
        "10",
        "\\text{",
        "\\mathrm{",
        " cm",
        "^",
        "_",
        "-",
      ],
      ...[
        "\\sqrt",
        "\\left(",
        "\\right)",
        "(",
        ")",
        ",",
        ".",
        "\\,",
        "\\%",
        "%",
        "x",
        "\\pi",
        "²",
        "π",
      ],
      ...[
        "\\overline{3}",
        "/",
        "\\cdot10^",
        "=",
        "\\{",
        "\\}",
        "$",
        "\\boxed{",
        "A",
        "½",
        "٣",
        "\\!",
      ],
    ],
    14,
  );

  it("are compared the same in both orders, and each equals itself", () => {
    fc.assert(
      fc.property(latex, latex, (one, other) => {
        expect(sameAnswer(one, one)).toBe(true);
        expect(settleCheaply(one, other)).toEqual(settleCheaply(other, one));
      }),
      settings,
    );
  });

  it("are told plainly, without spaces at the ends, and a number is read as the one it is", () => {
    fc.assert(
      fc.property(fc.oneof(latex, fc.string({ unit: "binary" })), (text) => {
        const plain = plainLatex(text);
        expect(plain).toBe(plain.trim());
        const number = readNumber(plain);
        if (!number) return;
        expect(number.denominator > 0n).toBe(true);
        expect(equalNumbers(number, number)).toBe(true);
      }),
      settings,
    );
  });

  it("that are the same fraction in two forms are equal", () => {
    const integer = fc.integer({ min: -(10 ** 6), max: 10 ** 6 });
    const positive = fc.integer({ min: 1, max: 10 ** 6 });
    fc.assert(
      fc.property(integer, positive, fc.integer({ min: 1, max: 99 }), (top, bottom, factor) => {
        const sign = top < 0 ? "-" : "";
        const fraction = `${sign}\\frac{${Math.abs(top)}}{${bottom}}`;
        const longer = `${top * factor}/${bottom * factor}`;
        expect(sameAnswer(fraction, longer)).toBe(true);
        expect(sameAnswer(fraction, `${top + 1}/${bottom}`)).toBe(false);
      }),
      settings,
    );
  });
});
