import { describe, expect, it } from "vitest";
import { growBlocks, noBlocks } from "../../../src/ui/math/blocks";
import { closeUnfinished } from "../../../src/ui/math/close-unfinished";
import { matchFormula } from "../../../src/ui/math/formula-syntax";
import { lex, type MathToken } from "../../../src/ui/math/lex";

/** Tokens as a short text: formulas as <tex>, displayed ones as <<tex>>, open ones as <…>. */
function outline(tokens: readonly MathToken[]): string {
  return tokens.map(outlineOne).join("");
}

function outlineOne(token: MathToken): string {
  if (token.type === "formula") return token.display ? `<<${token.tex}>>` : `<${token.tex}>`;
  if (token.type === "openFormula") return "<…>";
  if (token.type === "list")
    return token.items.map((item) => `[- ${outline(item.tokens as MathToken[])}]`).join("");
  if (token.type === "strong" || token.type === "em")
    return `{${outline(token.tokens as MathToken[])}}`;
  if ("tokens" in token && token.tokens) return outline(token.tokens as MathToken[]);
  if (token.type === "br") return "|";
  if (token.type === "space") return "¶";
  return "text" in token ? token.text : token.raw;
}

const final = (text: string) => outline(lex(text, false));
const streaming = (text: string) => outline(lex(text, true));

describe("formulas in text", () => {
  it("reads every kind of delimiter", () => {
    expect(final("so \\(a+b\\), $c$ and \\[d\\] hold")).toBe("so <a+b>, <c> and <<d>> hold");
    expect(final("$$e$$")).toBe("<<e>>");
    expect(final("The answer is \\boxed{\\frac{1}{2}}.")).toBe(
      "The answer is <\\boxed{\\frac{1}{2}}>.",
    );
    expect(final("\\begin{align*}\na &= 1 \\\\\nb &= 2\n\\end{align*}")).toBe(
      "<<\\begin{align*}\na &= 1 \\\\\nb &= 2\n\\end{align*}>>",
    );
  });

  it("keeps a displayed formula's lines away from Markdown", () => {
    expect(final("We get\n\\[\nx\n= 5\n- 3\n\\]\nand go on.")).toBe(
      "We get<<x\n= 5\n- 3>>and go on.",
    );
    expect(final("$$\n# 1 * 2 * 3 _a_\n$$")).toBe("<<# 1 * 2 * 3 _a_>>");
  });

  it("takes row breaks inside a formula for no delimiter", () => {
    expect(final("\\[ a \\\\[2pt] b \\]")).toBe("<<a \\\\[2pt] b>>");
    expect(final("\\( x \\\\\\)")).toBe("<x \\\\>");
  });

  it("takes currency for no formula", () => {
    for (const text of [
      "It costs $5 and then $10 more.",
      "Between $5 and $10.",
      "$5–$10 each",
      "He has $20, she has $30.",
      "Pay 5$ or 10$ now",
      "only $ 5",
    ]) {
      expect(final(text)).toBe(text);
    }
    expect(final("It costs $5, so $x = 5$.")).toBe("It costs $5, so <x = 5>.");
    expect(final("costs \\$5 and $x$")).toBe("costs $5 and <x>");
  });

  it("leaves code alone", () => {
    expect(final("`$a$ \\(b\\)` and $c$")).toBe("$a$ \\(b\\) and <c>");
    expect(final("```\n$a$\n```")).toBe("$a$");
  });

  it("reads asterisks and tildes between numbers as mathematics", () => {
    for (const text of ["3*x + 4*y = 5*z", "2*3*4", "2 * 3 * 4", "about ~5 or ~6", "a_1 and a_2"]) {
      expect(final(text)).toBe(text);
    }
    expect(final("a **bold** and *soft* word")).toBe("a {bold} and {soft} word");
    expect(final("*see $a*b$ here*")).toBe("{see <a*b> here}");
  });

  it("shows HTML, references and underlined headings as text", () => {
    expect(final("<b>x</b> <script>alert(1)</script>")).toBe("<b>x</b> <script>alert(1)</script>");
    expect(final("<div>\n\n[a]: http://b")).toBe("<div>¶[a]: http://b");
    expect(final("x = 3\n===")).toBe("x = 3|===");
  });

  it("leaves openers without a partner as they are when the text is complete", () => {
    expect(final("\\[ a")).toBe("[ a");
    expect(final("$$ a\n\nb")).toBe("$$ a¶b");
    expect(final("\\boxed{1")).toBe("\\boxed{1");
  });
});

