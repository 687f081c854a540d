import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Engine, EngineInfo } from "../../../src/engine/engine";
import type { EngineSource } from "../../../src/engine/engine-source";
import { EngineError, ModelLoadError } from "../../../src/engine/errors";
import { PythonUnavailableError } from "../../../src/python/python-session";
import type { SampleEvent, SampleOutcome, SampleRequest } from "../../../src/solver/sample-events";
import type { ModelProgress } from "../../../src/ui/solve/solver-state";
import { createSolverStore, type SolverPorts } from "../../../src/ui/solve/solver-store";

const info: EngineInfo = {
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

const outcome: SampleOutcome = {
  ending: "answered",
  answer: "4",
  text: "",
  generatedTokens: 3,
  prefilledTokens: 0,
  prefilledAfterOutput: 0,
  cachedTokens: 0,
  codeCalls: 0,
  seconds: 1,
  codeSeconds: 0,
};

const text = (text: string): SampleEvent => ({ kind: "text", text, logprob: null });
const problem = { problem: "2+2?", mode: "tir", seed: null } as const;
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
  const requests: SampleRequest[] = [];
  const python = deferred<void>();
  const unloaded = vi.fn();
  let events: (request: SampleRequest, signal: AbortSignal) => AsyncIterable<SampleEvent> =
    async function* () {
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
    runSample(_ports, request, signal) {
      requests.push(request);
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
      mode: "tir",
      maxTokens: 4096,
      codeExecutions: 8,
      sampling: { temperature: 0.6, topP: 0.95, seed: 1 },
    });
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
    const { store, loads } = setUp();
    store.solve(problem);
    loads[0]?.reject(new ModelLoadError("The file is damaged."));
    await settle();
    expect(store.getState().run).toMatchObject({ kind: "failed", message: "The file is damaged." });
  });

  it("keeps its text when it is stopped, and when it fails", async () => {
    const { store, ready, setEvents } = setUp();
    await ready();
    setEvents(async function* (_request, signal) {
      yield text("some text");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield { kind: "finished", outcome: { ...outcome, ending: "stopped", answer: null } };
    });
    store.solve(problem);
    await settle();
    store.stop();
    expect(store.getState().run).toMatchObject({ kind: "running", stopping: true });
    await settle();
    const kept = { transcript: { parts: [{ text: "some text" }] } };
    expect(store.getState().run).toMatchObject({ kind: "finished", ...kept });
    setEvents(async function* () {
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
      yield { kind: "finished", outcome: { ...outcome, ending: "stopped", answer: null } };
    });
    store.solve(problem);
    await settle();
    store.chooseEngine(server);
    await settle();
    expect(store.getState().run).toMatchObject({
      kind: "finished",
      outcome: { ending: "stopped" },
    });
  });

  it("takes the next seed for the same problem, and the one that is asked for", async () => {
    const { store, requests, ready } = setUp();
    await ready();
    for (const options of [
      problem,
      problem,
      { ...problem, seed: 7 },
      { ...problem, problem: "x" },
    ]) {
      store.solve(options);
      await settle();
    }
    expect(requests.map(({ sampling }) => sampling.seed)).toEqual([1, 2, 7, 1]);
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
    expect(requests[0]?.mode).toBe("cot");
    expect(store.getState().run).toMatchObject({ facts: { withoutPython: true } });
  });
});
