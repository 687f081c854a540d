import { describe, expect, it } from "vitest";
import { sameAnswer, settleCheaply } from "../../../src/solver/same-answer";

const equal: [string, string][] = [
  // Integers and signs.
  ["5", "5"],
  [" 5 ", "5"],
  ["+5", "5"],
  ["007", "7"],
  ["−3", "-3"],
  ["-0", "0"],
  ["5.", "5"],
  ["5\\", "5"],
  ["$5$", "5"],
  ["\\(5\\)", "5"],
  ["$$5$$", "5"],
  ["123456789012345678901234567890", "123456789012345678901234567890.0"],
  // Percent, degrees, money, units.
  ["50\\%", "50"],
  ["50%", "50\\%"],
  ["90^{\\circ}", "90°"],
  ["6270\\text{ m}^2", "6270\\,\\mathrm{m}^{2}"],
  ["50\\%", "0.5"],
  ["12.5\\%", "\\frac{1}{8}"],
  ["1234_5", "1234_{5}"],
  // Thousands separators.
  ["10,080", "10080"],
  ["10,\\!080", "10080"],
  ["10, \\!080", "10080"],
  ["10{,}080", "10080"],
  ["10\\,080", "10080"],
  ["10 080", "10080"],
  ["1,234,567.5", "1234567.50"],
  ["-1,000", "-1000"],
  // Fractions and decimals.
  ["0.5", ".5"],
  ["0.5", "\\frac{1}{2}"],
  ["0.50", "\\frac12"],
  ["1/2", "\\dfrac{1}{2}"],
  ["\\tfrac{2}{4}", "\\frac{1}{2}"],
  ["\\frac{-1}{2}", "-\\frac{1}{2}"],
  ["\\frac{1}{-2}", "-1/2"],
  ["(-1)/(2)", "-0.5"],
  ["\\frac1{72}", "\\frac{1}{72}"],
  ["\\frac{7}2", "3.5"],
  ["3\\frac{1}{2}", "7/2"],
  ["3 \\frac{1}{2}", "\\frac{7}{2}"],
  ["-3\\frac12", "-3.5"],
  ["\\frac{6}{3}", "2"],
  ["\\frac{1163}{179}", "\\frac{2326}{358}"],
  ["0.\\overline{3}", "\\frac{1}{3}"],
  ["-0.1\\overline{6}", "-\\frac{1}{6}"],
  // Powers of ten.
  ["1.2\\times10^3", "1200"],
  ["1.2 \\times 10^{3}", "1200"],
  ["5\\cdot10^{-2}", "0.05"],
  ["10^{12}", "1000000000000"],
  // Choice letters and words.
  ["A", "(A)"],
  ["\\text{(C)}", "C"],
  ["\\textbf{B}", "B)"],
  ["B.", "B"],
  ["\\text{Tuesday}", "Tuesday"],
  ["\\text{Tuesday}", "tuesday"],
  ["\\mathrm{no\\ solution}", "\\text{no solution}"],
  ["\\frac\\pi2", "\\frac{\\pi}{2}"],
  ["\\sqrt\\pi", "\\sqrt{\\pi}"],
  // Other LaTeX.
  ["2\\sqrt{3}", "2\\sqrt3"],
  ["x^{2}+1", "x^2 + 1"],
  ["\\left( 1, 2 \\right)", "(1,2)"],
  ["\\{1,\\, 2\\}", "\\{1, 2\\}"],
  ["\\pi r^2", "πr^{2}"],
  ["x \\le 3", "x \\leq 3"],
  ["(-∞, 3]", "(-\\infty,3]"],
  ["3\\times x", "3 \\cdot x"],
  ["a_{1}", "a_1"],
  // Layout, fonts, colours, and signs of Unicode.
  ["\\boldsymbol{7}", "7"],
  ["\\bm{7}", "7"],
  ["\\color{red}{7}", "7"],
  ["{\\color{red} 7}", "7"],
  ["\\textcolor{blue}{\\frac12}", "0.5"],
  ["\\underline{7}", "7"],
  ["\\textnormal{7}", "7"],
  ["**7**", "7"],
  ['"7"', "7"],
  ["'7'", "7"],
  ["`7`", "7"],
  ["７", "7"],
  ["－７", "-7"],
  ["（1，2）", "(1,2)"],
  ["½", "0.5"],
  ["2½", "2.5"],
  ["5⁄6", "5/6"],
  ["√(2)", "\\sqrt(2)"],
  ["√2", "\\sqrt2"],
  ["x²", "x^2"],
  ["x＝5", "x=5"],
  ["\\sfrac{5}{6}", "\\frac56"],
  ["0{,}5", "0.5"],
  ["12{,}50", "12.5"],
];

const different: [string, string][] = [
  ["5", "6"],
  ["5", "-5"],
  ["12", "1 2"],
  ["12", "1,2"],
  ["(1,234)", "1234"],
  ["1,2", "2,1"],
  ["10,80", "1080"],
  ["0.33", "\\frac{1}{3}"],
  ["0.333333", "1/3"],
  ["\\frac{1}{2}", "\\frac{2}{1}"],
  ["1/0", "1/0.0"],
  ["3\\frac{1}{2}", "\\frac{3}{2}"],
  ["3^{12}", "312"],
  ["A", "B"],
  ["A", "a"],
  ["AB", "ab"],
  ["A", "AB"],
  ["\\text{Monday}", "\\text{Sunday}"],
  ["x", "y"],
  ["x=5", "y=5"],
  ["x=5", "x=6"],
  ["5\\text{ hours}", "5\\text{ minutes}"],
  ["5\\text{ cm}", "5\\text{ cm}^2"],
  ["\\sqrt{2}", "2"],
  ["\\sqrt{12}", "\\sqrt1 2"],
  ["x^2", "x2"],
  ["(0,1)", "[0,1]"],
  ["10^{12}", "10^{13}"],
  ["10^{9999}", "10^{9998}"],
  ["", "5"],
  ["$", "\\"],
  ["\\frac", "\\sqrt"],
  ["123456789012345678901234567890", "123456789012345678901234567891"],
];

