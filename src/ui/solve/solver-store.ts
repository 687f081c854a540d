import type { Engine } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import { AbortedError, EngineError } from "../../engine/errors";
import { type Python, PythonUnavailableError } from "../../python/python-session";
import openmath from "../../solver/openmath.json";
import type { Mode, SampleEvent, SampleRequest } from "../../solver/sample-events";
import { createFrameBatch } from "./frame-batch";
import { countEvent, noProgress } from "./progress";
import type { ModelProgress, RunFacts, RunWork, SolverState } from "./solver-state";
import { close, emptyTranscript, readEvent } from "./transcript";

/** Python that can be started ahead of its first block. */
export interface WarmPython extends Python {
  warmUp(): Promise<void>;
}

/** What the store works with; tests hand in others. */
export interface SolverPorts {
  loadEngine(
    source: EngineSource,
    onProgress: (progress: ModelProgress) => void,
    signal: AbortSignal,
  ): Promise<Engine>;
  /** @param onNotice told, in plain words, of packages that could not be had */
  createPython(onNotice: (message: string) => void): WarmPython;
  runSample(
    ports: { readonly engine: Engine; readonly python: Python },
    request: SampleRequest,
    signal: AbortSignal,
  ): AsyncIterable<SampleEvent>;
}

export interface SolveOptions {
  readonly problem: string;
  readonly mode: Mode;
  /** Null: 1 for a problem's first run, then the next. */
  readonly seed: number | null;
}

export interface SolverStore {
  getState(): SolverState;
  subscribe(listener: () => void): () => void;
  /** Loads another engine; the one before and its run end. */
  chooseEngine(source: EngineSource): void;
  startPython(): void;
  /** Begins a run; one under way ends. Waits for the model where it still loads. */
  solve(options: SolveOptions): void;
  stop(): void;
}

