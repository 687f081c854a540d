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

describe("createGrouping", () => {
  it("groups equal answers, each named as its first sample wrote it", async () => {
    expect(await group(exact, answers("0.5", "3", "\\frac12", "3.0", "7"))).toEqual([
      { answer: "0.5", samples: [0, 2] },
      { answer: "3", samples: [1, 3] },
      { answer: "7", samples: [4] },
    ]);
    expect(await group(exact, [])).toEqual([]);
  });

  it("gives the same groups in whatever order samples finish, also if equality isn't transitive", async () => {
    // Neighbours are equal: 1~2, 2~3, but not 1~3.
    const near: SameAnswer = async (a, b) => Math.abs(Number(a) - Number(b)) <= 1;
    const all = answers("2", "1", "3", "5", "4", "2", "1");
    const expected = await group(near, all);
    expect(expected).toEqual([
      { answer: "2", samples: [0, 1, 2, 5, 6] },
      { answer: "5", samples: [3, 4] },
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

  it("takes a failing comparison for not equal", async () => {
    const broken: SameAnswer = () => Promise.reject(new Error("broken"));
    expect(await group(broken, answers("a", "b", "a"))).toEqual([
      { answer: "a", samples: [0, 2] },
      { answer: "b", samples: [1] },
    ]);
  });
});
