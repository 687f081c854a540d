import { describe, expect, it } from "vitest";
import { EngineError } from "../../../src/engine/errors";
import { createEquality } from "../../../src/solver/equality";
import { runProblem } from "../../../src/solver/run";
import type { RunEvent, RunRequest } from "../../../src/solver/run-events";
import type { SavedRun } from "../../../src/solver/saved-run";
import { seedFor } from "../../../src/solver/seeds";
import { agreement } from "../../../src/solver/stopping/agreement";
import { drawAll } from "../../../src/solver/stopping/rule";
import { emptyRun, type RunView, readRunEvent } from "../../../src/ui/solve/run-view";
import type { Asked } from "./fake-batch";
import { fakePython, printed } from "./fake-ports";
import { replayingEngine } from "./replaying-engine";

const request: RunRequest = {
  problem: "2+3?",
  samples: 5,
  tirShare: 0.4,
  temperature: 0.6,
  topP: 0.95,
  seed: 1,
  maxTokens: 14,
  forcedAnswerTokens: 6,
  codeExecutions: 3,
  codeLimits: { seconds: 10, characters: 1000 },
  stopping: drawAll,
  budget: { seconds: null, tokens: null },
  select: "genselect",
  comparisons: 4,
  comparisonTokens: 50,
};

const call = (code: string) => ["<tool_call>", code, "</tool_call>"];

