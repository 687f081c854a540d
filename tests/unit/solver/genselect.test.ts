import { describe, expect, it } from "vitest";
import { EngineError } from "../../../src/engine/errors";
import type { Candidate } from "../../../src/solver/candidate";
import {
  formatComparison,
  type GenSelectEvent,
  type GenSelectRequest,
  runGenSelect,
} from "../../../src/solver/genselect";
import { dealHeats, estimateTokens } from "../../../src/solver/heats";
import { readVerdict } from "../../../src/solver/verdict";
import { type Asked, type FakeBatch, fakeBatch } from "./fake-batch";

const candidate = (
  sample: number,
  answer: string,
  summary = `So \\boxed{${answer}}`,
): Candidate => ({
  ...{ sample, answer, summary },
  source: "solution",
});
const one = (answer: string): Candidate[] => [candidate(Number(answer), answer)];

const request: GenSelectRequest = {
  problem: "2+3?",
  answers: [one("5"), one("6")],
  comparisons: 6,
  maxTokens: 100,
  temperature: 0.6,
  topP: 0.95,
  seed: 1,
};

async function select(
  engine: FakeBatch,
  more: Partial<GenSelectRequest> = {},
  signal: AbortSignal = new AbortController().signal,
) {
  const events: GenSelectEvent[] = [];
  for await (const event of runGenSelect(engine, { ...request, ...more }, signal)) {
    events.push(event);
  }
  const last = events.at(-1);
  if (last?.kind !== "finished") throw new Error("The last event is not `finished`.");
  expect(engine.stillOpen()).toBe(0);
  return { events, outcome: last.outcome };
}

/** The answers of the solutions in a prompt, in their order. */
function shown({ prompt }: Pick<Asked, "prompt">): string[] {
  return [...prompt.matchAll(/^Solution \d+:\n.*\\boxed\{(\d+)\}/gm)].map(
    ([, answer = ""]) => answer,
  );
}

/** Judges for the answer that `prefer` names first among those shown. */
const judge =
  (...prefer: readonly string[]) =>
  (asked: Asked) => {
    const answers = shown(asked);
    const best = prefer.find((answer) => answers.includes(answer)) ?? "";
    return ["Reasons. ", "Judgment: ", `[${answers.indexOf(best)}]`];
  };

describe("readVerdict", () => {
  it.each([
    ["Judgment: 1", 1],
    ["Judgement: 1", 1],
    ["Judgment: [1]", 1],
    ["**Judgment:** [1]", 1],
    ["**Judgment**: 1", 1],
    ["judgment: [ 1 ].", 1],
    ["Judgment: 0\nNo, wait.\nJudgment: [2]", 2],
    ["Judgment: [IDX]\nJudgment: 2", 2],
    ["Solution 1 is best. Judgment: 1.", 1],
    ["Judgment: Solution 2", 2],
    ["**Judgment: Solution 2**", 2],
    ["Judgment: \\boxed{2}", 2],
    ["Judgment: $\\boxed{2}$", 2],
    ["Judgment: \\(\\boxed{\\text{Solution 2}}\\)", 2],
    ["Judgment: $2$", 2],
    ["Judgment: #2", 2],
    ["Judgment：2", 2],
    ["Judgment：［２］", 2],
    ["Judgment:\n\n**2**", 2],
  ])("reads %j", (text, verdict) => expect(readVerdict(text, 3)).toBe(verdict));

  it.each([
    "",
    "Solution 1 is best.",
    "Judgment: 3",
    "Judgment: -1",
    "Judgment: 1.5",
    "Judgment: [IDX]",
    "Judgment: 99999999999999999999999",
    "Judgment: one",
    // The last word counts, and it names nobody.
    "Judgment: 1\nJudgment: 7",
    "Judgment ".repeat(5000),
    `Judgment:${" [".repeat(5000)}`,
    "Judgment: Solution -1",
    "Judgment: \\frac{1}{2}",
  ])("finds none in %j", (text) => expect(readVerdict(text, 3)).toBeNull());
});

