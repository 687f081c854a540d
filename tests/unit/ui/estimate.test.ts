import { describe, expect, it } from "vitest";
import type { EngineInfo } from "../../../src/engine/engine";
import type { ListedRun } from "../../../src/journal/journal";
import type { RunRecord } from "../../../src/journal/run-record";
import type { DeviceSpeed } from "../../../src/models/fit/device-speed";
import { noTokens } from "../../../src/solver/ask-for-text";
import { comparisonsLeft } from "../../../src/ui/solve/estimate/comparisons-left";
import { describeEstimate } from "../../../src/ui/solve/estimate/describe-estimate";
import { estimateRun, type PlannedRun } from "../../../src/ui/solve/estimate/estimate-run";
import { type PastRun, pastRuns } from "../../../src/ui/solve/estimate/past-runs";
import { quartiles } from "../../../src/ui/solve/estimate/quartiles";
import { timeLeft } from "../../../src/ui/solve/estimate/time-left";
import { emptyRun, type RunView, readRunEvent } from "../../../src/ui/solve/run-view";
import { defaultSettings } from "../../../src/ui/solve/settings";
import { en } from "../../../src/ui/texts/en";
import { sampleRun } from "./history/sample-run";

const past = (more: Partial<PastRun> = {}): PastRun => ({
  ...{ samples: 4, together: 4, withPython: true, tokens: 4000, seconds: 10, complete: true },
  ...more,
});
const plan = (more: Partial<PlannedRun> = {}): PlannedRun => ({
  ...{ samples: 4, together: 4, withPython: true, sampleTokens: 4096, seconds: null, tokens: null },
  ...more,
});

describe("the time of a run", () => {
  it("is not known before a run of the same model has told it", () => {
    expect(estimateRun(plan(), [])).toBeNull();
    // Its speed is known; how much a problem takes is not.
    expect(estimateRun(plan(), [past({ complete: false })])).toBeNull();
  });

  it("is what the runs before took, for the samples of this one", () => {
    expect(estimateRun(plan(), [past()])).toEqual({ low: 10, high: 10, runs: 1 });
    expect(estimateRun(plan({ samples: 8 }), [past()])).toEqual({ low: 20, high: 20, runs: 1 });
    const runs = [1000, 2000, 3000, 4000, 5000].map((tokens) =>
      past({ tokens, seconds: tokens / 400 }),
    );
    expect(estimateRun(plan(), runs)).toEqual({ low: 5, high: 10, runs: 5 });
  });

  it("takes the speed of as many samples at once, and never makes one faster than its part", () => {
    const alone = past({ samples: 1, together: 1, tokens: 1000, seconds: 5 });
    expect(estimateRun(plan({ samples: 1, together: 1 }), [past(), alone])?.low).toBe(5);
    // Four wrote 400 tokens a second: one of them is known to write 100.
    expect(estimateRun(plan({ samples: 1, together: 1 }), [past()])?.low).toBe(10);
  });

  it("ends at the limits", () => {
    expect(estimateRun(plan({ sampleTokens: 500 }), [past()])?.high).toBe(5);
    expect(estimateRun(plan({ tokens: 1000 }), [past()])?.high).toBe(2.5);
    expect(estimateRun(plan({ seconds: 3 }), [past()])?.high).toBe(3);
  });
});

describe("an estimate in words", () => {
  it("is no more exact than it is", () => {
    const { about } = en.format;
    const words = [0.2, 3.4, 9.6, 57, 58, 130, 3500, 3900, 7190].map(about);
    expect(words).toEqual([
      ...["1 s", "3 s", "10 s", "55 s", "1 min", "2 min", "58 min", "1 h 10 min", "2 h"],
    ]);
  });
});

describe("quartiles", () => {
  it("are where the middle half of the values lies", () => {
    expect(quartiles([])).toBeNull();
    expect(quartiles([3])).toEqual({ low: 3, middle: 3, high: 3 });
    expect(quartiles([4, 1, 3, 2])).toEqual({ low: 1.75, middle: 2.5, high: 3.25 });
  });
});

const { record } = sampleRun;
const listed = (
  more: Partial<RunRecord> = {},
  status: ListedRun["status"] = "finished",
): ListedRun => ({ status, record: { ...record, tokens: 90, seconds: 3, ...more } });