/** By the sample's number: reasoning, two blocks, one without end, one with a stray end, a failure. */
const scripts: readonly (readonly string[])[] = [
  ["<think>", "x", "</think>", "So ", "\\boxed{5}"],
  ["<think>", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x"],
  ["<think>", ...call("a = 1"), "hm", ...call("print(a)"), "</think>", "It is \\boxed{6}"],
  [],
  ["<think>", "</tool_call>", "y", ...call("print(7)"), "</think>", "Well, ", "\\boxed{6.0}"],
];
const forced = ["7", "}"];

function script({ sampling }: Asked, isForced: boolean): readonly string[] {
  const sample = scripts.findIndex((_, i) => seedFor(1, "sample", i) === sampling.seed);
  if (sample < 0) return ["Looks right. ", "Judgment", ": ", "[0]"];
  if (sample === 3) throw new EngineError("The engine broke.");
  const own = scripts[sample] ?? [];
  return isForced ? [...own.slice(0, request.maxTokens), ...forced] : own;
}

const python = () => fakePython((code) => printed(`ran ${code}\n`));

async function run(saved: SavedRun = [], more: Partial<RunRequest> = {}, read = Infinity) {
  const engine = replayingEngine(script);
  const ports = { engine, python: python(), sameAnswer: createEquality(null) };
  const events: RunEvent[] = [];
  const asked = { ...request, ...more };
  for await (const event of runProblem(ports, asked, new AbortController().signal, saved)) {
    events.push(event);
    if (events.length >= read) break;
  }
  return { events, engine, python: ports.python };
}

/** A run's view without what a cut changes: times, how the vote went on, and what is read again. */
function fold(events: readonly RunEvent[]) {
  const view = events.reduce<RunView>((view, event) => readRunEvent(view, event, 0), emptyRun);
  return JSON.parse(
    JSON.stringify({ ...view, timeline: null }, (key, value) =>
      /^(seconds|codeSeconds|prefilled\w*|cachedTokens)$/.test(key) ? undefined : value,
    ),
  );
}

const timed = (events: readonly RunEvent[]): SavedRun =>
  events.map((event, index) => ({ seconds: index, event }));
const last = (events: readonly RunEvent[]) => {
  const event = events.at(-1);
  if (event?.kind !== "finished") throw new Error("The run did not finish.");
  return event.outcome;
};

describe("a run that was cut off", () => {
  it("has the same view in the end, wherever it was cut", async () => {
    const whole = (await run()).events;
    const expected = fold(whole);
    const states = expected.samples.map(({ state }: { state: string }) => state);
    expect(states).toEqual(["done", "forced", "done", "failed", "done"]);
    const kinds = new Set(whole.map((event) => event.kind));
    expect([...kinds]).toEqual(expect.arrayContaining(["genselect", "vote", "failed"]));
    for (let cut = 1; cut < whole.length; cut += 1) {
      const before = whole.slice(0, cut);
      const { events } = await run(timed(before));
      expect(fold([...before, ...events]), `cut after ${cut} events`).toEqual(expected);
      expect(last(events).answer).toBe(last(whole).answer);
    }
    // A hundred runs, perhaps on a busy machine.
  }, 120_000);

  it("goes on where a sample that had named no answer is being asked for one", async () => {
    const unboxed = ["<think>", "x", " so ", "five."];
    const draw = async (saved: SavedRun) => {
      const engine = replayingEngine((_, isForced) =>
        isForced ? [...unboxed, ...forced] : unboxed,
      );
      const ports = { engine, python: python(), sameAnswer: createEquality(null) };
      const events: RunEvent[] = [];
      const asked = { ...request, samples: 1, maxTokens: 40 };
      const { signal } = new AbortController();
      for await (const event of runProblem(ports, asked, signal, saved)) events.push(event);
      return events;
    };
    const whole = await draw([]);
    expect(last(whole).samples[0]?.outcome).toMatchObject({ ending: "asked", answer: "7" });
    for (let cut = 1; cut < whole.length; cut += 1) {
      const before = whole.slice(0, cut);
      const events = await draw(timed(before));
      expect(fold([...before, ...events]), `cut after ${cut} events`).toEqual(fold(whole));
    }
  });

  it("begins anew where nothing was saved", async () => {
    const { events } = await run([]);
    expect(events[0]?.kind).toBe("started");
  });

  it("opens a sample with its text, and runs its blocks again before the next one", async () => {
    const whole = (await run()).events;
    const cut = whole.findIndex(
      (event) =>
        event.kind === "sample" &&
        event.sample === 2 &&
        event.event.kind === "text" &&
        event.event.text === "hm",
    );
    const before = whole.slice(0, cut + 1);
    const { engine, python } = await run(timed(before));
    const seed = seedFor(1, "sample", 2);
    const text = before
      .flatMap((event) => (event.kind === "sample" && event.sample === 2 ? [event.event] : []))
      .map((event) => (event.kind === "text" || event.kind === "appended" ? event.text : ""))
      .join("");
    expect(text).toContain("ran a = 1");
    const opened = engine.opened.find(({ asked }) => asked.sampling.seed === seed);
    expect(opened?.prefix).toBe(text);
    const first = python.calls.indexOf("a = 1");
    expect(python.calls.slice(first, first + 2)).toEqual(["a = 1", "print(a)"]);
  });

  it("draws no sample again that had ended", async () => {
    const whole = (await run()).events;
    const cut = whole.findIndex(
      (event) => event.kind === "state" && event.sample === 0 && event.state === "done",
    );
    const { engine, events } = await run(timed(whole.slice(0, cut + 1)));
    const seeds = engine.opened.map(({ asked }) => asked.sampling.seed);
    expect(seeds).not.toContain(seedFor(1, "sample", 0));
    expect(last(events).samples[0]?.outcome?.answer).toBe("5");
  });

  it("asks again only for comparisons that had no verdict", async () => {
    const whole = (await run()).events;
    const cut = whole.findIndex(
      (event) => event.kind === "genselect" && event.event.kind === "comparison-finished",
    );
    const { engine, events } = await run(timed(whole.slice(0, cut + 1)));
    const again = engine.opened.filter(({ asked }) => asked.prompt.includes("Judgment"));
    expect(last(events).genselect?.comparisons).toHaveLength(4);
    expect(again).toHaveLength(3);
  });

  it("stays stopped where the votes were enough", async () => {
    const more = { stopping: agreement(1), select: "majority" } as const;
    const whole = (await run([], more)).events;
    const cut = whole.findIndex(({ kind }) => kind === "stopping");
    const before = whole.slice(0, cut + 1);
    const { engine, events } = await run(timed(before), more);
    expect(engine.opened).toEqual([]);
    expect(fold([...before, ...events])).toEqual(fold(whole));
    expect(last(events).stop.rule).toBe("agreement");
  });

  it("counts the time and the tokens from before", async () => {
    const whole = (await run()).events;
    const before = whole.slice(0, 12);
    const saved = before.map((event) => ({ seconds: 90, event }));
    const seconds = await run(saved, { budget: { seconds: 100, tokens: null } });
    expect(last(seconds.events).figures.seconds).toBeGreaterThanOrEqual(90);
    const spent = await run(saved, { budget: { seconds: 60, tokens: null } });
    expect(last(spent.events).stop.rule).toBe("time-budget");
    const tokens = await run(timed(whole.slice(0, 30)), { budget: { seconds: null, tokens: 14 } });
    expect(last(tokens.events).stop.rule).toBe("token-budget");
  });
});