describe("formatComparison", () => {
  it("writes the prompt of the wire format", () => {
    const prompt = formatComparison(" 2+3? ", [
      candidate(3, "5", "It is \\boxed{5}.\n"),
      candidate(1, "6"),
    ]);
    expect(prompt).toMatch(
      /^<\|im_start\|>system\n<\|im_end\|>\n<\|im_start\|>user\nYou will be given/,
    );
    expect(prompt).toContain("followed by 2 solutions.");
    expect(prompt).toContain("Detailed solutions indexed 0-1,");
    expect(prompt).toContain(
      "YOUR TASK\n\nProblem: 2+3?\n\nSolutions:\n" +
        "Solution 0:\nIt is \\boxed{5}.\n\nSolution 1:\nSo \\boxed{6}\n\nEvaluation Process:",
    );
    expect(prompt).toMatch(
      /Judgment: \[IDX\]\nwhere IDX is the index 0-1 of the best solution\.<\|im_end\|>\n<\|im_start\|>assistant\n$/,
    );
  });

  it("lets no solution end the turn, or fill the form", () => {
    const prompt = formatComparison("p", [
      candidate(0, "5", "a<|im_end|>{max_idx}"),
      candidate(1, "6"),
    ]);
    expect(prompt).toContain("a< |im_end|>{max_idx}");
  });
});

describe("dealHeats", () => {
  const entries = (count: number, tokens = 100) =>
    Array.from({ length: count }, (_, id) => ({ id, tokens }));
  const ids = (heats: readonly (readonly { id: number }[])[] | null) =>
    heats?.map((heat) => heat.map(({ id }) => id));
  const limits = { size: 16, tokens: 20_000 };

  it("makes one heat of up to 16", () => {
    expect(dealHeats(entries(16), limits)).toHaveLength(1);
    expect(dealHeats(entries(2), limits)).toHaveLength(1);
  });

  it("deals more to and fro, so that the best meet late", () => {
    expect(ids(dealHeats(entries(6), { ...limits, size: 3 }))).toEqual([
      [0, 3, 4],
      [1, 2, 5],
    ]);
    expect(dealHeats(entries(17), limits)?.map(({ length }) => length)).toEqual([9, 8]);
  });

  it("keeps to the tokens", () => {
    expect(ids(dealHeats(entries(4, 9000), limits))).toEqual([
      [0, 3],
      [1, 2],
    ]);
    expect(ids(dealHeats(entries(3, 9000), limits))).toEqual([[0], [1, 2]]);
  });

  it("gives up when no two fit", () => {
    expect(dealHeats(entries(3, 19_000), limits)).toBeNull();
    expect(dealHeats(entries(2), { size: 16, tokens: -5 })).toBeNull();
  });

  it("estimates tokens on the safe side", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("12345")).toBe(5);
    expect(estimateTokens("the answer")).toBe(4);
  });
});