describe("the runs before", () => {
  const told = (...runs: ListedRun[]) => pastRuns(runs, record.engine);

  it("are those of this model where it runs now", () => {
    expect(told(listed())).toEqual([
      { samples: 3, together: 1, withPython: true, tokens: 90, seconds: 3, complete: true },
    ]);
    const elsewhere: EngineInfo = { ...record.engine, device: "another" };
    const other: EngineInfo = { ...record.engine, modelName: "another" };
    expect(told(listed({ engine: elsewhere }), listed({ engine: other }))).toEqual([]);
    expect(told(listed({}, "running"), listed({ tokens: 5 }))).toEqual([]);
  });

  it("tell what a problem takes only where they came to their end", () => {
    const complete = (run: ListedRun) => told(run)[0]?.complete;
    expect(complete(listed({ answer: null }))).toBe(false);
    expect(complete(listed({}, "cut-off"))).toBe(false);
    // It wrote all it may and found nothing.
    expect(complete(listed({ answer: null, tokens: 299 }))).toBe(true);
  });
});

describe("the words of the estimate", () => {
  const words = (
    source: Parameters<typeof describeEstimate>[2]["source"],
    runs: PastRun[],
    tested: DeviceSpeed | null = null,
  ) =>
    describeEstimate(
      defaultSettings,
      { samples: 4, withPython: true },
      {
        source,
        info: { ...record.engine, maxSequences: 4, contextLength: 4096 },
        past: runs,
        tested,
      },
      en,
    );
  const openMath = { kind: "stored", id: "openmath-1.5b-q8_0", title: "OpenMath" } as const;

  it("say how it is known, and invent nothing", () => {
    expect(words({ kind: "demo" }, [past()])).toBe(
      "About 10 s on this device, by 1 earlier run of this model.",
    );
    expect(words({ kind: "demo" }, [])).toMatch(/not known yet: this model/);
    expect(words(openMath, [])).toMatch(
      /not known yet. A contest problem takes about 15,800 tokens/,
    );
  });

  it("tell what the test of this device says, until there is a run", () => {
    // Four samples together: 100 tokens a second.
    const step = { context: 500, milliseconds: 40 };
    const tested: DeviceSpeed = {
      ...{ samples: 8, contextLength: 32_768, needBytes: 1, readTokensPerSecond: 1 },
      ...{ one: [step, step], all: [step, step] },
    };
    // No sample may be longer than 4,096 tokens there.
    expect(words(openMath, [], tested)).toBe(
      "About 3 min for a contest problem, by the test of this device.",
    );
    expect(words(openMath, [past()], tested)).toMatch(/by 1 earlier run of this model/);
  });
});

describe("the time left", () => {
  const request = { ...record.request, maxTokens: 1000 };
  const started: RunView = readRunEvent(
    emptyRun,
    { kind: "started", samples: [0, 1].map((sample) => ({ sample, mode: "tir", seed: sample })) },
    0,
  );
  const write = (view: RunView, sample: number, tokens: number) => {
    let next = readRunEvent(view, { kind: "state", sample, state: "reasoning" }, 0);
    for (let token = 0; token < tokens; token += 1) {
      const event = { kind: "text", text: "x", logprob: null } as const;
      next = readRunEvent(next, { kind: "sample", sample, event }, token);
    }
    return next;
  };

  it("is what samples usually still write, at the speed so far", () => {
    const view = write(write(started, 0, 100), 1, 100);
    const left = timeLeft(view, { request }, 2, 300);
    // 400 tokens at 100 a second.
    expect(left).toMatchObject({ seconds: 4, atMost: false });
    expect(left?.share).toBeCloseTo(1 / 3);
  });

  it("is at most the time budget where nothing else is known", () => {
    const view = write(write(started, 0, 100), 1, 100);
    expect(timeLeft(view, { request }, 2, null)).toBeNull();
    const budget = { seconds: 5, tokens: null };
    const limited = { request: { ...request, budget } };
    expect(timeLeft(view, limited, 2, null)).toEqual({ seconds: 3, atMost: true, share: null });
    expect(timeLeft(view, limited, 2, 300)).toMatchObject({ seconds: 3, atMost: false });
  });

  it("goes on for one that is longer than usual, and counts those in the queue", () => {
    const long = write(started, 0, 400);
    // 120 more, and 300 of the one that waits.
    expect(timeLeft(long, { request }, 4, 300)?.seconds).toBeCloseTo(4.2);
  });

  it("is not told before there is a speed", () => {
    expect(timeLeft(started, { request }, 3, 300)).toBeNull();
    expect(timeLeft(write(started, 0, 50), { request }, 0.1, 300)).toBeNull();
    expect(timeLeft(write(started, 0, 50), { request: null }, 3, 300)).toBeNull();
  });
});

