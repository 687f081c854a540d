import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Engine, EngineInfo } from "../../../src/engine/engine";
import type { EngineSource } from "../../../src/engine/engine-source";
import { EngineError, ModelLoadError } from "../../../src/engine/errors";
import type { LoadProgress } from "../../../src/engine/wllama/model-file";
import { RunElsewhereError } from "../../../src/journal/errors";
import type { BegunRun, ResumedRun } from "../../../src/journal/journal";
import type { RunRecord } from "../../../src/journal/run-record";
import type { RunRecorder } from "../../../src/journal/run-writer";
import { IntegrityError } from "../../../src/models/errors";
import { type PythonResult, PythonUnavailableError } from "../../../src/python/python-session";
import type { SameAnswer } from "../../../src/solver/equality";
import type { RunEvent, RunOutcome, RunRequest } from "../../../src/solver/run-events";
import type { SavedRun } from "../../../src/solver/saved-run";
import { emptyVote } from "../../../src/solver/vote";
import { defaultSettings, type SolveSettings } from "../../../src/ui/solve/settings";
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

const cutOff: RunRecord = {
  id: "r1",
  createdAt: 1,
  ...{ title: null, pinned: false, deletedAt: null, settings: "samples=1" },
  request: {
    ...{ problem: "What?", samples: 1, tirShare: 1, temperature: 0.6, topP: 0.95, seed: 9 },
    ...{ maxTokens: 50, forcedAnswerTokens: 5, codeExecutions: 2 },
    codeLimits: { seconds: 1, characters: 10 },
    budget: { seconds: null, tokens: null },
    ...{ select: "weighted", comparisons: 4, comparisonTokens: 10 },
  },
  withoutPython: false,
  engine: info,
  source: { kind: "demo" },
  ...{ state: "running", failure: null, answer: null, tokens: 1, seconds: 51, batches: 1 },
};

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

/** A history of one run that was cut off. */
function fakeJournal() {
  const recorded: RunEvent[] = [];
  const begun: BegunRun[] = [];
  const failures: string[] = [];
  const recorder: RunRecorder = {
    id: "r1",
    record: (event) => void recorded.push(event),
    fail: (message) => void failures.push(message),
  };
  return {
    ...{ recorded, begun, failures },
    record(run: BegunRun) {
      begun.push(run);
      return recorder;
    },
    resume: vi.fn(
      async (_id: string): Promise<ResumedRun> => ({
        record: cutOff,
        saved: [started, text("four")].map((event, index) => ({ seconds: 50 + index, event })),
        recorder,
      }),
    ),
  };
}