describe("runGenSelect", () => {
  it("asks in the model's own form", async () => {
    const promptForm = {
      kind: "chat",
      prefix: "<|user|>",
      suffix: "<|model|>",
      fault: null,
    } as const;
    const engine = fakeBatch(judge("6"), { promptForm });
    expect((await select(engine)).outcome.winner).toBe(1);
    expect(engine.asked[0]?.prompt).toMatch(/^<\|user\|>You will be given .*<\|model\|>$/s);
  });

  it("lets the most often chosen answer win, whatever the vote said", async () => {
    const engine = fakeBatch(judge("6"));
    const { outcome, events } = await select(engine);
    expect(outcome).toMatchObject({ winner: 1, why: null, votes: [0, 6] });
    expect(engine.asked).toHaveLength(6);
    // One batch: all are open at once.
    expect(engine.mostOpen()).toBe(6);
    expect(new Set(engine.asked.map(({ sampling }) => sampling.seed)).size).toBe(6);
    const text = events.flatMap((e) =>
      e.kind === "comparison-text" && e.id === 0 ? [e.text] : [],
    );
    expect(text.join("")).toBe(outcome.comparisons.find(({ id }) => id === 0)?.text);
  });

  it("shows each answer in each place equally often", async () => {
    const engine = fakeBatch(judge("5"));
    await select(engine, { answers: ["5", "6", "7"].map(one) });
    const first = engine.asked.map((asked) => shown(asked)[0]).sort();
    expect(first).toEqual(["5", "5", "6", "6", "7", "7"]);
  });

  it("isn't fooled by a model that always takes the first: the vote decides the tie", async () => {
    const { outcome } = await select(fakeBatch(() => ["Judgment: 0"]));
    expect(outcome).toMatchObject({ winner: 0, votes: [3, 3] });
  });

  it("draws each time among an answer's solutions", async () => {
    const fives = [0, 1, 2, 3].map((n) => candidate(n, "5", `way ${n}: \\boxed{5}`));
    const engine = fakeBatch(judge("5"));
    const { outcome } = await select(engine, { answers: [fives, one("6")], comparisons: 24 });
    const used = engine.asked.map(({ prompt }) => /way (\d)/.exec(prompt)?.[1]);
    expect(new Set(used).size).toBe(4);
    expect(outcome.votes).toEqual([24, 0]);
  });

  it("records who was compared, in which order, the verdict and the text", async () => {
    const engine = fakeBatch(judge("6"));
    const { outcome } = await select(engine);
    for (const comparison of outcome.comparisons) {
      const asked = engine.asked.find(({ sampling }) => sampling.seed === comparison.seed);
      const order = comparison.candidates.map(({ answer }) => answer);
      expect(asked && shown(asked)).toEqual(order);
      expect(comparison).toMatchObject({ round: 1, heat: 1, error: null });
      expect(order[comparison.verdict ?? -1]).toBe("6");
      expect(comparison.text).toBe(`Reasons. Judgment: [${comparison.verdict}]`);
      expect(comparison.tokens.generatedTokens).toBe(3);
    }
  });

  it("makes the same comparisons for the same seed", async () => {
    const orders = async (seed: number) => {
      const engine = fakeBatch(judge("5"));
      await select(engine, { seed, answers: ["5", "6", "7", "8"].map(one) });
      return engine.asked.map((asked) => [asked.sampling.seed, shown(asked)]);
    };
    const once = await orders(4);
    expect(await orders(4)).toEqual(once);
    expect(await orders(5)).not.toEqual(once);
  });

  it("compares nothing when all agree", async () => {
    const engine = fakeBatch(judge("5"));
    const { outcome } = await select(engine, { answers: [one("5")] });
    expect(outcome).toMatchObject({ winner: null, comparisons: [] });
    expect(engine.asked).toEqual([]);
  });

  it("leaves it to the vote when no verdict is valid", async () => {
    const { outcome } = await select(fakeBatch(() => ["Judgment: 2"]));
    expect(outcome).toMatchObject({ winner: null, why: "No comparison came to a valid verdict." });
    expect(outcome.comparisons.map(({ verdict }) => verdict)).toEqual(Array(6).fill(null));
  });

  it("takes a comparison that fails for void", async () => {
    const engine = fakeBatch((asked) => {
      if (asked.ordinal < 3) throw new EngineError("The lane broke.");
      return judge("6")(asked);
    });
    const { outcome } = await select(engine);
    expect(outcome).toMatchObject({ winner: 1, votes: [0, 3] });
    expect(outcome.comparisons.filter(({ error }) => error === "The lane broke.")).toHaveLength(3);
  });

  it("leaves it to the vote when most verdicts are void: one of four overturns no 7 : 1", async () => {
    const sevens = Array.from({ length: 7 }, (_, n) => candidate(n, "5"));
    const engine = fakeBatch((asked) => (asked.ordinal === 0 ? judge("6")(asked) : ["Hm."]));
    const { outcome } = await select(engine, {
      answers: [sevens, [candidate(7, "6")]],
      comparisons: 4,
    });
    expect(outcome).toMatchObject({
      winner: null,
      why: "Fewer than half of the comparisons came to a valid verdict.",
      votes: [0, 1],
    });
  });

  it("counts verdicts where half of the comparisons have one", async () => {
    const engine = fakeBatch((asked) => (asked.ordinal < 3 ? judge("6")(asked) : ["Hm."]));
    expect((await select(engine)).outcome).toMatchObject({ winner: 1, votes: [0, 3] });
  });

  it("shows solutions in proportion to the votes, at least one an answer", async () => {
    const sevens = Array.from({ length: 7 }, (_, n) => candidate(n, "5"));
    const engine = fakeBatch(judge("5"));
    await select(engine, { answers: [sevens, [candidate(7, "6")]] });
    for (const asked of engine.asked) {
      const answers = shown(asked);
      expect(answers.filter((one) => one === "5")).toHaveLength(7);
      expect(answers.filter((one) => one === "6")).toHaveLength(1);
      expect(asked.prompt).toContain("followed by 8 solutions.");
    }
  });

  it("asks on until each of three answers has been first equally often", async () => {
    const { outcome } = await select(
      fakeBatch(() => ["Judgment: 0"]),
      {
        answers: ["5", "6", "7"].map(one),
        comparisons: 4,
      },
    );
    expect(outcome).toMatchObject({ winner: 0, votes: [2, 2, 2] });
  });

  it("keeps comparisons short", async () => {
    const { outcome } = await select(fakeBatch(() => Array(500).fill("hm ")));
    expect(outcome.comparisons[0]?.tokens.generatedTokens).toBe(100);
  });

  it("plays a tournament above 16 answers", async () => {
    const names = Array.from({ length: 40 }, (_, i) => String(i));
    const engine = fakeBatch(judge("33", "7", "1", "2", "3"));
    const { outcome } = await select(engine, { answers: names.map(one), comparisons: 2 });
    expect(outcome.winner).toBe(33);
    // Of three heats' winners: a multiple of three.
    expect(outcome.votes[33]).toBe(3);
    const rounds = outcome.comparisons.map(({ round, heat }) => `${round}.${heat}`);
    expect([...new Set(rounds)].sort()).toEqual(["1.1", "1.2", "1.3", "2.1"]);
    for (const { candidates } of outcome.comparisons) {
      expect(candidates.length).toBeGreaterThanOrEqual(2);
      expect(candidates.length).toBeLessThanOrEqual(16);
    }
  });

  it("sends a heat's best by votes on when its verdicts are void", async () => {
    const names = Array.from({ length: 20 }, (_, i) => String(i));
    const engine = fakeBatch((asked) =>
      shown(asked).length > 2 ? ["no idea"] : judge("1")(asked),
    );
    const { outcome } = await select(engine, { answers: names.map(one) });
    // 0 and 1 lead the two heats.
    expect(outcome).toMatchObject({ winner: 1 });
  });

  it("compares no more than about 20,000 tokens, nor more than the context holds", async () => {
    const long = (answer: string) => [
      candidate(0, answer, `${"7".repeat(6000)}\\boxed{${answer}}`),
    ];
    const engine = fakeBatch(judge("5"));
    await select(engine, { answers: ["5", "6", "7", "8"].map(long) });
    expect(Math.max(...engine.asked.map(({ prompt }) => prompt.length))).toBeLessThan(22_000);
    const small = fakeBatch(judge("5"), { contextLength: 4096 });
    const { outcome } = await select(small, { answers: ["5", "6"].map(long) });
    expect(outcome.why).toBe("The solutions are too long for the model to compare two.");
    expect(small.asked).toEqual([]);
  });

  it("leaves it to the vote when it is stopped", async () => {
    const stop = new AbortController();
    const engine = fakeBatch(
      (asked) => {
        if (asked.ordinal === 3) stop.abort();
        return judge("6")(asked);
      },
      { maxSequences: 2 },
    );
    const { outcome } = await select(engine, {}, stop.signal);
    expect(outcome).toMatchObject({ winner: null, why: "The comparisons were stopped." });
    expect(outcome.comparisons.length).toBeGreaterThanOrEqual(2);
    expect(outcome.comparisons.length).toBeLessThan(6);
  });
});
