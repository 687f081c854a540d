import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Engine, EngineInfo } from "../../../src/engine/engine";
import type { EngineSource } from "../../../src/engine/engine-source";
import { EngineError, ModelLoadError } from "../../../src/engine/errors";
import { IntegrityError } from "../../../src/models/errors";
import { PythonUnavailableError } from "../../../src/python/python-session";
import type { SameAnswer } from "../../../src/solver/equality";
import type { RunEvent, RunOutcome, RunRequest } from "../../../src/solver/run-events";
import { emptyVote } from "../../../src/solver/vote";
import { defaultSettings, type SolveSettings } from "../../../src/ui/solve/settings";
import type { ModelProgress } from "../../../src/ui/solve/solver-state";
import { createSolverStore, type SolverPorts } from "../../../src/ui/solve/solver-store";

const info: EngineInfo = {
  promptForm: { kind: "openmath", assumed: false },
  backend: "cpu-threads",
  device: "CPU, 2 threads",
  fallbackReason: null,
  threads: 2,
  modelName: "m",
  contextLength: 4096,
  maxSequences: 1,
  keepsKv: true,
  givesLogprobs: true,
};

const outcome: RunOutcome = {
  answer: "4",
  decidedBy: "vote",
  vote: emptyVote,
  stop: { rule: "all-ended", why: "All samples have ended." },
  genselect: null,
  samples: [],
  figures: {
    seconds: 1,
    drawingSeconds: 1,
    sampleSeconds: 1,
    codeSeconds: 0,
    codeCalls: 0,
    generatedTokens: 3,
    prefilledTokens: 0,
    cachedTokens: 0,
    promptTokensPrefilled: 0,
    prefilledAfterOutput: 0,
    selection: { generatedTokens: 0, prefilledTokens: 0, cachedTokens: 0 },
  },
};
const stopped: RunOutcome = {
  ...outcome,
  answer: null,
  stop: { rule: "stopped", why: "You stopped the run." },
};

const started: RunEvent = { kind: "started", samples: [{ sample: 0, mode: "tir", seed: 7 }] };
const text = (text: string): RunEvent => ({
  kind: "sample",
  sample: 0,
  event: { kind: "text", text, logprob: null },
});
const asked = (settings: Partial<SolveSettings> = {}, problem = "2+2?") => ({
  problem,
  settings: { ...defaultSettings, ...settings },
});
const problem = asked();
const server: EngineSource = { kind: "server", address: "a", model: "", apiKey: "" };

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** Node 20 has no `Promise.withResolvers`. */
function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

/** A store whose ports the test answers by hand. */
function setUp() {
  const loads: Array<Deferred<Engine> & { onProgress: (p: ModelProgress) => void }> = [];
  const requests: RunRequest[] = [];
  const python = deferred<void>();
  const unloaded = vi.fn();
  let lastSameAnswer: SameAnswer = async () => false;
  let events: (request: RunRequest, signal: AbortSignal) => AsyncIterable<RunEvent> =
    async function* () {
      yield started;
      yield text("four");
      yield { kind: "finished", outcome };
    };
  const ports: SolverPorts = {
    loadEngine(_source, onProgress) {
      const load = { ...deferred<Engine>(), onProgress };
      loads.push(load);
      return load.promise;
    },
    createPython: () => ({
      warmUp: () => python.promise,
      openSession: () => Promise.reject(new Error("unused")),
      close: async () => {},
    }),
    // Its packages never come.
    createSameAnswer: () => () => new Promise(() => {}),
    runProblem({ sameAnswer }, request, signal) {
      requests.push(request);
      lastSameAnswer = sameAnswer;
      return events(request, signal);
    },
  };
  const store = createSolverStore(ports);
  store.chooseEngine({ kind: "demo" });
  const engine: Engine = {
    info,
    open: () => Promise.reject(new Error("unused")),
    unload: async () => unloaded(),
  };
  return {
    store,
    loads,
    requests,
    python,
    unloaded,
    engine,
    /** As the last run was given it. */
    sameAnswer: (one: string, other: string) => lastSameAnswer(one, other),
    ready: async () => {
      loads.at(-1)?.resolve(engine);
      await settle();
    },
    setEvents(next: typeof events) {
      events = next;
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  // Node has no frames; the batch's timer takes over.
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => {});
});
afterEach(() => vi.unstubAllGlobals());

