import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/solver/candidate";
import {
  planOrders,
  roundedComparisons,
  shares,
  toEntry,
} from "../../../src/solver/comparison-plan";
import { estimateTokens } from "../../../src/solver/heats";
import { createRandom } from "../../../src/solver/seeds";

const room = { solutions: 16, tokens: 20_000 };

/** Entries of answers "0", "1", …: so many candidates each, and so many votes. */
function entriesOf(counts: readonly number[], votes = counts, summary = "So it is.") {
  let sample = 0;
  return counts.map((count, answer) =>
    toEntry(
      Array.from({ length: count }, (): Candidate => {
        sample += 1;
        return { sample, answer: String(answer), summary, source: "solution" };
      }),
      answer,
      votes[answer] ?? 0,
    ),
  );
}

function ordersOf(counts: readonly number[], comparisons: number, seed = 1) {
  return planOrders(entriesOf(counts), comparisons, room, createRandom(seed));
}

/** Answers by the votes: two to six, one to twelve each. */
const someCounts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 });

describe("shares", () => {
  it.each([
    ["all of them where they fit", [7, 1], [7, 1], [7, 1]],
    ["in proportion to the votes where they don't", [24, 8], [24, 8], [12, 4]],
    [
      "at least one an answer, whoever exceeds its share gives it",
      [30, 1, 1],
      [30, 1, 1],
      [14, 1, 1],
    ],
    ["no more than there are", [2, 1], [7, 1], [2, 1]],
    ["one each of sixteen answers", Array(16).fill(3), Array(16).fill(3), Array(16).fill(1)],
  ])("show %s", (_, counts, votes, expected) => {
    expect(shares(entriesOf(counts, votes), room)).toEqual(expected);
  });

  it("keep to the tokens of one prompt", () => {
    const entries = entriesOf([8, 4], [8, 4], "7".repeat(2000));
    const shown = shares(entries, room);
    expect(shown.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(shown[1]).toBeGreaterThanOrEqual(3);
  });

  it("are never more than sixteen, and never none, and keep the order of the votes", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const sorted = [...counts].sort((a, b) => b - a);
        const shown = shares(entriesOf(sorted), room);
        expect(shown.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(16);
        expect(Math.min(...shown)).toBeGreaterThanOrEqual(1);
        expect(shown).toEqual([...shown].sort((a, b) => b - a));
      }),
      { seed: 1 },
    );
  });
});

describe("the number of comparisons", () => {
  it("is rounded up to a multiple of the answers", () => {
    expect([2, 3, 4, 5, 16].map((answers) => roundedComparisons(4, answers))).toEqual([
      4, 6, 4, 5, 16,
    ]);
  });
});

describe("the orders of comparisons", () => {
  it("let each answer be first, and last, equally often: a liking for a place cancels", () => {
    fc.assert(
      fc.property(someCounts, fc.integer({ min: 1, max: 12 }), (counts, comparisons) => {
        const orders = ordersOf(counts, comparisons);
        for (const place of [0, -1]) {
          const chosen = orders.map((order) => order.at(place)?.answer);
          const votes = counts.map((_, i) => chosen.filter((one) => one === String(i)).length);
          expect(new Set(votes).size).toBe(1);
        }
      }),
      { seed: 1 },
    );
  });

  it("show the solutions of an answer together, none twice", () => {
    for (const order of ordersOf([7, 2, 1], 6)) {
      expect(new Set(order.map(({ sample }) => sample)).size).toBe(order.length);
      const changes = order.filter(({ answer }, i) => i > 0 && order[i - 1]?.answer !== answer);
      expect(changes).toHaveLength(2);
    }
  });

  it("let all solutions of an answer have their turn", () => {
    const shown = ordersOf([40, 8], 4).flat();
    expect(new Set(shown.map(({ sample }) => sample)).size).toBe(48);
  });

  it("are the same for the same seed", () => {
    expect(ordersOf([3, 2], 4, 7)).toEqual(ordersOf([3, 2], 4, 7));
    expect(ordersOf([3, 2], 4, 7)).not.toEqual(ordersOf([3, 2], 4, 8));
  });

  it("use the room there is: few long solutions are shown longer than many", () => {
    const long = `${"so 1 + 1 = 2.\n".repeat(2000)}\\boxed{2}`;
    const size = (count: number) => {
      const entries = entriesOf([count, 1], [count, 1], long);
      const [order = []] = planOrders(entries, 2, room, createRandom(1));
      const tokens = order.map(({ summary }) => estimateTokens(summary));
      expect(tokens.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(room.tokens);
      for (const { summary } of order) expect(summary.endsWith("\\boxed{2}")).toBe(true);
      return Math.min(...tokens);
    };
    expect(size(1)).toBeGreaterThan(9000);
    expect(size(8)).toBeLessThan(size(1) / 2);
  });
});
