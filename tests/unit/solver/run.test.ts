import { describe, expect, it } from "vitest";
import { EngineError, PromptTooLongError } from "../../../src/engine/errors";
import { createEquality } from "../../../src/solver/equality";
import { EmptyProblemError } from "../../../src/solver/prompt";
import { type RunPorts, runProblem } from "../../../src/solver/run";
import type { RunEvent, RunRequest } from "../../../src/solver/run-events";
import { RunRequestError, sampleMode } from "../../../src/solver/run-request";
import { seedFor } from "../../../src/solver/seeds";
import { agreement } from "../../../src/solver/stopping/agreement";
import { defaultStopping } from "../../../src/solver/stopping/default-rule";
import { drawAll } from "../../../src/solver/stopping/rule";
import { type Asked, type FakeBatch, fakeBatch, solution } from "./fake-batch";
import { type FakePython, fakePython, printed } from "./fake-ports";

const request: RunRequest = {
  problem: "2+3?",
  samples: 4,
  tirShare: 0,
  temperature: 0.6,
  topP: 0.95,
  seed: 1,
  maxTokens: 100,
  forcedAnswerTokens: 10,
  codeExecutions: 3,
  codeLimits: { seconds: 10, characters: 1000 },
  stopping: drawAll,
  budget: { seconds: null, tokens: null },
  select: "majority",
  comparisons: 4,
  comparisonTokens: 50,
};