describe("unfinished formulas", () => {
  it("are held back, and nothing before them", () => {
    const whole = "so \\(\\frac{1}{2}\\) is";
    expect(streaming(whole)).toBe("so <\\frac{1}{2}> is");
    for (let length = 4; length < whole.indexOf("\\)") + 2; length += 1) {
      expect(streaming(whole.slice(0, length))).toBe("so <…>");
    }
    for (const text of [
      "so $x",
      "so $$x",
      "so \\[x",
      "so \\boxed{1",
      "so \\box",
      "so \\begin{ali",
    ]) {
      expect(streaming(text)).toBe("so <…>");
    }
    expect(streaming("so\n\\[\nx = 5\n")).toBe("so<…>");
  });

  it("are given up at a blank line, so that the rest of the text shows", () => {
    for (const opener of ["\\[", "$$", "\\(", "\\boxed{"]) {
      const blocks = growBlocks(noBlocks, `${opener} a\n\nb`);
      expect(blocks.tail).toBe("b");
      expect(blocks.settled.map(final)).toEqual([`${opener} a`.replace(/^\\(?=[[(])/, "")]);
    }
  });

  it("do not hold back prose after a currency", () => {
    expect(streaming("It costs $5 for everyone")).toBe("It costs $5 for everyone");
  });
});

describe("hostile texts", () => {
  it("cost no more than they should", () => {
    for (const text of [
      "\\[ ".repeat(20_000),
      "$".repeat(40_000),
      "> ".repeat(20_000),
      "- ".repeat(20_000),
      "*".repeat(20_000),
      "[".repeat(20_000),
      `${"**a ".repeat(5_000)}`,
      "`".repeat(20_000),
      "\\boxed{".repeat(5_000),
      "|a".repeat(10_000),
    ]) {
      expect(lex(text, true).length).toBeGreaterThan(0);
      expect(lex(text, false).length).toBeGreaterThan(0);
    }
  }, 60_000);
});

describe("matchFormula", () => {
  it("balances braces and skips escaped ones", () => {
    expect(matchFormula("\\boxed{\\{1, 2\\}} rest")).toMatchObject({ raw: "\\boxed{\\{1, 2\\}}" });
    expect(matchFormula("\\boxed{a}")).toMatchObject({ display: false });
  });
});

describe("growBlocks", () => {
  const text =
    "First *line*.\n\nWe get\n\\[\nx\n\\]\n\n- a\n- b\n\n  more\n\n```py\nx\n\ny\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd $x$.";

  it("cuts a growing text as it cuts the whole", () => {
    for (const step of [1, 2, 3, 7]) {
      let blocks = noBlocks;
      for (let length = step; length < text.length; length += step) {
        blocks = growBlocks(blocks, text.slice(0, length));
      }
      blocks = growBlocks(blocks, text);
      const pieces = [...blocks.settled, blocks.tail].map((piece) => piece.trim());
      expect(pieces.join("\n\n").replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " "));
      expect(blocks.tail).toBe("End $x$.");
    }
  });

  it("parses only the block being written", () => {
    let all = "";
    let blocks = noBlocks;
    for (let index = 0; index < 300; index += 1) {
      all += `Paragraph ${index} with $x_${index}$.\n\n`;
      blocks = growBlocks(blocks, all);
      expect(blocks.tail.length).toBeLessThan(60);
    }
    expect(blocks.settled).toHaveLength(299);
  });
});

describe("closeUnfinished", () => {
  it("closes what is open and nothing else", () => {
    expect(closeUnfinished("a **b")).toBe("a **b**");
    expect(closeUnfinished("a **")).toBe("a ");
    expect(closeUnfinished("a **b*")).toBe("a **b**");
    expect(closeUnfinished("a `b")).toBe("a `b`");
    for (const text of ["a **b** c", "a `**` b", "```\n**", "2**3 and 4**5", "$a**b$"]) {
      expect(closeUnfinished(text)).toBe(text);
    }
  });
});