/** A store whose ports the test answers by hand. */
function setUp() {
  const loads: Array<
    Deferred<Engine> & {
      onProgress: (progress: LoadProgress) => void;
      onInfo: (info: EngineInfo | null) => void;
    }
  > = [];
  const sources: EngineSource[] = [];
  const requests: RunRequest[] = [];
  const saves: SavedRun[] = [];
  const journal = fakeJournal();
  const python = deferred<void>();
  const blocks = { run: (): Promise<PythonResult> => Promise.reject(new Error("unused")) };
  const unloaded = vi.fn();
  let loseEngine = () => {};
  let lastSameAnswer: SameAnswer = async () => false;
  let events: (request: RunRequest, signal: AbortSignal) => AsyncIterable<RunEvent> =
    async function* () {
      yield started;
      yield text("four");
      yield { kind: "finished", outcome };
    };
  const ports: SolverPorts = {
    loadEngine(source, onProgress, _signal, _onNotice, onInfo) {
      sources.push(source);
      const load = { ...deferred<Engine>(), onProgress, onInfo };
      loads.push(load);
      return load.promise;
    },
    createPython: () => ({
      warmUp: () => python.promise,
      openSession: async () => ({
        run: () => blocks.run(),
        close: async () => {},
      }),
      close: async () => {},
    }),
    // Its packages never come.
    createSameAnswer: () => () => new Promise(() => {}),
    journal,
    runProblem({ sameAnswer, onEngineLost }, request, signal, saved) {
      loseEngine = onEngineLost ?? (() => {});
      requests.push(request);
      saves.push(saved);
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
    sources,
    requests,
    saves,
    journal,
    python,
    blocks,
    unloaded,
    engine,
    /** As the last run tells that the engine is gone. */
    loseEngine: () => loseEngine(),
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
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

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

  it("that was lost is not said to be ready while it is loaded again", async () => {
    const { store, loads, ready, loseEngine } = setUp();
    await ready();
    const [load] = loads;
    load?.onInfo(null);
    expect(store.getState().engine).toMatchObject({ kind: "ready", reloading: true });
    load?.onInfo(info);
    expect(store.getState().engine).toEqual({ kind: "ready", source: { kind: "demo" }, info });
    // It can't be loaded again: the next run tries.
    store.solve(problem);
    await settle();
    load?.onInfo(null);
    loseEngine();
    expect(store.getState().engine).toEqual({ kind: "ready", source: { kind: "demo" }, info });
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
      // The demonstration model votes better than it compares.
      select: "weighted",
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

  it("that is stopped does not wait for answers to be compared: those have no verdict", async () => {
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
    expect(store.getState().run).toMatchObject({ outcome: { answer: "null" } });
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

  it("is not begun for a problem that is too long, in words that say by how much", () => {
    const { store, requests } = setUp();
    store.chooseEngine({ kind: "demo" });
    store.solve(asked({}, "x".repeat(12_037)));
    expect(store.getState()).toMatchObject({
      run: { kind: "idle" },
      rejection: expect.stringContaining("Shorten it by 2,037"),
    });
    expect(requests).toEqual([]);
  });

  it("is of the problem without control characters and lone surrogates", () => {
    const { store } = setUp();
    store.chooseEngine({ kind: "demo" });
    store.solve(asked({}, " 1\u0000+\r\n\ud8001 "));
    expect(store.getState().run).toMatchObject({ facts: { problem: "1+\n\u{fffd}1" } });
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
  it("starts while the engine is loaded", async () => {
    const { store, python } = setUp();
    expect(store.getState().engine.kind).toBe("loading");
    expect(store.getState().python.kind).toBe("starting");
    python.resolve();
    await settle();
    expect(store.getState().python.kind).toBe("ready");
  });

  it("that is missing leaves a run as it was asked for, and is tried again", async () => {
    const { store, requests, ready, python } = setUp();
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    python.reject(new PythonUnavailableError("No files."));
    await ready();
    expect(store.getState().python).toEqual({ kind: "unavailable", message: "No files." });
    expect(warn).toHaveBeenCalledWith("No files.");
    store.solve(problem);
    expect(store.getState().python.kind).toBe("starting");
    await settle();
    expect(requests[0]?.tirShare).toBe(1);
    expect(store.getState().run).toMatchObject({ facts: { mode: "tir", withoutPython: false } });
  });

  it("is not tried again for a run that does without", async () => {
    const { store, ready, python } = setUp();
    vi.spyOn(console, "warn").mockImplementation(() => {});
    python.reject(new PythonUnavailableError("No files."));
    await ready();
    store.solve(asked({ mode: "cot" }));
    await settle();
    expect(store.getState().python.kind).toBe("unavailable");
  });

  const limits = { seconds: 1, characters: 10 };
  const { signal } = new AbortController();
  const printed = { status: "completed", stdout: "", stderr: "", seconds: 0 } as const;

  it("is ready once a call has succeeded, whatever became of its start", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    for (const late of [false, true]) {
      const { store, ready, python, blocks } = setUp();
      blocks.run = async () => printed;
      const fail = () => python.reject(new PythonUnavailableError("it took too long."));
      if (!late) fail();
      await ready();
      const session = await store.openPythonSession();
      await session.run("1", limits, signal);
      expect(store.getState().python.kind).toBe("ready");
      if (late) fail();
      await settle();
      expect(store.getState().python.kind).toBe("ready");
    }
  });

  it("is unavailable when a call could not start it, and ready after one that could", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { store, ready, python, blocks } = setUp();
    python.resolve();
    await ready();
    const session = await store.openPythonSession();
    blocks.run = async () => {
      throw new PythonUnavailableError("No files.");
    };
    await expect(session.run("1", limits, signal)).rejects.toThrow(PythonUnavailableError);
    expect(store.getState().python).toEqual({ kind: "unavailable", message: "No files." });
    blocks.run = async () => printed;
    await session.run("1", limits, signal);
    expect(store.getState().python.kind).toBe("ready");
  });
});

describe("the history", () => {
  it("gets what a run was asked, and all its events", async () => {
    const { store, ready, journal } = setUp();
    await ready();
    store.solve(asked({ samples: "2", mode: "cot" }));
    await settle();
    expect(journal.begun).toMatchObject([
      {
        request: { problem: "2+2?", samples: 2, tirShare: 0 },
        settings: "samples=2&mode=cot",
        ...{ withoutPython: false, engine: info, source: { kind: "demo" } },
      },
    ]);
    expect(journal.recorded).toEqual([started, text("four"), { kind: "finished", outcome }]);
    expect(store.getState().run).toMatchObject({ facts: { historyId: "r1" } });
  });

  it("is told when a run fails, and gets the end of one that was given up for another", async () => {
    const { store, ready, setEvents, journal } = setUp();
    await ready();
    setEvents(async function* () {
      yield started;
      throw new EngineError("The worker crashed.");
    });
    store.solve(problem);
    await settle();
    expect(journal.failures).toEqual(["The worker crashed."]);
    setEvents(async function* (_request, signal) {
      yield started;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield { kind: "finished", outcome: stopped };
    });
    store.solve(problem);
    await settle();
    store.solve(problem);
    await settle();
    expect(journal.recorded).toContainEqual({ kind: "finished", outcome: stopped });
  });

  it("takes up a run that was cut off, where it stood", async () => {
    const { store, ready, requests, saves, journal, setEvents } = setUp();
    await ready();
    const held = deferred<void>();
    setEvents(async function* () {
      yield text(" and more");
      await held.promise;
      yield { kind: "finished", outcome };
    });
    store.resume(cutOff);
    await vi.waitFor(() => expect(journal.recorded).toEqual([text(" and more")]));
    expect(saves[0]?.map(({ seconds }) => seconds)).toEqual([50, 51]);
    expect(requests[0]).toMatchObject({
      ...cutOff.request,
      stopping: { decide: expect.anything() },
    });
    await vi.waitFor(() =>
      expect(store.getState().run).toMatchObject({
        kind: "running",
        facts: { problem: "What?", seed: 9, historyId: "r1" },
        view: { samples: [{ transcript: { parts: [{ text: "four and more" }] } }] },
      }),
    );
    held.resolve();
    await settle();
    expect(store.getState().run).toMatchObject({ kind: "finished" });
  });

  it("loads the model of that run first", async () => {
    const { store, ready, loads, sources, engine } = setUp();
    await ready();
    store.resume({ ...cutOff, source: { kind: "stored", id: "big", title: "Big" } });
    expect(sources.at(-1)).toEqual({ kind: "stored", id: "big", title: "Big" });
    expect(store.getState().run.kind).toBe("waiting");
    loads.at(-1)?.resolve(engine);
    await settle();
    expect(store.getState().run.kind).toBe("finished");
  });

  it("says why a run can't be taken up, and keeps what was there", async () => {
    const { store, ready, journal } = setUp();
    await ready();
    store.solve(problem);
    await settle();
    store.resume({
      ...cutOff,
      source: { kind: "file", name: "x.gguf" },
      engine: { ...info, modelName: "x.gguf" },
    });
    await settle();
    expect(store.getState()).toMatchObject({
      run: { kind: "finished", facts: { problem: "2+2?" } },
      rejection: expect.stringContaining("begun with x.gguf"),
    });
    expect(journal.resume).not.toHaveBeenCalled();
    journal.resume.mockRejectedValueOnce(new RunElsewhereError("Look there."));
    store.resume(cutOff);
    await settle();
    expect(store.getState()).toMatchObject({ run: { kind: "finished" }, rejection: "Look there." });
  });
});