interface Setting {
  readonly python?: FakePython;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

async function run(engine: FakeBatch, more: Partial<RunRequest> = {}, setting: Setting = {}) {
  const python = setting.python ?? fakePython();
  const ports: RunPorts = { engine, python, sameAnswer: createEquality(null) };
  const events: RunEvent[] = [];
  const signal = setting.signal ?? new AbortController().signal;
  for await (const event of runProblem(ports, { ...request, ...more }, signal)) {
    events.push(event);
    setting.onEvent?.(event);
  }
  const last = events.at(-1);
  if (last?.kind !== "finished") throw new Error("The last event is not `finished`.");
  expect(engine.stillOpen()).toBe(0);
  const { outcome } = last;
  const states = (sample: number) =>
    events.flatMap((e) => (e.kind === "state" && e.sample === sample ? [e.state] : []));
  const final = outcome.samples.map(({ state }) => state);
  return { events, outcome, states, final };
}

/** Scripts by sample number, known by its seed. */
const bySample =
  (of: (sample: number, asked: Asked) => readonly string[]) =>
  (asked: Asked): readonly string[] => {
    for (let sample = 0; sample < 64; sample += 1) {
      if (seedFor(request.seed, "sample", sample) === asked.sampling.seed) return of(sample, asked);
    }
    throw new Error("No sample has this seed.");
  };
const answers = (...texts: readonly string[]) =>
  fakeBatch(bySample((sample) => solution(texts[sample] ?? "?")));

describe("runProblem", () => {
  it("draws all samples together, forwards their events, and lets them vote", async () => {
    const engine = answers("5", "6", "5.0", "7");
    const { events, outcome, states, final } = await run(engine);
    expect(outcome).toMatchObject({
      answer: "5",
      decidedBy: "vote",
      genselect: null,
      stop: { rule: "all-ended" },
      vote: { winner: { samples: [0, 2], votes: 2, share: 0.5 } },
    });
    expect(engine.mostOpen()).toBe(4);
    expect(final).toEqual(["done", "done", "done", "done"]);
    expect(states(1)).toEqual(["reasoning", "done"]);
    expect(events[0]).toMatchObject({
      kind: "started",
      samples: [{ sample: 0, mode: "cot" }, {}, {}, {}],
    });
    const texts = events.flatMap((e) =>
      e.kind === "sample" && e.sample === 3 && e.event.kind === "text" ? [e.event.text] : [],
    );
    expect(texts.join("")).toBe(outcome.samples[3]?.outcome?.text);
  });

  it("queues what the engine can't hold", async () => {
    const engine = fakeBatch(
      bySample((sample) => solution("5", 3 + sample)),
      { maxSequences: 3 },
    );
    const { final, outcome } = await run(engine, { samples: 10 });
    expect(engine.mostOpen()).toBe(3);
    expect(final).toEqual(Array(10).fill("done"));
    expect(outcome.vote.winner?.votes).toBe(10);
  });

  it("draws the same samples for the same seed, others for another", async () => {
    const seeds = async (seed: number) => {
      const engine = fakeBatch(() => solution("5"));
      await run(engine, { seed });
      return engine.asked.map(({ sampling }) => sampling.seed);
    };
    const once = await seeds(7);
    expect(new Set(once).size).toBe(4);
    expect(await seeds(7)).toEqual(once);
    expect(await seeds(8)).not.toEqual(once);
  });

  it("groups alike whatever order samples end in", async () => {
    const order = async (reverse: boolean) => {
      const engine = fakeBatch(
        bySample((sample) =>
          solution(
            ["1/2", "3", "0.5", "3.0"][sample] ?? "",
            reverse ? 30 - 6 * sample : 6 + 6 * sample,
          ),
        ),
      );
      return (await run(engine)).outcome.vote.tallies;
    };
    const tallies = await order(false);
    expect(tallies.map(({ answer, samples }) => [answer, samples])).toEqual([
      ["1/2", [0, 2]],
      ["3", [1, 3]],
    ]);
    expect(await order(true)).toEqual(tallies);
  });

  it("counts what the run cost", async () => {
    const { outcome } = await run(answers("5", "5", "5", "5"));
    expect(outcome.figures).toMatchObject({
      generatedTokens: 20,
      prefilledTokens: 40,
      cachedTokens: 20,
      promptTokensPrefilled: 40,
      prefilledAfterOutput: 0,
      codeCalls: 0,
      selection: { generatedTokens: 0 },
    });
    expect(outcome.figures.seconds).toBeGreaterThan(0);
    expect(outcome.figures.sampleSeconds).toBeGreaterThan(0);
    expect(outcome.figures.drawingSeconds).toBeGreaterThan(0);
    expect(outcome.figures.drawingSeconds).toBeLessThanOrEqual(outcome.figures.seconds);
  });
});

describe("modes", () => {
  it.each([
    [0, 8, 0],
    [1, 8, 8],
    [0.7, 10, 7],
    [0.29, 100, 29],
    [0.5, 1, 0],
    [1 / 3, 64, 21],
  ])("share %d of %d samples: %d with Python", (share, samples, expected) => {
    const modes = Array.from({ length: samples }, (_, sample) => sampleMode(sample, share));
    expect(modes.filter((mode) => mode === "tir")).toHaveLength(expected);
  });

  it("are spread evenly, and each asks with its own prompt", async () => {
    const engine = fakeBatch(() => solution("5"));
    const { outcome } = await run(engine, { tirShare: 0.5 });
    expect(outcome.samples.map(({ mode }) => mode)).toEqual(["cot", "tir", "cot", "tir"]);
    expect(engine.asked.map(({ prompt }) => prompt.includes("Python code calls"))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe("Python", () => {
  const call = (code: string) => ["<tool_call>", code, "</tool_call>"];

  it("never holds up the samples that don't wait for it", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const python = fakePython(async () => {
      await held;
      return printed("5\n");
    });
    const engine = fakeBatch(
      bySample((sample) => (sample === 0 ? [...call("slow"), ...solution("5")] : solution("5"))),
    );
    let done = 0;
    const { states, outcome } = await run(
      engine,
      { tirShare: 1 },
      {
        python,
        onEvent: (event) => {
          if (event.kind === "state" && event.state === "done") done += 1;
          // Only when all others are through does the first one's code return.
          if (done === 3) release();
        },
      },
    );
    expect(states(0)).toEqual(["reasoning", "python", "reasoning", "done"]);
    expect(outcome.figures).toMatchObject({ codeCalls: 1, prefilledAfterOutput: 10 });
  });

  it("ends for samples that call it for ever", async () => {
    const engine = fakeBatch(() => Array.from({ length: 200 }, () => call("1")).flat());
    const python = fakePython();
    const { final, outcome } = await run(engine, { tirShare: 1, samples: 2 }, { python });
    expect(final).toEqual(["done", "done"]);
    expect(outcome).toMatchObject({ answer: null, decidedBy: null });
    expect(outcome.figures.codeCalls).toBe(6);
  });
});

describe("stopping", () => {
  it("stops at agreement, cancels stragglers and draws no queued sample", async () => {
    const engine = fakeBatch(
      bySample((sample) => solution(sample < 4 ? "5" : "6", sample < 4 ? 5 : 1000)),
      { maxSequences: 6 },
    );
    const { events, outcome, final } = await run(engine, {
      samples: 12,
      maxTokens: 2000,
      stopping: agreement(3),
    });
    expect(outcome).toMatchObject({ answer: "5", stop: { rule: "agreement" } });
    expect(final.filter((state) => state === "cancelled").length).toBeGreaterThanOrEqual(8);
    expect(engine.asked.length).toBeLessThan(12);
    expect(events.filter(({ kind }) => kind === "stopping")).toHaveLength(1);
    expect(outcome.figures.generatedTokens).toBeLessThan(200);
  });

  it("doesn't count what a straggler had boxed", async () => {
    const stray = ["\\boxed{6}", ...Array(1000).fill("x")];
    const engine = fakeBatch(bySample((sample) => (sample < 4 ? solution("5") : stray)));
    const { outcome } = await run(engine, {
      samples: 8,
      maxTokens: 2000,
      stopping: defaultStopping,
    });
    expect(outcome.stop.rule).toBe("adaptive-consistency");
    expect(outcome.vote.tallies).toHaveLength(1);
  });

  it("keeps to the token budget", async () => {
    const engine = fakeBatch(() => Array(5000).fill("x"));
    const { outcome, final } = await run(engine, {
      maxTokens: 200,
      budget: { seconds: null, tokens: 200 },
    });
    expect(outcome).toMatchObject({ answer: null, stop: { rule: "token-budget" } });
    expect(outcome.figures.generatedTokens).toBeGreaterThanOrEqual(200);
    expect(outcome.figures.generatedTokens).toBeLessThan(210);
    expect(final).toEqual(Array(4).fill("cancelled"));
  });

  it("keeps to the time budget, also while no token comes, and keeps what there is", async () => {
    const python = fakePython(() => new Promise(() => {}));
    const engine = fakeBatch(
      bySample((sample) =>
        sample === 0 ? solution("5") : ["<tool_call>", "while True: pass", "</tool_call>"],
      ),
    );
    const { outcome, final } = await run(
      engine,
      {
        tirShare: 1,
        budget: { seconds: 0.3, tokens: null },
        codeLimits: { seconds: 0.3, characters: 10 },
      },
      { python },
    );
    expect(outcome).toMatchObject({ answer: "5", stop: { rule: "time-budget" } });
    expect(final).toEqual(["done", "cancelled", "cancelled", "cancelled"]);
  });

  it("keeps what there is when the person stops it", async () => {
    const stop = new AbortController();
    const engine = fakeBatch(
      bySample((sample) => (sample === 2 ? solution("5") : Array(5000).fill("x"))),
    );
    const { outcome, final } = await run(
      engine,
      { maxTokens: 9000, select: "genselect" },
      {
        signal: stop.signal,
        onEvent: (event) => {
          if (event.kind === "state" && event.state === "done") stop.abort();
        },
      },
    );
    expect(outcome).toMatchObject({ answer: "5", stop: { rule: "stopped" }, genselect: null });
    expect(final).toEqual(["cancelled", "cancelled", "done", "cancelled"]);
    expect(outcome.samples[0]?.outcome?.text).toContain("xx");
  });

  it("takes what unfinished samples had boxed when nothing else is there", async () => {
    const stop = new AbortController();
    const engine = fakeBatch(() => ["\\boxed{8}", ...Array(5000).fill("x")]);
    const { outcome } = await run(
      engine,
      { maxTokens: 9000 },
      {
        signal: stop.signal,
        onEvent: (event) =>
          event.kind === "sample" &&
          event.event.kind === "text" &&
          event.event.text === "x" &&
          stop.abort(),
      },
    );
    expect(outcome).toMatchObject({ answer: "8", stop: { rule: "stopped" } });
  });

  it("opens nothing when it was stopped before it began", async () => {
    const engine = answers("5", "5", "5", "5");
    const { outcome, final } = await run(engine, {}, { signal: AbortSignal.abort() });
    expect(engine.asked).toEqual([]);
    expect(final).toEqual(Array(4).fill("cancelled"));
    expect(outcome.answer).toBeNull();
  });

  it("stops everything when nobody reads on", async () => {
    const engine = fakeBatch(() => Array(5000).fill("x"));
    const ports = { engine, python: fakePython(), sameAnswer: createEquality(null) };
    const long = { ...request, maxTokens: 5000 };
    for await (const event of runProblem(ports, long, new AbortController().signal)) {
      if (event.kind === "sample") break;
    }
    expect(engine.stillOpen()).toBe(0);
    expect(engine.written()).toBeLessThan(100);
  });
});

describe("failures", () => {
  it("of one sample don't concern the others", async () => {
    const engine = fakeBatch(
      bySample((sample) => {
        if (sample === 1) throw new EngineError("The lane broke.");
        return solution("5");
      }),
    );
    const { outcome, final, events } = await run(engine);
    expect(final).toEqual(["done", "failed", "done", "done"]);
    expect(outcome.samples[1]).toMatchObject({ failure: "The lane broke.", outcome: null });
    expect(outcome.answer).toBe("5");
    expect(events).toContainEqual({ kind: "failed", sample: 1, message: "The lane broke." });
  });

  it("of Python's machinery fail the sample only", async () => {
    const python = fakePython((code) => {
      if (code === "bad") throw new TypeError("broken reply");
      return printed("5\n");
    });
    const engine = fakeBatch(
      bySample((sample) => [
        "<tool_call>",
        sample === 0 ? "bad" : "good",
        "</tool_call>",
        ...solution("5"),
      ]),
    );
    const { final } = await run(engine, { tirShare: 1 }, { python });
    expect(final).toEqual(["failed", "done", "done", "done"]);
  });

  it("of comparing answers leave answers apart", async () => {
    const engine = answers("x+1", "1+x", "x+1", "9");
    const ports: RunPorts = {
      engine,
      python: fakePython(),
      sameAnswer: () => Promise.reject(new Error("parse")),
    };
    const kinds: string[] = [];
    for await (const event of runProblem(ports, request, new AbortController().signal)) {
      kinds.push(event.kind);
      if (event.kind === "finished") expect(event.outcome.vote.tallies).toHaveLength(3);
    }
    expect(kinds.at(-1)).toBe("finished");
  });

  it("of all samples are an outcome: a problem longer than the context says so", async () => {
    const message = "The problem is longer than the model's context. Shorten it.";
    const engine = fakeBatch(() => {
      throw new PromptTooLongError(message);
    });
    const { outcome, final } = await run(engine, { problem: "long ".repeat(50_000) });
    expect(final).toEqual(Array(4).fill("failed"));
    expect(outcome).toMatchObject({ answer: null, decidedBy: null, vote: { winner: null } });
    expect(outcome.samples.map(({ failure }) => failure)).toEqual(Array(4).fill(message));
  });
});

describe("limits of samples", () => {
  it("force an answer, which weighs half", async () => {
    const engine = fakeBatch(
      bySample((sample) => (sample === 0 ? [...Array(100).fill("x"), "6", "}"] : solution("5"))),
    );
    const { outcome, final } = await run(engine, { samples: 2 });
    expect(final).toEqual(["forced", "done"]);
    expect(outcome.vote.tallies).toMatchObject([
      { answer: "5", votes: 1 },
      { answer: "6", votes: 0.5 },
    ]);
  });

  it.each([
    ["unclosed thinking", ["<think>", "it is \\boxed{5}"], "5"],
    ["a box without braces", ["</think>", "\\boxed 5"], "5"],
    ["an unclosed box", ["</think>", "\\boxed{5"], null],
    ["an unclosed tool call", ["<tool_call>", "print(5)"], null],
    ["nothing at all", [], null],
  ])("take %s as it is", async (_, script, answer) => {
    const { outcome, final } = await run(
      fakeBatch(() => script),
      { tirShare: 1 },
    );
    expect(outcome.answer).toBe(answer);
    expect(final).toEqual(Array(4).fill("done"));
  });
});

describe("weights", () => {
  // The fake engine's log-probabilities are all alike.
  it("use confidence with select = weighted only", async () => {
    const majority = await run(answers("5", "5", "6", "6"), { select: "majority" });
    expect(majority.outcome.vote.weighted).toBe(false);
    const weighted = await run(answers("5", "5", "6", "6"), { select: "weighted" });
    expect(weighted.outcome.vote.weighted).toBe(true);
    expect(weighted.outcome.samples[0]?.confidence).toBeCloseTo(Math.exp(-0.5));
    expect(weighted.outcome.vote.winner?.weight).toBeCloseTo(2 * Math.exp(-0.5));
  });
});

describe("GenSelect in a run", () => {
  const judged = (verdict: string) => (asked: Asked) =>
    asked.prompt.includes("Judgment: [IDX]")
      ? ["Both are wrong. ", verdict]
      : bySample((sample) => solution(["5", "5", "6"][sample] ?? "5"))(asked);

  it("lets the model overrule the vote, and records it", async () => {
    const engine = fakeBatch((asked) => {
      const { prompt } = asked;
      if (!prompt.includes("Judgment: [IDX]")) return judged("")(asked);
      const shown = [...prompt.matchAll(/^Solution \d+:\n\s*\\boxed\{(\d)/gm)];
      return ["Judgment: ", String(shown.findIndex(([, answer]) => answer === "6"))];
    });
    const { outcome, events } = await run(engine, { samples: 3, select: "genselect" });
    expect(outcome).toMatchObject({ answer: "6", decidedBy: "genselect" });
    expect(outcome.genselect).toMatchObject({ winner: 1, votes: [0, 4] });
    expect(outcome.genselect?.comparisons).toHaveLength(4);
    expect(outcome.figures.selection.generatedTokens).toBe(8);
    expect(events.filter(({ kind }) => kind === "genselect").length).toBeGreaterThan(8);
  });

  it("falls back to the vote when verdicts are out of range", async () => {
    const { outcome } = await run(fakeBatch(judged("Judgment: 3")), {
      samples: 3,
      select: "genselect",
    });
    expect(outcome).toMatchObject({ answer: "5", decidedBy: "vote" });
    expect(outcome.genselect).toMatchObject({
      winner: null,
      why: "No comparison came to a valid verdict.",
    });
  });

  it("compares nothing when all agree", async () => {
    const engine = answers("5", "5.0", "5", "\\frac{10}{2}");
    const { outcome } = await run(engine, { select: "genselect" });
    expect(outcome).toMatchObject({ answer: "5", decidedBy: "vote", genselect: null });
    expect(engine.asked).toHaveLength(4);
  });

  it("ends with the run's token budget, and leaves it to the vote", async () => {
    const engine = fakeBatch((asked) =>
      asked.prompt.includes("Judgment: [IDX]") ? Array(500).fill("hm ") : judged("")(asked),
    );
    const { outcome } = await run(engine, {
      samples: 3,
      select: "genselect",
      comparisonTokens: 1000,
      budget: { seconds: null, tokens: 100 },
    });
    expect(outcome).toMatchObject({ answer: "5", decidedBy: "vote" });
    expect(outcome.genselect?.why).toBe("The comparisons were stopped.");
  });
});

describe("requests that can't be done", () => {
  const refuse = async (more: Partial<RunRequest>) => {
    const engine = fakeBatch(() => solution("5"));
    try {
      await run(engine, more);
    } catch (error) {
      expect(engine.asked).toEqual([]);
      return error;
    }
    throw new Error("It was not refused.");
  };

  it.each<[string, Partial<RunRequest>, RegExp]>([
    ["no samples", { samples: 0 }, /number of samples must be a whole number from 1 to 64, not 0/],
    ["too many samples", { samples: 65 }, /from 1 to 64/],
    ["half a sample", { samples: 1.5 }, /whole number/],
    ["no number of samples", { samples: Number.NaN }, /whole number/],
    ["a share beyond all", { tirShare: 1.1 }, /share/],
    ["no tokens", { maxTokens: 0 }, /token limit of a sample/],
    ["forced answers longer than samples", { forcedAnswerTokens: 101 }, /forced answer/],
    ["Python without calls", { tirShare: 0.5, codeExecutions: 0 }, /Python calls/],
    ["no comparisons", { comparisons: 0 }, /comparisons/],
    ["a rule that nobody knows", JSON.parse('{ "select": "best" }'), /one of majority, .*“best”/],
    ["a seed of another size", { seed: 2 ** 32 }, /seed/],
    ["no time", { budget: { seconds: 0, tokens: null } }, /time budget/],
    [
      "endless time",
      { budget: { seconds: Number.POSITIVE_INFINITY, tokens: null } },
      /time budget/,
    ],
    [
      "a run shorter than a Python call",
      { tirShare: 1, budget: { seconds: 5, tokens: null } },
      /contradict.*10 seconds.*only 5/,
    ],
    [
      "a run smaller than a sample",
      { budget: { seconds: null, tokens: 50 } },
      /contradict.*100 tokens.*only 50/,
    ],
  ])("%s", async (_, more, message) => {
    const error = await refuse(more);
    expect(error).toBeInstanceOf(RunRequestError);
    expect(String(error)).toMatch(message);
  });

  it.each(["", " \n\t "])("an empty problem", async (problem) => {
    expect(await refuse({ problem })).toBeInstanceOf(EmptyProblemError);
  });
});
