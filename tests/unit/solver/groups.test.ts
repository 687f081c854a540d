import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createEquality, type SameAnswer } from "../../../src/solver/equality";
import { createGrouping, type SampleAnswer } from "../../../src/solver/groups";
import { createRandom, shuffled } from "../../../src/solver/seeds";

const answers = (...texts: readonly string[]): SampleAnswer[] =>
  texts.map((answer, sample) => ({ sample, answer }));
const group = (same: SameAnswer, list: readonly SampleAnswer[]) => createGrouping(same).group(list);
const exact = createEquality(null);

describe("createEquality", () => {
  it("asks the checker only when the cheap check doesn't know", async () => {
    const checker = vi.fn(async () => true);
    const same = createEquality(checker);
    expect(await same("1/2", "0.5")).toBe(true);
    expect(checker).not.toHaveBeenCalled();
    expect(await same("\\sqrt{8}", "2\\sqrt{2}")).toBe(true);
    expect(checker).toHaveBeenCalledTimes(1);
  });

  it("gives the checker a pair in one order, whoever comes first", async () => {
    const asked: string[][] = [];
    const same = createEquality(async (...pair) => asked.push(pair) > 0);
    await same("b", "a+a");
    await same("a+a", "b");
    expect(asked).toEqual([
      ["a+a", "b"],
      ["a+a", "b"],
    ]);
  });

  it.each<[string, SameAnswer]>([
    ["fails", () => Promise.reject(new Error("no parse"))],
    [
      "throws",
      () => {
        throw new Error("no session");
      },
    ],
  ])("leaves it open when the checker %s", async (_, checker) => {
    expect(await createEquality(checker)("x+1", "1+x")).toBeNull();
  });

  it("doesn't ask the checker what is settled, which would overlook the difference", async () => {
    const checker = vi.fn(async () => true);
    const same = createEquality(checker);
    for (const [one, other] of [
      ["0.0000001", "0.0000002"],
      ["E", "e"],
      ["", "5"],
    ] as const) {
      expect(await same(one, other)).toBe(false);
    }
    expect(checker).not.toHaveBeenCalled();
  });

  it("survives nonsense", async () => {
    const same = createEquality(async () => false);
    const nonsense = "\\frac{".repeat(2000);
    expect(await same(nonsense, "5")).toBe(false);
    expect(await same("", "5")).toBe(false);
  });
});

