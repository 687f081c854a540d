import katex from "katex";
import { describe, expect, it } from "vitest";
import { formulaOptions } from "../../../../src/ui/math/formula-limits";
import { macros } from "../../../../src/ui/math/formula-macros";
import { normaliseFormula } from "../../../../src/ui/math/normalise-formula";

function typesets(tex: string, displayMode = false): boolean {
  try {
    katex.renderToString(tex, { ...formulaOptions, displayMode, throwOnError: true });
    return true;
  } catch {
    return false;
  }
}

describe("a formula as models write it", () => {
  it.each([
    ["a bare percent sign is one", "20%, 30%", "20\\%, 30\\%"],
    ["an escaped one stays", "20\\%", "20\\%"],
    ["signs in words are signs", "\\text{50% of A & B #1}", "\\text{50\\% of A \\& B \\#1}"],
    ["an underscore in words is one", "\\textbf{d_e}", "\\textbf{d\\_e}"],
    ["a power in words is one", "\\text{cm^2}", "\\text{cm$^2$}"],
    ["a formula in words stays one", "\\text{if $x>0$}", "\\text{if $x>0$}"],
    ["of either kind", "\\text{if \\(x>0\\)}", "\\text{if $x>0$}"],
    ["money in words is money", "\\text{costs $5}", "\\text{costs \\$5}"],
    ["money in a box is money", "\\boxed{$5}", "\\boxed{\\$5}"],
    ["a formula in a box is one", "\\boxed{$5$}", "\\boxed{5}"],
    ["a frame has words", "\\fbox{x_1}", "\\fbox{x\\_1}"],
    [
      "an equation array is aligned",
      "\\begin{eqnarray*}x &=& 1\\end{eqnarray*}",
      "\\begin{aligned}x &= 1\\end{aligned}",
    ],
    ["a column sign alone is a sign", "A & B", "A \\& B"],
    [
      "rows without an environment get one",
      "a &= 1 \\\\ b &= 2",
      "\\begin{aligned}a &= 1 \\\\ b &= 2\\end{aligned}",
    ],
    ["labels are not shown", "x \\label{a_b}= 1", "x = 1"],
    [
      "its own commands are its own",
      "\\newcommand{\\abs}[1]{|#1|}\\abs{x}",
      "\\newcommand{\\abs}[1]{|#1|}\\abs{x}",
    ],
    ["units", "\\SI{5}{\\metre\\per\\second\\squared}", "5\\,\\mathrm{m/s^2}"],
  ])("%s", (_, tex, expected) => {
    expect(normaliseFormula(tex, false)).toBe(expected);
    expect(typesets(expected)).toBe(true);
  });

  it("environments of their own stay displays where they are the whole formula, and only there", () => {
    for (const [name, whole, part] of [
      ["multline", "gather", "gathered"],
      ["align", "align", "aligned"],
      ["gather", "gather", "gathered"],
    ]) {
      const tex = `\\begin{${name}*}a \\\\ b\\end{${name}*}`;
      expect(normaliseFormula(tex, true)).toBe(`\\begin{${whole}*}a \\\\ b\\end{${whole}*}`);
      const inner = `\\begin{${part}}a \\\\ b\\end{${part}}`;
      expect(normaliseFormula(tex, false)).toBe(inner);
      expect(normaliseFormula(`x = ${tex}`, true)).toBe(`x = ${inner}`);
      expect(typesets(inner)).toBe(true);
    }
  });

  it("blank lines are no paragraphs", () => {
    expect(normaliseFormula("x\n\n= 5", true)).toBe("x\n= 5");
  });

  it("every command of the list becomes what KaTeX typesets", () => {
    const args: Readonly<Record<string, string>> = {
      multicolumn: "{2}{c}{x}",
      ang: "{45;30}",
      cline: "{1-2}",
    };
    for (const [name, { args: count }] of macros) {
      const call = `\\${name}${args[name] ?? "{2}".repeat(count)}`;
      const inArray = /^(?:multicolumn|cline|intertext|shortintertext)$/.test(name);
      const tex = inArray ? `\\begin{array}{c} a \\\\ ${call} \\end{array}` : `a ${call} b`;
      // KaTeX lacks it, or it would not be in the list.
      expect(normaliseFormula(tex, false), name).not.toContain(`\\${name}`);
      expect(typesets(normaliseFormula(tex, false)), name).toBe(true);
    }
    expect(macros.size).toBeGreaterThan(50);
  });

  it("what is too long or deep is left alone", () => {
    const deep = "{".repeat(60);
    expect(normaliseFormula(deep, false)).toBe(deep);
    const long = "%".repeat(5000);
    expect(normaliseFormula(long, false)).toBe(long);
  });

  it("it is the same when it is told again", () => {
    for (const tex of [
      "20%",
      "\\text{a_b $x$ #}",
      "\\lcm(4, 6) = \\abs{x}",
      "\\boxed{$5}",
      "a & b",
    ]) {
      const once = normaliseFormula(tex, false);
      expect(normaliseFormula(once, false)).toBe(once);
    }
  });
});