/** The state of the solve screen, apart from React. */
export function createSolverStore(ports: SolverPorts): SolverStore {
  const listeners = new Set<() => void>();
  let state: SolverState = {
    engine: { kind: "loading", source: { kind: "demo" }, progress: null },
    python: { kind: "idle" },
    pythonNotices: [],
    run: { kind: "idle" },
  };
  let loading: { readonly abort: AbortController; readonly engine: Promise<Engine> } | null = null;
  let python: WarmPython | null = null;
  let running: AbortController | null = null;
  let runs = 0;

  function set(change: Partial<SolverState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function chooseEngine(source: EngineSource): void {
    // The run ends by itself, with what there is.
    running?.abort();
    const before = loading;
    before?.abort.abort();
    before?.engine.then((engine) => engine.unload()).catch(() => {});
    const abort = new AbortController();
    // Late news of an engine that was given up must not change what is shown of the next one.
    const setEngine = (engine: SolverState["engine"]) => {
      if (!abort.signal.aborted) set({ engine });
    };
    const onProgress = (progress: ModelProgress) => {
      const whole = progress.totalBytes !== null && progress.loadedBytes >= progress.totalBytes;
      if (state.engine.kind === "loading") {
        setEngine({ kind: "loading", source, progress: whole ? null : progress });
      }
    };
    setEngine({ kind: "loading", source, progress: null });
    // What was said of the missing engine is no longer true.
    if (state.run.kind === "failed" && state.run.facts.engine === null) {
      set({ run: { kind: "idle" } });
    }
    const engine = ports.loadEngine(source, onProgress, abort.signal);
    loading = { abort, engine };
    engine.then(
      ({ info }) => {
        setEngine({ kind: "ready", source, info });
        if (state.python.kind === "idle") startPython();
      },
      (error: unknown) => setEngine({ kind: "error", source, message: explain(error) }),
    );
  }

  function startPython(): void {
    if (state.python.kind === "starting" || state.python.kind === "ready") return;
    set({ python: { kind: "starting" } });
    thePython()
      .warmUp()
      .then(
        () => set({ python: { kind: "ready" } }),
        (error: unknown) => set({ python: { kind: "unavailable", message: explain(error) } }),
      );
  }

  function thePython(): WarmPython {
    python ??= ports.createPython((message) => {
      if (state.pythonNotices.includes(message)) return;
      set({ pythonNotices: [...state.pythonNotices, message] });
    });
    return python;
  }

  function solve({ problem, mode, seed }: SolveOptions): void {
    running?.abort();
    const abort = new AbortController();
    running = abort;
    runs += 1;
    const withoutPython = mode === "tir" && state.python.kind === "unavailable";
    const facts: RunFacts = {
      id: runs,
      problem,
      mode: withoutPython ? "cot" : mode,
      withoutPython,
      seed: seed ?? nextSeed(state.run, problem),
      startedAt: null,
      engine: null,
    };
    void run(facts, abort);
  }

  async function run(facts: RunFacts, abort: AbortController): Promise<void> {
    let work: RunWork = { transcript: emptyTranscript, progress: noProgress };
    let begun = { ...facts };
    // A run that was given up for another one has no say any more.
    const isCurrent = () => running === abort;
    const show = (run: SolverState["run"]) => {
      if (isCurrent()) set({ run });
    };
    const stopping = () => abort.signal.aborted;
    const batch = createFrameBatch(() =>
      show({ kind: "running", facts: begun, stopping: stopping(), ...work }),
    );
    try {
      show({ kind: "waiting", facts });
      const engine = await unlessAborted(loadedEngine(), abort.signal);
      begun = { ...facts, startedAt: performance.now(), engine: engine.info };
      show({ kind: "running", facts: begun, stopping: false, ...work });
      const request = makeRequest(begun, engine);
      const events = ports.runSample({ engine, python: thePython() }, request, abort.signal);
      for await (const event of events) {
        work = {
          transcript: readEvent(work.transcript, event),
          progress: countEvent(work.progress, event, performance.now()),
        };
        if (event.kind === "finished") {
          show({ kind: "finished", facts: begun, outcome: event.outcome, ...work });
          return;
        }
        batch.request();
      }
      throw new EngineError("The model's text ended without a reason. Solve again.");
    } catch (error) {
      if (begun.startedAt === null && stopping()) show({ kind: "idle" });
      else {
        const seconds = (performance.now() - (begun.startedAt ?? performance.now())) / 1000;
        work = { ...work, transcript: close(work.transcript) };
        show({ kind: "failed", facts: begun, message: explain(error), seconds, ...work });
      }
    } finally {
      batch.cancel();
      if (isCurrent()) running = null;
    }
  }

  async function loadedEngine(): Promise<Engine> {
    if (!loading) throw new EngineError("No model is loaded. Choose one under Model.");
    return loading.engine;
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    chooseEngine,
    startPython,
    solve,
    stop() {
      running?.abort();
      if (state.run.kind === "running") set({ run: { ...state.run, stopping: true } });
    },
  };
}

function nextSeed(before: SolverState["run"], problem: string): number {
  if (before.kind === "idle" || before.facts.problem !== problem) return 1;
  return (before.facts.seed + 1) % 2 ** 32;
}

function makeRequest(facts: RunFacts, engine: Engine): SampleRequest {
  const { defaults } = openmath;
  return {
    problem: facts.problem,
    mode: facts.mode,
    sampling: { temperature: defaults.temperature, topP: defaults.topP, seed: facts.seed },
    maxTokens: Math.min(defaults.maxTokens, engine.info.contextLength),
    codeExecutions: defaults.totalCodeExecutions,
    codeLimits: {
      seconds: defaults.codeTimeoutSeconds,
      characters: defaults.maxCodeOutputCharacters,
    },
  };
}

/** What the promise gives, unless the signal fires first. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(new AbortedError("Stopped."));
    if (signal.aborted) fail();
    signal.addEventListener("abort", fail, { once: true });
  });
  return Promise.race([promise, aborted]);
}

/** Our own errors say what to do; others are a fault of the app. */
function explain(error: unknown): string {
  if (error instanceof EngineError || error instanceof PythonUnavailableError) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  return `Something went wrong in this page (${detail}). Reload it and try again.`;
}