describe("the engine", () => {
  it("loads, and late progress does not undo that it is ready", async () => {
    const { store, loads, ready } = setUp();
    loads[0]?.onProgress({ loadedBytes: 1, totalBytes: 2 });
    expect(store.getState().engine).toMatchObject({
      kind: "loading",
      progress: { loadedBytes: 1 },
    });
    await ready();
    expect(store.getState().engine.kind).toBe("ready");
    loads[0]?.onProgress({ loadedBytes: 2, totalBytes: 2 });
    expect(store.getState().engine.kind).toBe("ready");
  });

  it("that was given up has no say, and is unloaded when it comes", async () => {
    const { store, loads, engine, unloaded } = setUp();
    store.chooseEngine(server);
    loads[0]?.onProgress({ loadedBytes: 1, totalBytes: 2 });
    loads[0]?.resolve(engine);
    await settle();
    expect(store.getState().engine).toMatchObject({
      kind: "loading",
      source: server,
      progress: null,
    });
    expect(unloaded).toHaveBeenCalledTimes(1);
    loads[1]?.reject(new ModelLoadError("Not there."));
    await settle();
    expect(store.getState().engine).toMatchObject({ kind: "error", message: "Not there." });
  });
});

describe("a run", () => {
  it("waits for the engine, then goes to its end", async () => {
    const { store, requests, ready } = setUp();
    store.solve(problem);
    expect(store.getState().run.kind).toBe("waiting");
    await ready();
    expect(store.getState().run).toMatchObject({ kind: "finished", outcome: { answer: "4" } });
    expect(requests[0]).toMatchObject({
      problem: "2+2?",
      samples: 4,
      tirShare: 1,
      maxTokens: 4096,
      codeExecutions: 8,
      select: "genselect",
      ...{ temperature: 0.6, topP: 0.95, seed: 1 },
    });
  });

  it("chooses what the model was trained to do, also for one that came after the click", async () => {
    const { store, requests, loads, engine } = setUp();
    const promptForm = { kind: "chat", prefix: "", suffix: "", fault: null } as const;
    store.solve(problem);
    loads[0]?.resolve({ ...engine, info: { ...info, promptForm } });
    await settle();
    store.solve(asked({ mode: "tir", genselect: true }));
    await settle();
    expect(requests).toMatchObject([
      { tirShare: 0, select: "weighted" },
      { tirShare: 1, select: "genselect" },
    ]);
    expect(store.getState().run).toMatchObject({ facts: { mode: "tir", genselect: true } });
  });

  it("can be stopped while it waits", async () => {
    const { store, requests, ready } = setUp();
    store.solve(problem);
    store.stop();
    await settle();
    expect(store.getState().run.kind).toBe("idle");
    await ready();
    expect(requests).toEqual([]);
  });

  it("fails in plain words when the engine does not load", async () => {
    for (const Kind of [ModelLoadError, IntegrityError]) {
      const { store, loads } = setUp();
      store.solve(problem);
      loads[0]?.reject(new Kind("The file is damaged."));
      await settle();
      const { run } = store.getState();
      expect(run).toMatchObject({ kind: "failed", message: "The file is damaged." });
    }
  });

  it("keeps its text when it is stopped, and when it fails", async () => {
    const { store, ready, setEvents } = setUp();
    await ready();
    setEvents(async function* (_request, signal) {
      yield started;
      yield text("some text");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield { kind: "finished", outcome: stopped };
    });
    store.solve(problem);
    await settle();
    store.stop();
    expect(store.getState().run).toMatchObject({ kind: "running", stopping: true });
    await settle();
    const kept = { view: { samples: [{ transcript: { parts: [{ text: "some text" }] } }] } };
    expect(store.getState().run).toMatchObject({ kind: "finished", ...kept });
    setEvents(async function* () {
      yield started;
      yield text("some text");
      throw new EngineError("The worker crashed.");
    });
    store.solve(problem);
    await settle();
    expect(store.getState().run).toMatchObject({
      kind: "failed",
      message: "The worker crashed.",
      ...kept,
    });
  });

  it("that is stopped does not wait for answers to be compared", async () => {
    const { store, ready, setEvents, sameAnswer } = setUp();
    await ready();
    setEvents(async function* () {
      yield {
        kind: "finished",
        outcome: { ...outcome, answer: String(await sameAnswer("1", "2")) },
      };
    });
    store.solve(problem);
    await settle();
    store.stop();
    await vi.waitFor(() => expect(store.getState().run.kind).toBe("finished"), 20_000);
    expect(store.getState().run).toMatchObject({ outcome: { answer: "false" } });
  });

  it("that was given up for another has no say", async () => {
    const { store, ready, setEvents } = setUp();
    await ready();
    const held = deferred<void>();
    setEvents(async function* () {
      await held.promise;
      yield { kind: "finished", outcome: { ...outcome, answer: "late" } };
    });
    store.solve(problem);
    await settle();
    setEvents(async function* () {
      yield { kind: "finished", outcome: { ...outcome, answer: "second" } };
    });
    store.solve(problem);
    await settle();
    held.resolve();
    await settle();
    expect(store.getState().run).toMatchObject({ outcome: { answer: "second" } });
  });

  it("ends, with what there is, when another engine is chosen", async () => {
    const { store, ready, setEvents } = setUp();
    await ready();
    setEvents(async function* (_request, signal) {
      yield text("begun");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield { kind: "finished", outcome: stopped };
    });
    store.solve(problem);
    await settle();
    store.chooseEngine(server);
    await settle();
    expect(store.getState().run).toMatchObject({
      kind: "finished",
      outcome: { stop: { rule: "stopped" } },
    });
  });

  it("takes the next seed for the same problem, and the one that is asked for", async () => {
    const { store, requests, ready } = setUp();
    await ready();
    for (const options of [problem, problem, asked({ seed: "7" }), asked({}, "x")]) {
      store.solve(options);
      await settle();
    }
    expect(requests.map(({ seed }) => seed)).toEqual([1, 2, 7, 1]);
  });

  it("is not begun when asked for what can't be, and what was there stays", async () => {
    const { store, requests, ready } = setUp();
    await ready();
    store.solve(problem);
    await settle();
    for (const [settings, message] of [
      [{ samples: "0" }, /samples must be a whole number from 1 to 64, not 0/],
      [{ samples: "many" }, /samples must be a number, not “many”/],
      [{ seed: "-1" }, /seed must be a whole number/],
      [{ seconds: "0" }, /time budget in seconds must be a number from 0.001/],
      [{ tokens: "1.5" }, /token budget must be a whole number/],
      [{ tokens: "100", sampleTokens: "200" }, /budgets contradict each other/],
    ] as const) {
      store.solve(asked(settings));
      await settle();
      expect(store.getState()).toMatchObject({
        rejection: expect.stringMatching(message),
        run: { kind: "finished", outcome: { answer: "4" } },
      });
    }
    expect(requests.length).toBe(1);
    store.dismissRejection();
    expect(store.getState().rejection).toBeNull();
  });

  it("is refused when the model is there, if that knows better", async () => {
    const { store, requests, ready } = setUp();
    store.solve(asked({ tokens: "100", sampleTokens: "200" }));
    expect(store.getState().run.kind).toBe("waiting");
    await ready();
    expect(store.getState()).toMatchObject({
      run: { kind: "idle" },
      rejection: expect.stringContaining("contradict"),
    });
    expect(requests).toEqual([]);
    store.solve(problem);
    await settle();
    expect(store.getState()).toMatchObject({ run: { kind: "finished" }, rejection: null });
  });

  it("fits limits left open to those that are set", async () => {
    const { store, requests, ready } = setUp();
    await ready();
    store.solve(asked({ tokens: "1000", seconds: "5", mode: "mix", genselect: false }));
    await settle();
    expect(requests[0]).toMatchObject({
      budget: { tokens: 1000, seconds: 5 },
      maxTokens: 1000,
      codeLimits: { seconds: 5 },
      tirShare: 0.5,
      select: "weighted",
    });
  });

  it("shows faults of the app as such", async () => {
    const { store, ready, setEvents } = setUp();
    await ready();
    // biome-ignore lint/correctness/useYield: it fails before it says anything
    setEvents(async function* () {
      throw new TypeError("x is undefined");
    });
    store.solve(problem);
    await settle();
    expect(store.getState().run).toMatchObject({ message: expect.stringContaining("Reload it") });
  });
});

describe("Python", () => {
  it("starts when the engine is ready", async () => {
    const { store, ready, python } = setUp();
    expect(store.getState().python.kind).toBe("idle");
    await ready();
    expect(store.getState().python.kind).toBe("starting");
    python.resolve();
    await settle();
    expect(store.getState().python.kind).toBe("ready");
  });

  it("that is missing turns a run into reasoning only", async () => {
    const { store, requests, ready, python } = setUp();
    python.reject(new PythonUnavailableError("No files."));
    await ready();
    expect(store.getState().python).toEqual({ kind: "unavailable", message: "No files." });
    store.solve(problem);
    await settle();
    expect(requests[0]?.tirShare).toBe(0);
    expect(store.getState().run).toMatchObject({ facts: { withoutPython: true } });
  });
});
