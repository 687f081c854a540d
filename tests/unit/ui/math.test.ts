import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type Blocks, groupSize, growBlocks, noBlocks } from "../../../src/ui/math/blocks";
import { closeUnfinished } from "../../../src/ui/math/close-unfinished";
import { matchFormula } from "../../../src/ui/math/formula-syntax";
import { lex, type MathToken } from "../../../src/ui/math/lex";
import { plainMath } from "../../../src/ui/math/plain-math";
import { longestBlock } from "../../../src/ui/math/split-long-block";
import { examples } from "../../../src/ui/solve/examples";

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
      expect(blocks.tail.source).toBe("b");
      expect(sources(blocks).slice(0, -1).map(final)).toEqual([
        `${opener} a`.replace(/^\\(?=[[(])/, ""),
      ]);
    }
  });

  it("do not hold back prose after a currency", () => {
    expect(streaming("It costs $5 for everyone")).toBe("It costs $5 for everyone");
  });
});

describe("hostile texts", () => {
  it("are parsed in short pieces", () => {
    for (const text of [
      "\\[ ".repeat(5_000),
      "$".repeat(13_000),
      "> ".repeat(13_000),
      "- ".repeat(13_000),
      "*".repeat(13_000),
      "[".repeat(13_000),
      "**a ".repeat(3_500),
      "`".repeat(13_000),
      "\\boxed{".repeat(2_000),
      "|a".repeat(7_000),
    ]) {
      const all = sources(growBlocks(noBlocks, text));
      for (const source of all) expect(source.length).toBeLessThanOrEqual(longestBlock);
      expect(all.length).toBeLessThan(text.length / 1000);
      expect(lex(all[0] ?? "", false).length).toBeGreaterThan(0);
    }
  }, 60_000);
});

describe("matchFormula", () => {
  it("balances braces and skips escaped ones", () => {
    expect(matchFormula("\\boxed{\\{1, 2\\}} rest")).toMatchObject({ raw: "\\boxed{\\{1, 2\\}}" });
    expect(matchFormula("\\boxed{a}")).toMatchObject({ display: false });
  });
});

/** All blocks of a text, the one being written too. */
function sources({ groups, tail }: Blocks): string[] {
  return [...groups.flat(), tail].map(({ source }) => source);
}

/** The blocks of a text that comes in pieces of `step` characters. */
function grow(text: string, step: number, look?: (blocks: Blocks) => void): Blocks {
  let blocks = noBlocks;
  for (let length = step; length < text.length + step; length += step) {
    blocks = growBlocks(blocks, text.slice(0, length));
    look?.(blocks);
  }
  return blocks;
}

describe("growBlocks", () => {
  const text =
    "First *line*.\n\nWe get\n\\[\nx\n\\]\n\n- a\n- b\n\n  more\n\n```py\nx\n\ny\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd $x$.";

  it("cuts a growing text as it cuts the whole", () => {
    for (const step of [1, 2, 3, 7]) {
      const blocks = grow(text, step);
      const pieces = sources(blocks).map((piece) => piece.trim());
      expect(pieces.join("\n\n").replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " "));
      expect(blocks.tail.source).toBe("End $x$.");
      expect(sources(blocks).map(final)).toEqual(sources(grow(text, text.length)).map(final));
    }
  });

  it("reads Windows' line ends, cut in two or not", () => {
    const windows = text.replaceAll("\n", "\r\n");
    for (const step of [1, 2, 5]) {
      const plain = sources(grow(text, step)).map((source) => source.trim());
      expect(sources(grow(windows, step)).map((source) => source.trim())).toEqual(plain);
    }
  });

  it("parses only the block being written, and keeps full groups as they are", () => {
    let all = "";
    let blocks = noBlocks;
    for (let index = 0; index < 300; index += 1) {
      const { groups } = blocks;
      all += `Paragraph ${index} with $x_${index}$.\n\n`;
      blocks = growBlocks(blocks, all);
      expect(blocks.tail.source.length).toBeLessThan(60);
      const full = groups.filter((group) => group.length === groupSize);
      for (const [place, group] of full.entries()) expect(blocks.groups[place]).toBe(group);
    }
    expect(sources(blocks)).toHaveLength(300);
    expect(blocks.groups).toHaveLength(Math.ceil(299 / groupSize));
  });
});