/** Different for sure: nobody needs to ask a parser, which would say otherwise. */
const settled: [string, string][] = [
  ["5", "6"],
  ["0.0000001", "0.0000002"],
  ["0.333333", "\\frac{1}{3}"],
  ["123456789012345678", "123456789012345679"],
  ["50\\%", "5"],
  ["5\\%", "0.5"],
  ["E", "e"],
  ["x", "y"],
  ["(A)", "(B)"],
  ["", "5"],
];

/** Not for this check to decide. */
const open: [string, string][] = [
  // Units and times.
  ["50 percent", "50%"],
  ["90^\\circ", "90"],
  ["90 degrees", "90"],
  ["\\$36", "36"],
  ["36 dollars", "36"],
  ["6270\\text{ cm}^2", "6270"],
  ["5\\text{ hours}", "5 hour"],
  ["5 metres", "5 meters"],
  ["3 inches", "3 inch"],
  ["10\\pi\\text{ cm}", "10\\pi"],
  ["12\\text{ ways}", "12\\text{ arrangements}"],
  ["3\\text{ m/s}", "3\\text{ meters per second}"],
  ["60\\text{ km/h}", "60\\text{ kmph}"],
  ["5\\,\\text{cm}^{3}", "5\\text{ cubic centimeters}"],
  ["5\\text{ cm}²", "5 square centimeters"],
  ["7\\text{ a.m.}", "7\\text{ am}"],
  ["1234_5", "1234"],
  ["5\\text{ cm}", "5\\text{ m}"],
  ["\\$20", "20\\text{ cents}"],
  ["101_2", "101_3"],
  // As programs print them.
  ["0.3333333333333333", "\\frac{1}{3}"],
  ["0.30000000000000004", "0.3"],
  ["14.285714285714286", "\\frac{100}{7}"],
  ["123456789012.34", "123456789012.35"],
  // Lists and numbers.
  ["12,144", "12.144"],
  ["12, 144", "12144"],
  ["100, 200", "200, 100"],
  ["0,5", "0.5"],
  // Names and words.
  ["\\text{infinity}", "\\infty"],
  ["x=5", "5"],
  ["n = \\frac{1}{2}", "0.5"],
  ["\\text{odd}", "\\text{dod}"],
  ["listen", "silent"],
  ["(1,2,3)", "\\{1,2,3\\}"],
  // Expressions.
  ["\\sqrt{8}", "2\\sqrt{2}"],
  ["1,2", "2,1"],
  ["1,2", "\\{1,2\\}"],
  ["\\{x:0<x<1,x\\ne5\\}", "(0,1)"],
  ["5t", "5"],
  ["n\\text{ even}", "n"],
  ["2.5\\text{ million}", "2500000"],
  ["0\\text{ if }n=2", "0"],
  ["\\sin 30^\\circ", "\\frac{1}{2}"],
  ["\\text{A and C}", "C, A"],
  ["1.4142135623730951", "\\sqrt{2}"],
  ["abc", "cba"],
];

describe("settleCheaply", () => {
  it.each(settled)("%j is surely not %j", (one, other) => {
    expect(settleCheaply(one, other)).toMatchObject({ equal: false });
    expect(settleCheaply(other, one)).toMatchObject({ equal: false });
  });

  it.each(open)("leaves %j and %j to the checker", (one, other) => {
    expect(settleCheaply(one, other)).toBeNull();
    expect(settleCheaply(other, one)).toBeNull();
  });
});

describe("sameAnswer", () => {
  it.each(equal)("%j equals %j", (one, other) => {
    expect(sameAnswer(one, other)).toBe(true);
    expect(sameAnswer(other, one)).toBe(true);
  });

  it.each(different)("%j differs from %j", (one, other) => {
    expect(sameAnswer(one, other)).toBe(false);
    expect(sameAnswer(other, one)).toBe(false);
  });

  const pieces = [
    "{",
    "}",
    "\\",
    "\\frac{",
    "\\text{",
    "\\sqrt",
    ".",
    " ",
    "9",
    ",",
    "^",
    "$",
    "x",
  ];
  const nonsense = [
    ...pieces.map((piece) => piece.repeat(10_000).slice(0, 10_000)),
    ...pieces.map((piece) => `1${piece.repeat(10_000).slice(0, 10_000)}x`),
    Array.from({ length: 10_000 }, (_, n) => pieces[(n * n + n) % pieces.length]).join(""),
    "\ud800".repeat(100),
  ];

  it("takes any nonsense, quickly", () => {
    for (const one of nonsense) {
      expect(sameAnswer(one, one)).toBe(true);
      expect(sameAnswer(one, "42")).toBe(false);
      for (const other of nonsense.slice(0, 5)) sameAnswer(one, other);
    }
  });
});
