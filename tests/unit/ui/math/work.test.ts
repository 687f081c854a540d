import { describe, expect, it } from "vitest";
import { type Blocks, growBlocksWithin, noBlocks } from "../../../../src/ui/math/blocks";
import { nextOfEnds } from "../../../../src/ui/math/next-of-ends";

/** Each, written again and again, has cost seconds once, or does what costs most. */
const units = [
  ...["$\n", "\\[", "\\(\n", "!", "![", "$x$ ", "a **b", "- 3\n", "\n$$\n", "|a\n", "x"],
  ...["\\begin{cases}", "a\n", "```\n", "\\boxed{", "So we get it. "],
];

describe("100 kB of one thing", () => {
  it.each(units)(
    "are read in turns that cost little, and not once for each sign: %j",
    (unit) => {
      const text = unit.repeat(100_000 / unit.length);
      const cost = 25_000;
      let blocks: Blocks = noBlocks;
      let turns = 0;
      while (blocks.length < text.length) {
        const next = growBlocksWithin(blocks, text, cost);
        expect(next.length).toBeGreaterThan(blocks.length);
        // Behind the last piece comes at most one long block, with its tries.
        expect(next.parsed - blocks.parsed).toBeLessThan(cost + 30_000);
        blocks = next;
        turns += 1;
      }
      expect(turns).toBeGreaterThan(3);
      expect(turns).toBeLessThan(80);
      expect(blocks.parsed).toBeLessThan(8 * text.length);
    },
    60_000,
  );
});

it("what comes next is searched for once, and again only behind it", () => {
  const text = "a".repeat(1000) + "$".repeat(3) + "a".repeat(1000);
  let searches = 0;
  const next = nextOfEnds((end) => {
    searches += 1;
    return end.indexOf("$");
  });
  for (let from = 0; from <= text.length; from += 1) {
    expect(next(text.slice(from))).toBe(text.slice(from).indexOf("$"));
  }
  expect(searches).toBeLessThan(8);
  // Another text is searched anew.
  expect(next("b$")).toBe(1);
});