describe("a block that never ends", () => {
  const words = "so $x_1 = \\frac{1}{2}$ and `f(x)` hold with **12**, ";
  const endless: Readonly<Record<string, string>> = {
    "paragraph in one line": words.repeat(700),
    "paragraph of many lines": `${words}\n`.repeat(700),
    "paragraph of sentences": `So ${words.slice(0, -2)}. `.repeat(700),
    "text without spaces": "x".repeat(35_000),
    "text of wide characters": "𝑥".repeat(20_000),
    list: `- ${words}\n`.repeat(700),
    "numbered list": Array.from({ length: 700 }, (_, at) => `${at + 1}. ${words}\n`).join(""),
    "list in one item": `1. first\n${`   - ${words}\n`.repeat(700)}`,
    "item of one line": `- ${words.repeat(700)}`,
    "code in an item": `1. so\n   \`\`\`python\n${"   x = f(1)\n".repeat(3000)}`,
    quote: `> ${words}\n`.repeat(700),
    "quote in one line": `> ${words.repeat(700)}`,
    code: `\`\`\`python\n${"x = f(1, 2)\n".repeat(3000)}`,
    "code in one line": `\`\`\`python\n${"f(1), ".repeat(6000)}`,
    table: `| a | b |\n|---|--:|\n${"| $x$ | one, two |\n".repeat(2000)}`,
    heading: `# ${words.repeat(700)}`,
    "formulas on lines": "\\[\nx\n= 1\n\\]\n".repeat(2500),
    "openers that nothing closes": "\\[ a\n".repeat(6000),
    "quotes in quotes": "> ".repeat(17_000),
    spaces: " ".repeat(35_000),
  };

  it.each(Object.entries(endless))("%s: is parsed in pieces", (name, text) => {
    const whole = grow(text, text.length);
    let longest = 0;
    const grown = grow(text, 977, ({ tail }) => {
      longest = Math.max(longest, tail.source.length);
    });
    // What is parsed again with each token stays short.
    expect(longest).toBeLessThan(longestBlock);
    for (const source of sources(grown)) expect(source.length).toBeLessThanOrEqual(longestBlock);
    // How the text comes makes no difference; but when an opener is given up depends on it.
    if (name !== "openers that nothing closes") expect(grown).toEqual(whole);
    // Each piece of an endless block is worth it.
    expect(sources(whole).length).toBeLessThan(2600);
  });

  it.each(Object.entries(endless))("%s: loses nothing and adds nothing", (name, text) => {
    const words = (source: string) => shownWords(final(source));
    const pieces = sources(grow(text, text.length)).map(words).join("");
    const plain = shownWords(text.replace(/```python|^\d+\. |^\|.*\|\n\|--.*\n/gm, ""));
    // The first row of a table stands above each of its pieces.
    const again = name === "table" ? "ab".repeat(sources(grow(text, text.length)).length) : "";
    expect(count(pieces)).toEqual(count(plain + again));
  });

  it("cuts no formula, and goes on in the same kind of block", () => {
    for (const name of ["paragraph in one line", "list in one item", "quote in one line"]) {
      const shown = sources(grow(endless[name] ?? "", 5000))
        .map(final)
        .join("");
      expect(shown.match(/<x_1 = \\frac\{1\}\{2\}>/g)).toHaveLength(700);
      expect(shown).not.toMatch(/\$/);
    }
    const kinds = (text: string) =>
      sources(grow(text, 5000)).map((one) => lex(one, false)[0]?.type);
    for (const kind of ["list", "code", "table"]) {
      const found = kinds(endless[kind] ?? "");
      expect(found.length).toBeGreaterThan(4);
      expect(new Set(found)).toEqual(new Set([kind]));
    }
    expect(kinds(endless["code in an item"] ?? "").every((kind) => kind === "list")).toBe(true);
    const [, second] = sources(grow(endless["code in an item"] ?? "", 5000));
    expect(second).toMatch(/^1\.\n {3}```python\n {3}x = f\(1\)\n/);
  });

  it("goes on counting in a numbered list", () => {
    const blocks = grow(endless["numbered list"] ?? "", 5000);
    const lists = sources(blocks).map((one) => lex(one, false)[0]);
    let next = 1;
    for (const list of lists) {
      expect(list).toMatchObject({ type: "list", start: next });
      if (list?.type === "list") next += list.items.length;
    }
    expect(next).toBe(701);
  });
});

/** Letters and digits only: markers and table rules are written again where a block goes on. */
function shownWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

function count(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const character of text) counts[character] = (counts[character] ?? 0) + 1;
  return counts;
}

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

describe("plainMath", () => {
  const shown = (text: string) =>
    plainMath(text)
      ?.map((part) =>
        typeof part === "object" ? renderToStaticMarkup(part).replace(/<[^>]*>/g, "/") : part,
      )
      .join("");

  it("shows simple formulas as signs", () => {
    expect(shown("How many primes $p$ with $100 \\le p\\le 500$?")).toBe(
      "How many primes /p/ with /100 ≤ p ≤ 500/?",
    );
    expect(shown("Solve $10x - 4y = -18$ and \\(x<y\\).")).toBe(
      "Solve /10x − 4y = −18/ and /x &lt; y/.",
    );
    expect(shown("vertices $(18, 17)$, $(-4, 11)$")).toBe("vertices /(18, 17)/, /(−4, 11)/");
    expect(shown("Two dice are rolled.")).toBe("Two dice are rolled.");
  });

  it("leaves all else to what can typeset it", () => {
    for (const text of [
      "$\\frac{1}{2}$",
      "$x^2$",
      "$x_1$",
      "\\[x\\]",
      "$$x$$",
      "\\boxed{1}",
      "so $x",
      "**a**",
      "- a",
      "1. a",
      "# a",
      "`a`",
      "costs $5",
      "<b>x</b>",
      "$\\le\\foo$",
    ]) {
      expect(plainMath(text), text).toBe(null);
    }
  });

  it("shows the problems of the first screen", () => {
    for (const { problem } of examples) expect(plainMath(problem), problem).not.toBe(null);
  });
});