describe("the time left of the comparisons", () => {
  const request = { ...record.request, comparisons: 4, budget: { seconds: null, tokens: null } };
  const facts = { request, startedAt: 0 };
  const candidate = (sample: number) => ({
    ...{ sample, answer: String(sample), summary: "" },
    source: "text" as const,
  });
  const tally = (answer: string) => ({ answer, samples: [], votes: 1, weight: 1, share: 0.5 });
  const planOf = (id: number, answers: number) => ({
    ...{ id, round: 1, heat: 1, seed: id },
    candidates: Array.from({ length: answers }, (_, answer) => candidate(answer)),
  });
  const begin = (view: RunView, id: number, at: number, answers = 2) => {
    const event = { kind: "comparison-started", plan: planOf(id, answers) } as const;
    return readRunEvent(view, { kind: "genselect", event }, at);
  };
  const end = (view: RunView, id: number, at: number) => {
    const comparison = { ...planOf(id, 2), verdict: 0, text: "", tokens: noTokens, error: null };
    const event = { kind: "comparison-finished", comparison } as const;
    return readRunEvent(view, { kind: "genselect", event }, at);
  };
  const two: RunView = {
    ...emptyRun,
    vote: { ...emptyRun.vote, tallies: [tally("0"), tally("1")] },
  };

  it("is not known before one is done", () => {
    expect(comparisonsLeft(two, facts, 9000)).toBeNull();
    expect(comparisonsLeft(begin(two, 0, 1000), facts, 9000)).toBeNull();
  });

  it("is what those take that are not done, as long as those that are", () => {
    const one = end(begin(two, 0, 1000), 0, 11_000);
    expect(comparisonsLeft(begin(one, 1, 11_000), facts, 15_000)?.seconds).toBeCloseTo(26);
    // Two at once.
    const both = begin(begin(one, 1, 11_000), 2, 11_000);
    expect(comparisonsLeft(both, facts, 11_000)?.seconds).toBeCloseTo(15);
    // The last one goes on a little.
    const last = begin(end(end(both, 1, 21_000), 2, 21_000), 3, 21_000);
    expect(comparisonsLeft(last, facts, 24_000)?.seconds).toBeCloseTo(7);
    expect(comparisonsLeft(last, facts, 99_000)?.seconds).toBeCloseTo(3);
    expect(comparisonsLeft(end(last, 3, 31_000), facts, 31_000)).toBeNull();
  });

  it("is no longer than the time budget", () => {
    const limited = { ...facts, request: { ...request, budget: { seconds: 20, tokens: null } } };
    const one = begin(end(begin(two, 0, 1000), 0, 11_000), 1, 11_000);
    expect(comparisonsLeft(one, limited, 15_000)?.seconds).toBe(5);
  });

  it("counts comparisons by the answers, whatever number of solutions each shows", () => {
    // Of three answers, one with two solutions; four were asked for, so there are six.
    const shown = { ...planOf(0, 4), candidates: [0, 1, 2, 3].map(candidate) };
    const tallies = ["0", "1", "2"].map(tally);
    const last = { ...tally("2"), samples: [2, 3] };
    const vote = { ...two.vote, tallies: [...tallies.slice(0, 2), last] };
    const started = readRunEvent(
      { ...two, vote },
      { kind: "genselect", event: { kind: "comparison-started", plan: shown } },
      1000,
    );
    const comparison = { ...shown, verdict: 0, text: "", tokens: noTokens, error: null };
    const ended = readRunEvent(
      started,
      { kind: "genselect", event: { kind: "comparison-finished", comparison } },
      11_000,
    );
    expect(comparisonsLeft(ended, facts, 11_000)?.seconds).toBeCloseTo(50);
  });

  it("is not told of a tournament", () => {
    const three = { ...two, vote: { ...two.vote, tallies: ["0", "1", "2"].map(tally) } };
    expect(comparisonsLeft(end(begin(three, 0, 0), 0, 9000), facts, 9000)).toBeNull();
  });

  it("begins anew for a comparison that was cut off", () => {
    const again = end(begin(begin(two, 0, 1000), 0, 50_000), 0, 52_000);
    expect(again.comparisons.map(({ seconds }) => seconds)).toEqual([2]);
  });
});
