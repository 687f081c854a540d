import { expect, it, vi } from "vitest";
import { partLatex } from "../../../../src/ui/history/export/latex";
import { lex } from "../../../../src/ui/math/lex";
import { longestBlock } from "../../../../src/ui/math/split-long-block";
import { en } from "../../../../src/ui/texts/en";

// The real one, which notes what it was given.
vi.mock("../../../../src/ui/math/lex", async (original) => {
  const real = await original<typeof import("../../../../src/ui/math/lex")>();
  return { ...real, lex: vi.fn(real.lex) };
});

const latex = (text: string) =>
  partLatex({ kind: "reasoning", id: 0, text }, en.report).join("\n\n");

it("a text is never parsed as a whole: that takes longer with the square of its length", () => {
  for (const text of ["_a", "a*", "![", "<", "*a **b ", "- ab\n  "]) {
    vi.mocked(lex).mockClear();
    latex(text.repeat(60_000 / text.length));
    const lengths = vi.mocked(lex).mock.calls.map(([given]) => given.length);
    expect(Math.max(...lengths), text).toBeLessThan(longestBlock * 1.25);
    expect(
      lengths.reduce((sum, one) => sum + one, 0),
      text,
    ).toBeLessThan(60_000 * 6);
  }
}, 120_000);

it("blocks are as they were, and long ones lose nothing", () => {
  expect(latex("One *two*.\n\n- a\n- b\n\n$$x$$")).toBe(
    "One \\emph{two}.\n\n\\begin{itemize}\n\\item {}a\n\\item {}b\n\\end{itemize}\n\n\\[\nx\n\\]",
  );
  const words = Array.from({ length: 4000 }, (_, at) => `w${at}`);
  expect(latex(words.join(" ")).split(/\s+/)).toEqual(words);
});

it("numbers go on where a list does", () => {
  expect(latex("3. a\n4. b\n   1. c")).toContain(
    "\\begin{enumerate}\n\\setcounter{enumi}{2}\n\\item {}a\n\\item {}b",
  );
  const steps = Array.from({ length: 300 }, (_, at) => `${at + 1}. ${"word ".repeat(10)}`);
  const long = latex(steps.join("\n"));
  const parts = long.split("\\begin{enumerate}").slice(1);
  expect(parts.length).toBeGreaterThan(1);
  const counted = parts.map((part) => part.split("\\item {}").length - 1);
  parts.slice(1).forEach((part, at) => {
    const before = counted.slice(0, at + 1).reduce((sum, one) => sum + one, 0);
    expect(part).toContain(`\\setcounter{enumi}{${before}}`);
  });
  expect(counted.reduce((sum, one) => sum + one, 0)).toBe(300);
});

it("an item that is cut goes on without another number", () => {
  const sentences = "This is a sentence. ".repeat(400);
  const cut = latex(`7. ${sentences}\n8. next`);
  expect(cut.match(/\\item \{\}/g)).toHaveLength(2);
  expect(cut).toMatch(/\\setcounter\{enumi\}\{7\}\n\\item\[\] \{\}/);
});
