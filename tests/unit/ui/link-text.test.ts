import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLinkText, writeLinkText } from "../../../src/ui/solve/link-text";
import { cleanProblem, wellFormed, withoutControls } from "../../../src/ui/solve/problem-text";

const table = (rows: readonly (readonly [raw: string, text: string])[]) =>
  it.each(rows)("%s is “%s”", (raw, text) => {
    expect(readLinkText(raw)).toBe(text);
  });

describe("a plus in a formula", () => {
  table([
    ["2+2", "2+2"],
    ["3x+5=20", "3x+5=20"],
    ["3+4%2B5", "3+4+5"],
    ["a+b+c", "a+b+c"],
    ["+5-3", "+5-3"],
    ["(1+2)*(3+4)", "(1+2)*(3+4)"],
    ["x^2+y^2=25", "x^2+y^2=25"],
    ["ab+bc+ca=11", "ab+bc+ca=11"],
    ["abc+abd=10", "abc+abd=10"],
    ["x+sin(x)=1", "x+sin(x)=1"],
    ["ln(x)+ln(y)", "ln(x)+ln(y)"],
    ["2+pi", "2+pi"],
    ["\\frac{1}{2}+\\sqrt{3}", "\\frac{1}{2}+\\sqrt{3}"],
    ["\\alpha+\\beta", "\\alpha+\\beta"],
    ["5%+3%", "5%+3%"],
    ["\u4e09+\u4e94", "\u4e09+\u4e94"],
    ["x=+5", "x=+5"],
    ["2+-3", "2+-3"],
    ["1%20+%202", "1 + 2"],
  ]);
});

describe("a plus in prose", () => {
  table([
    ["What+is+the+gcd", "What is the gcd"],
    ["What+is+the+gcd+of+84+and+36", "What is the gcd of 84 and 36"],
    ["one+two", "one two"],
    ["Solve+2x+5=20", "Solve 2x+5=20"],
    ["What+is+2+2", "What is 2+2"],
    ["Find+x+if+x+2=5.+Then+double+it", "Find x if x+2=5. Then double it"],
    ["What+is+20%+of+80", "What is 20% of 80"],
    ["Wie+gro%C3%9F+ist+x", "Wie gro\u00df ist x"],
    ["Compute+5+*+3", "Compute 5 * 3"],
    ["What+is+sin+30", "What is sin 30"],
    ["Let+f(x)=x+1.+Find+f(2)", "Let f(x)=x+1. Find f(2)"],
  ]);
});

describe("what a form wrote", () => {
  table([
    ["one+two%2Bthree", "one two+three"],
    ["What+is+2+%2B+2%3F", "What is 2 + 2?"],
    ["Can+a+2+digit+number+be+prime%3F", "Can a 2 digit number be prime?"],
    ["3x+%2B+5+%3D+20", "3x + 5 = 20"],
    ["2x+%2B+1", "2x + 1"],
    ["7+-+2", "7 - 2"],
    ["2%2B2%3F", "2+2?"],
  ]);

  it("of prose with words, signs and formulas is read back as it was", () => {
    const word = fc.constantFrom("What", "is", "the", "sum", "of", "a", "2", "x", "3x", "-", "*");
    const formula = fc.constantFrom("2+2?", "(a+b)", "x = 5,", "y^2/3", "50%", "a&b");
    const words = fc.array(fc.oneof(word, formula), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, (list) => {
        const text = ["Please,", ...list].join(" ");
        const written = new URLSearchParams({ p: text }).toString().slice(2);
        expect(readLinkText(written)).toBe(text);
      }),
      { seed: 16, numRuns: 2000 },
    );
  });
});

describe("a percent sign", () => {
  table([
    ["50%", "50%"],
    ["100%25", "100%"],
    ["What%20is%2050%%20of%208%25?", "What is 50% of 8%?"],
    ["5%,3%;%zz", "5%,3%;%zz"],
    ["%E0%A4%A", "%E0%A4%A"],
    ["%E0%A4%41", "%E0%A4A"],
    ["%FC%E2%88%9A%FC", "%FC\u221a%FC"],
    ["%ED%A0%80x", "%ED%A0%80x"],
  ]);
});

describe("any text", () => {
  const units = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes));

  it("that is written is read back, and what is no character is repaired", () => {
    fc.assert(
      fc.property(fc.oneof(units, fc.string({ unit: "binary" })), (text) => {
        expect(readLinkText(writeLinkText(text))).toBe(withoutControls(wellFormed(text)));
      }),
      { seed: 16, numRuns: 3000 },
    );
  });

  it("in a link is read without an error, and holds no control and no lone surrogate", () => {
    const signs = fc.constantFrom(..."+%&=02aBfFe8\u00e9\u4e09", "%E2%88", "%C2%85", "\ud800");
    fc.assert(
      fc.property(fc.oneof(units, fc.string({ unit: signs, maxLength: 40 })), (raw) => {
        const text = readLinkText(raw);
        expect(text).not.toMatch(/\p{Cs}|[^\P{Cc}\n\t]/u);
        expect(cleanProblem(text)).toBe(text.trim());
      }),
      { seed: 16, numRuns: 3000 },
    );
  });
});
