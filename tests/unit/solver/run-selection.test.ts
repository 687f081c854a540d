import { describe, expect, it } from "vitest";
import { createEquality } from "../../../src/solver/equality";
import { runProblem } from "../../../src/solver/run";
import type { RunOutcome, RunRequest } from "../../../src/solver/run-events";
import { seedFor } from "../../../src/solver/seeds";
import { drawAll } from "../../../src/solver/stopping/rule";
import { type Asked, type FakeBatch, fakeBatch, solution } from "./fake-batch";
import { fakePython } from "./fake-ports";

const request: RunRequest = {
  ...{ problem: "2+3?", samples: 4, tirShare: 0, temperature: 0.6, topP: 0.95, seed: 1 },
  ...{ maxTokens: 100, forcedAnswerTokens: 10, codeExecutions: 3 },
  codeLimits: { seconds: 10, characters: 1000 },
  stopping: drawAll,
  budget: { seconds: null, tokens: null },
  ...{ select: "majority", comparisons: 4, comparisonTokens: 50 },
};

async function run(engine: FakeBatch, more: Partial<RunRequest> = {}) {
  const ports = { engine, python: fakePython(), sameAnswer: createEquality(null) };
  let outcome: RunOutcome | null = null;
  const { signal } = new AbortController();
  for await (const event of runProblem(ports, { ...request, ...more }, signal)) {
    if (event.kind === "finished") outcome = event.outcome;
  }
  if (!outcome) throw new Error("The run ended without an outcome.");
  expect(engine.stillOpen()).toBe(0);
  return { outcome, final: outcome.samples.map(({ state }) => state) };
}

/** Scripts by sample number, known by its seed. */
const bySample =
  (of: (sample: number) => readonly string[]) =>
  ({ sampling }: Asked): readonly string[] => {
    const numbers = Array.from({ length: 64 }, (_, sample) => sample);
    const found = numbers.find(
      (sample) => seedFor(request.seed, "sample", sample) === sampling.seed,
    );
    if (found === undefined) throw new Error("No sample has this seed.");
    return of(found);
  };
const answers = (...texts: readonly string[]) =>
  fakeBatch(bySample((sample) => solution(texts[sample] ?? "?")));

describe("ties", () => {
  it("are told with the outcome, and why one answer is shown", async () => {
    const { outcome } = await run(answers("5", "6", "5", "6"));
    expect(outcome).toMatchObject({
      answer: "5",
      decidedBy: "vote",
      tie: { answers: ["5", "6"], of: "votes", brokenBy: "order" },
    });
    expect((await run(answers("5", "6", "5", "5"))).outcome.tie).toBeNull();
  });

  it("of the comparisons are the vote's to break, and it is said to have done so", async () => {
    const engine = fakeBatch((asked) =>
      asked.prompt.includes("Judgment: [IDX]")
        ? ["Judgment: 0"]
        : bySample((sample) => solution(["5", "5", "6"][sample] ?? ""))(asked),
    );
    const { outcome } = await run(engine, { samples: 3, select: "genselect" });
    expect(outcome).toMatchObject({
      ...{ answer: "5", decidedBy: "vote", genselect: { winner: 0, votes: [2, 2] } },
      tie: { answers: ["5", "6"], of: "verdicts", brokenBy: "votes" },
    });
  });
});

describe("DeepConf in a run", () => {
  /** Words that begin with a question mark are written without confidence. */
  const top = (text: string) => (text.startsWith("?") ? [-1, -1, -1] : [-0.01, -9, -9]);
  const unsure = [...Array(400).fill("?"), "</think>", "\\boxed{6}"];
  const more = { samples: 6, maxTokens: 500, select: "deepconf" } as const;
  /** Four sure ones, and two that doubt for a long time. */
  const batch = () =>
    fakeBatch(
      bySample((sample) => (sample < 4 ? solution("5", 40) : unsure)),
      {},
      top,
    );

  it("ends a hopeless trace while it is written, says so, and counts it", async () => {
    const engine = batch();
    const { outcome, final } = await run(engine, more);
    expect(final).toEqual(["done", "done", "done", "done", "cancelled", "cancelled"]);
    for (const sample of outcome.samples.slice(4)) {
      expect(sample.outcome?.ending).toBe("low-confidence");
      expect(sample.outcome?.generatedTokens).toBeLessThan(100);
    }
    expect(outcome.figures.endedUnsure).toBe(2);
    expect(outcome).toMatchObject({ answer: "5", stop: { rule: "all-ended" } });
    expect(outcome.vote).toMatchObject({ measure: "lowest-group", winner: { votes: 4 } });
    expect(outcome.samples[0]?.trace?.lowestGroup).toBeCloseTo(6.003);
  });

  it("ends none where the rule counts all, or the engine doesn't tell the likeliest tokens", async () => {
    const weighted = await run(batch(), { ...more, select: "weighted" });
    expect(weighted.final).toEqual(Array(6).fill("done"));
    expect(weighted.outcome.samples[0]?.trace).toBeNull();
    const script = bySample((sample) => (sample < 4 ? solution("5", 40) : unsure));
    const untold = await run(fakeBatch(script), more);
    expect(untold.final).toEqual(Array(6).fill("done"));
    expect(untold.outcome.vote.measure).toBe("tail");
  });
});
