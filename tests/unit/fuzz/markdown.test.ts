import fc from "fast-check";
import { expect, it } from "vitest";
import { type Blocks, growBlocks, noBlocks } from "../../../src/ui/math/blocks";
import { closeUnfinished } from "../../../src/ui/math/close-unfinished";
import { lex } from "../../../src/ui/math/lex";
import { drawn, outline } from "../ui/math/outline";
import { fuzzRuns } from "./fuzz-runs";

const numRuns = fuzzRuns(300);

/** What texts are made of that a parser may read in two ways, depending on what follows. */
const fragments = [
  ...[
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "- ",
    "1. ",
    "0. ",
    "> ",
    "# ",
  ],
  ...[
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "~~~",
    "|",
    "|--|--|\n",
    "| a | b |\n",
    "{",
    "}",
    "\\",
    "\\\\",
    "%",
  ],
  ...[
    "\\begin{align}",
    "\\end{align}",
    "\\boxed{",
    "\\text{",
    "\\frac{1}{2}",
    "x",
    "10",
    "- 3\n",
    "= 2\n",
  ],
  ...[
    "so we get",
    "The price is $5",
    "x=6",
    "(",
    ")",
    "，",
    "因此",
    "「",
    "5$",
    "\n$$\n",
    "$$.",
    "\n\\[\n",
    "\n\\]\n",
  ],
  ...[
    "\t",
    "   ",
    "---\n",
    "===",
    "![",
    "](",
    "http://a.b",
    "<b>",
    "&amp;",
    "\u00a0",
    "𝑥",
    "👩‍🚀",
    "é",
  ],
];

const texts = fc
  .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 60 })
  .map((parts) => parts.join(""));
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 });

function inPieces(text: string, sizes: readonly number[]): Blocks {
  let blocks = noBlocks;
  let length = 0;
  for (let at = 0; length < text.length; at += 1) {
    length = Math.min(text.length, length + (sizes[at % sizes.length] ?? 1));
    blocks = growBlocks(blocks, text.slice(0, length));
  }
  return blocks;
}

it("a text ends as it does at once, in whatever pieces it came", () => {
  fc.assert(
    fc.property(texts, cuts, (text, sizes) => {
      expect(inPieces(text, sizes)).toEqual(growBlocks(noBlocks, text));
    }),
    { numRuns, seed: 16 },
  );
});

it("a long text too, whose blocks are cut", () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 20, maxLength: 60 }), cuts, (parts, sizes) => {
      const text = parts.join(" ").repeat(2);
      const large = sizes.map((size) => size * 37);
      expect(inPieces(text, large)).toEqual(growBlocks(noBlocks, text));
    }),
    { numRuns: Math.ceil(numRuns / 50), seed: 16 },
  );
});

it("what is being written is read without an error, and nothing that was written is lost", () => {
  const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
  fc.assert(
    fc.property(texts, (text) => {
      const { groups, tail } = growBlocks(noBlocks, text);
      const sources = [...groups.flat(), tail];
      const written = sources.map(({ source }) => source).join("");
      // Markers may be written again.
      expect(letters(written)).toBeGreaterThanOrEqual(letters(text));
      for (const { source } of sources) {
        outline(lex(source, false));
        outline(lex(closeUnfinished(source), true));
      }
    }),
    { numRuns, seed: 16 },
  );
});

it("no letter or digit is lost on the way", () => {
  const kept = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "").length;
  for (const text of [
    "a\n\nb\n\n- c\n- d\n\n\\[\ne\n\nf\n\\]\n\ng",
    "We get $$\nx=6\n$$ so y.\n\nz",
  ]) {
    expect(kept(drawn(text).join(""))).toBe(kept(text));
  }
});