/** Pairs that are equal; all others are different. */
const pairs = (...equal: readonly (readonly [string, string])[]): SameAnswer => {
  const known = new Set(equal.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
  return async (a, b) => a === b || known.has(`${a}|${b}`);
};

describe("createGrouping", () => {
  it("groups equal answers", async () => {
    expect(await group(exact, answers("0.5", "3", "\\frac12", "3.0", "7"))).toEqual([
      { answer: "0.5", samples: [0, 2] },
      { answer: "3", samples: [1, 3] },
      { answer: "7", samples: [4] },
    ]);
    expect(await group(exact, [])).toEqual([]);
  });

  it("names a group as most of its samples wrote it, else as the lowest did", async () => {
    const all: SameAnswer = async () => true;
    expect(await group(all, answers("0.5", "1/2", "1/2"))).toEqual([
      { answer: "1/2", samples: [0, 1, 2] },
    ]);
    expect(await group(all, answers("0.5", "1/2", "1/2", "0.5"))).toMatchObject([
      { answer: "0.5" },
    ]);
  });

  const metres = pairs(["5 m", "5"], ["5 cm", "5"]);
  const named = pairs(["y=5", "5"], ["x=5", "5"]);
  const percent = pairs(["50%", "50"], ["50%", "0.5"]);
  const share = pairs(["0.5%", "0.5"], ["0.5%", "0.005"]);
  it.each<[string, SameAnswer, readonly string[], readonly (readonly string[])[]]>([
    [
      "5 goes with 5 cm, which more samples wrote than 5 m",
      metres,
      ["5 m", "5 cm", "5 cm", "5", "5"],
      [["5 cm", "5 cm", "5", "5"], ["5 m"]],
    ],
    [
      "5 goes with x=5",
      named,
      ["y=5", "x=5", "x=5", "5", "5"],
      [["x=5", "x=5", "5", "5"], ["y=5"]],
    ],
    [
      "50% speaks neither for 50 nor for 0.5 where both are equally strong",
      percent,
      ["50%", "50", "50", "0.5", "0.5"],
      [["50", "50"], ["0.5", "0.5"], ["50%"]],
    ],
    [
      "0.5% goes with 0.005",
      share,
      ["0.5%", "0.5", "0.005", "0.005"],
      [["0.005", "0.005", "0.5%"], ["0.5"]],
    ],
    [
      "three equal ones are no group with what only one of them equals",
      pairs(["a", "b"], ["b", "c"], ["a", "c"], ["c", "d"]),
      ["d", "c", "b", "a"],
      [["a", "b", "c"], ["d"]],
    ],
    [
      "two strong groups keep what they have, and the weak ones the rest",
      pairs(["5", "5 m"], ["7", "7 m"], ["7", "7 cm"]),
      ["5", "5 m", "7", "7", "7 m", "7 cm", "7 cm"],
      [["7", "7", "7 cm", "7 cm"], ["5", "5 m"], ["7 m"]],
    ],
  ])("%s, in whatever order the samples come", async (_, same, texts, expected) => {
    const random = createRandom(3);
    for (let trial = 0; trial < 50; trial += 1) {
      const order = shuffled(texts, random);
      const groups = await group(same, answers(...order));
      const found = groups.map(({ samples }) => samples.map((sample) => order[sample]).sort());
      const byText = (sets: readonly (readonly (string | undefined)[])[]) =>
        sets.map((set) => [...set].sort().join(", ")).sort();
      expect(byText(found)).toEqual(byText(expected));
    }
  });

  it("makes groups of equal answers only, the same in each order, whatever equals what", async () => {
    const letters = ["a", "b", "c", "d", "e", "f"];
    const graph = fc.array(fc.constantFrom<boolean | null>(true, false, null), {
      minLength: 15,
      maxLength: 15,
    });
    const list = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(graph, list, fc.integer(), async (verdicts, texts, seed) => {
        const verdict = (a: string, b: string): boolean | null => {
          if (a === b) return true;
          const [x = 0, y = 0] = [letters.indexOf(a), letters.indexOf(b)].sort();
          return verdicts[(y * (y - 1)) / 2 + x] ?? null;
        };
        const partition = async (order: readonly string[]) => {
          const groups = await group(async (a, b) => verdict(a, b), answers(...order));
          return groups
            .map(({ samples }) => samples.map((sample) => order[sample] ?? "").sort())
            .sort((a, b) => a.join().localeCompare(b.join()));
        };
        const sets = await partition(texts);
        expect(await partition(shuffled(texts, createRandom(seed)))).toEqual(sets);
        expect(sets.flat().sort()).toEqual([...texts].sort());
        const different = sets.filter((set) =>
          set.some((one) => set.some((other) => verdict(one, other) === false)),
        );
        expect(different).toEqual([]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("counts votes, not samples, where an answer fits several groups", async () => {
    const halves = answers("5 m", "5 m", "5 cm", "5").map((one) => ({
      ...one,
      votes: one.answer === "5 m" ? 0.25 : 1,
    }));
    expect(await group(metres, halves)).toEqual([
      { answer: "5 m", samples: [0, 1] },
      { answer: "5 cm", samples: [2, 3] },
    ]);
  });

  it("gives the same groups in whatever order samples finish", async () => {
    // Neighbours are equal: 1~2, 2~3, but not 1~3.
    const near: SameAnswer = async (a, b) => Math.abs(Number(a) - Number(b)) <= 1;
    const all = answers("2", "1", "3", "5", "4", "2", "1", "5");
    const expected = await group(near, all);
    expect(expected).toEqual([
      { answer: "2", samples: [0, 1, 5, 6] },
      { answer: "3", samples: [2] },
      { answer: "5", samples: [3, 4, 7] },
    ]);
    const random = createRandom(3);
    for (let trial = 0; trial < 50; trial += 1) {
      const grouping = createGrouping(near);
      const order = shuffled(all, random);
      // As in a run: grouped again after each sample.
      for (let n = 1; n < order.length; n += 1) await grouping.group(order.slice(0, n));
      expect(await grouping.group(order)).toEqual(expected);
    }
  });

  it("compares no pair twice", async () => {
    const same = vi.fn(async () => false);
    const grouping = createGrouping(same);
    const all = answers("a", "b", "c", "b");
    for (let n = 1; n <= all.length; n += 1) await grouping.group(all.slice(0, n));
    expect(same).toHaveBeenCalledTimes(3);
  });

  it("takes 64 different answers", async () => {
    const all = answers(...Array.from({ length: 64 }, (_, n) => String(n)));
    expect(await group(exact, all)).toHaveLength(64);
    expect(await group(async () => true, all)).toHaveLength(1);
  });
});

describe("answers that could not be compared", () => {
  it.each<[string, SameAnswer]>([
    ["null", async () => null],
    ["a failure", () => Promise.reject(new Error("broken"))],
  ])("are apart, and their groups say so: %s", async (_, same) => {
    expect(await group(same, answers("a", "b", "a"))).toEqual([
      { answer: "a", samples: [0, 2], uncompared: ["b"] },
      { answer: "b", samples: [1], uncompared: ["a"] },
    ]);
  });

  it("are together where a third one equals both", async () => {
    const same: SameAnswer = async (a, b) => (a === "c" || b === "c" ? true : null);
    expect(await group(same, answers("a", "b", "c"))).toEqual([
      { answer: "a", samples: [0, 1, 2] },
    ]);
  });

  it("stay apart where a third one equals only one of them", async () => {
    const same: SameAnswer = async (a, b) => (`${a}${b}`.includes("a") ? null : true);
    expect(await group(same, answers("a", "b", "c"))).toEqual([
      { answer: "a", samples: [0], uncompared: ["b", "c"] },
      { answer: "b", samples: [1, 2], uncompared: ["a"] },
    ]);
  });
});
