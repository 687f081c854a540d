import type { Engine, EngineInfo } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import { EngineError } from "../../engine/errors";
import type { LoadProgress } from "../../engine/wllama/model-file";
import { JournalError } from "../../journal/errors";
import type { Journal } from "../../journal/journal";
import type { RunRecord, SavedSource } from "../../journal/run-record";
import type { RunRecorder } from "../../journal/run-writer";
import { ModelError } from "../../models/errors";
import {
  type Python,
  type PythonSession,
  PythonUnavailableError,
} from "../../python/python-session";
import { abortable } from "../../solver/abortable";
import type { SameAnswer } from "../../solver/equality";
import { createPatientEquality, type PatientEquality } from "../../solver/patient-equality";
import { EmptyProblemError } from "../../solver/prompt";
import type { RunPorts } from "../../solver/run";
import type { RunEvent, RunRequest } from "../../solver/run-events";
import { checkRunRequest, RunRequestError } from "../../solver/run-request";
import { type SavedRun, savedSeconds } from "../../solver/saved-run";
import type { StoppingRule } from "../../solver/stopping/rule";
import { effortStopping } from "./effort";
import { endingSoon } from "./ending-soon";
import { createFrameBatch } from "./frame-batch";
import { makeRequest } from "./make-request";
import { readFields } from "./problem-link";
import { checkProblemLength, cleanProblem } from "./problem-text";
import { readSavedRun, recordedFacts } from "./recorded-run";
import { closeRun, emptyRun, readRunEvent } from "./run-view";
import {
  automaticSettings,
  defaultSettings,
  readValues,
  type SettingValues,
  type SolveSettings,
} from "./settings";
import { readSettings, writeSettings } from "./settings-link";
import { isActive, type RunFacts, type RunState, type SolverState } from "./solver-state";
import { stoppingRule } from "./stopping-choice";
import { watchPython } from "./watch-python";

/** Python that can be started ahead of its first block. */
export interface WarmPython extends Python {
  warmUp(): Promise<void>;
}

/** What the store works with; tests hand in others. */
export interface SolverPorts {
  loadEngine(
    source: EngineSource,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
    onNotice: (message: string) => void,
    onInfo: (info: EngineInfo | null) => void,
  ): Promise<Engine>;
  /** @param onNotice told, in plain words, of packages that could not be had */
  createPython(onNotice: (message: string) => void): WarmPython;
  /**
   * How answers are compared; may use a Python session of its own.
   * @param onNotice told, in plain words, of what it must do without
   */
  createSameAnswer(python: Python, onNotice: (message: string) => void): SameAnswer;
  runProblem(
    ports: RunPorts,
    request: RunRequest,
    signal: AbortSignal,
    saved: SavedRun,
  ): AsyncIterable<RunEvent>;
  /** Where runs are kept. */
  readonly journal: Pick<Journal, "record" | "resume">;
}

export interface SolveOptions {
  readonly problem: string;
  /** Without a seed: 1 for a problem's first run, then the next. */
  readonly settings: SolveSettings;
}

export interface SolverStore {
  getState(): SolverState;
  subscribe(listener: () => void): () => void;
  /** Loads another engine; the one before and its run end. */
  chooseEngine(source: EngineSource): void;
  startPython(): void;
  /** A Python session apart from any run, for a person's own code. */
  openPythonSession(): Promise<PythonSession>;
  /**
   * Begins a run; one under way ends. Waits for the model where it still loads. What can't be done
   * as asked is not begun, `rejection` says why, and what was there stays.
   */
  solve(options: SolveOptions): void;
  /**
   * Goes on with a run of the history that was cut off, with the model that it began with. A run under
   * way is left alone. `rejection` says why it can't be done.
   */
  resume(record: RunRecord): void;
  /** The person is mending what was wrong. */
  dismissRejection(): void;
  stop(): void;
}

interface Plan {
  readonly facts: RunFacts;
  readonly values: SettingValues;
}

interface Loading {
  readonly abort: AbortController;
  readonly engine: Promise<Engine>;
  /** It fell silent, or has died. */
  lost: boolean;
}

/** A run that can begin, or go on. */
interface Beginning {
  readonly facts: RunFacts;
  readonly request: RunRequest;
  readonly saved: SavedRun;
  readonly recorder: RunRecorder;
}

/** The state of the solve screen, apart from React. */
export function createSolverStore(ports: SolverPorts): SolverStore {
  const listeners = new Set<() => void>();
  let state: SolverState = {
    engine: { kind: "loading", source: { kind: "demo" }, progress: null },
    python: { kind: "idle" },
    pythonNotices: [],
    engineNotices: [],
    run: { kind: "idle" },
    rejection: null,
  };
  let loading: Loading | null = null;
  let python: WarmPython | null = null;
  let judge: PatientEquality | null = null;
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
    const onProgress = (progress: LoadProgress) => {
      const whole = isWhole(progress);
      if (state.engine.kind === "loading") {
        setEngine({ kind: "loading", source, progress: whole ? null : progress });
      }
    };
    setEngine({ kind: "loading", source, progress: null });
    set({ engineNotices: [] });
    // What was said of the missing engine is no longer true.
    if (state.run.kind === "failed" && state.run.facts.engine === null) {
      set({ run: { kind: "idle" } });
    }
    const onNotice = (message: string) => {
      if (!abort.signal.aborted) set({ engineNotices: [...state.engineNotices, message] });
    };
    // A lost GPU leaves room for less, and at last the CPU goes on.
    const onInfo = (info: EngineInfo | null) => {
      if (info) setEngine({ kind: "ready", source, info });
      else if (state.engine.kind === "ready") setEngine({ ...state.engine, reloading: true });
    };
    const engine = ports.loadEngine(source, onProgress, abort.signal, onNotice, onInfo);
    loading = { abort, engine, lost: false };
    // Python's start, and sympy's import, are done with before the model is there.
    if (state.python.kind === "idle") startPython();
    engine.then(
      ({ info }) => {
        setEngine({ kind: "ready", source, info });
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
        pythonWorks,
        // A run may have got it to work meanwhile.
        (error: unknown) => state.python.kind === "starting" && pythonUnavailable(error),
      );
  }

  function pythonWorks(): void {
    if (state.python.kind !== "ready") set({ python: { kind: "ready" } });
  }

  function pythonUnavailable(error: unknown): void {
    const message = explain(error);
    // For who hosts the app; visitors are told what they can do themselves.
    console.warn(message);
    set({ python: { kind: "unavailable", message } });
  }

  function thePython(): WarmPython {
    python ??= watchPython(ports.createPython(addNotice), {
      onWorks: pythonWorks,
      onUnavailable: pythonUnavailable,
    });
    return python;
  }

  function addNotice(message: string): void {
    if (state.pythonNotices.includes(message)) return;
    set({ pythonNotices: [...state.pythonNotices, message] });
  }

  function solve(asked: SolveOptions): void {
    const options = { ...asked, problem: cleanProblem(asked.problem) };
    const plan = planOf(options);
    if (!plan) return;
    renewEngine();
    // A run is the moment to try again; its samples do, too.
    if (plan.facts.mode !== "cot" && state.python.kind === "unavailable") startPython();
    void run(plan.facts, (engine) => begin(engine, plan, options));
  }

  function resume(record: RunRecord): void {
    if (isActive(state.run)) return;
    const source = engineSource(record.source);
    const { engine } = state;
    if (source && !isSame(source, engine.source)) chooseEngine(source);
    else renewEngine();
    set({ rejection: null });
    void run(recordedFacts(record), (engine) => goOn(engine, record));
  }

  /** A run is the moment to load again what could not be loaded, or is gone. */
  function renewEngine(): void {
    if (loading?.lost || state.engine.kind === "error") chooseEngine(state.engine.source);
  }

  /** What it still does is ended; the next run loads it again. */
  function giveUpEngine(one: Loading | null): void {
    if (!one || one.lost) return;
    one.lost = true;
    const { engine } = state;
    // Until then it is not loaded any further.
    if (one === loading && engine.kind === "ready" && engine.reloading) {
      set({ engine: { kind: "ready", source: engine.source, info: engine.info } });
    }
    one.engine.then((engine) => engine.unload()).catch(() => {});
  }

  /** Null, and a rejection, for what can't be done as asked. */
  function planOf(options: SolveOptions): Plan | null {
    const { engine } = state;
    // A model that still loads is asked when it is there.
    const info = engine.kind === "ready" ? engine.info : null;
    try {
      checkProblemLength(options.problem);
      const values = readValues(options.settings);
      const facts = factsOf(options, values, info);
      if (info) checkRunRequest(makeRequest(facts, values, info));
      set({ rejection: null });
      return { facts, values };
    } catch (error) {
      if (!isRejection(error)) throw error;
      set({ rejection: error.message });
      return null;
    }
  }

  function factsOf(
    { problem, settings }: SolveOptions,
    values: SettingValues,
    info: EngineInfo | null,
  ): RunFacts {
    const automatic = automaticSettings(state.engine.source, info, settings);
    return {
      id: runs,
      problem,
      samples: values.samples ?? automatic.samples,
      mode: settings.mode ?? automatic.mode,
      genselect: settings.genselect ?? automatic.genselect,
      withoutPython: false,
      seed: values.seed ?? nextSeed(state.run, problem),
      startedAt: null,
      engine: null,
      request: null,
    };
  }

  /** What the page chooses depends on the model, which may not have been there before. */
  function begin({ info }: Engine, { facts, values }: Plan, options: SolveOptions): Beginning {
    const { samples, mode, genselect } = factsOf(options, values, info);
    const chosen = { ...facts, samples, mode, genselect };
    const request = makeRequest(chosen, values, info);
    checkRunRequest(request);
    const recorder = ports.journal.record({
      ...{ request, withoutPython: false, engine: info, source: state.engine.source },
      settings: writeSettings(options.settings),
    });
    return { facts: { ...chosen, request }, request, saved: [], recorder };
  }

  /** @throws {@link RunRequestError} where it is another model */
  async function goOn({ info }: Engine, { id, engine }: RunRecord): Promise<Beginning> {
    if (info.modelName !== engine.modelName) {
      throw new RunRequestError(
        `This run was begun with ${engine.modelName}, and can go on only with it. Choose it under ` +
          "Model, then continue the run.",
      );
    }
    const { record, saved, recorder } = await ports.journal.resume(id);
    const request = { ...record.request, stopping: savedStopping(record) };
    checkRunRequest(request);
    return { facts: recordedFacts(record), request, saved, recorder };
  }

  /** @param start called when the model is there */
  async function run(
    waiting: RunFacts,
    start: (engine: Engine) => Beginning | Promise<Beginning>,
  ): Promise<void> {
    running?.abort();
    const abort = new AbortController();
    running = abort;
    runs += 1;
    const before = state.run;
    let view = emptyRun;
    let begun = { ...waiting, id: runs };
    let recorder: RunRecorder | null = null;
    // A run that was given up for another one has no say any more.
    const isCurrent = () => running === abort;
    const show = (run: RunState) => {
      if (isCurrent()) set({ run });
    };
    const stopping = () => abort.signal.aborted;
    const batch = createFrameBatch(() =>
      show({ kind: "running", facts: begun, stopping: stopping(), view }),
    );
    try {
      show({ kind: "waiting", facts: begun });
      const used = loading;
      const onEngineLost = () => giveUpEngine(used);
      const engine = await abortable(abort.signal, loadedEngine);
      const { facts, request, saved, ...beginning } = await abortable(
        abort.signal,
        async () => start(engine),
        (late) => late.recorder.fail(stoppedMeanwhile),
      );
      recorder = beginning.recorder;
      const startedAt = performance.now() - savedSeconds(saved) * 1000;
      const { info } = engine;
      begun = { ...facts, id: begun.id, startedAt, engine: info, historyId: recorder.id };
      view = readSavedRun(saved, startedAt);
      show({ kind: "running", facts: begun, stopping: stopping(), view });
      const { signal } = abort;
      const runPorts = { ...portsOf(engine, signal), onEngineLost };
      const events = ports.runProblem(runPorts, request, signal, saved);
      for await (const event of endingSoon(events, signal, onEngineLost)) {
        recorder.record(event);
        view = readRunEvent(view, event, performance.now());
        if (event.kind === "finished") {
          show({ kind: "finished", facts: begun, view, outcome: event.outcome });
          return;
        }
        batch.request();
      }
      throw new EngineError("The run ended without a reason. Solve again.");
    } catch (error) {
      recorder?.fail(explain(error));
      if (isRejection(error) && isCurrent()) set({ run: before, rejection: error.message });
      else if (begun.startedAt === null && stopping()) show({ kind: "idle" });
      else {
        const seconds = (performance.now() - (begun.startedAt ?? performance.now())) / 1000;
        view = closeRun(view);
        show({ kind: "failed", facts: begun, view, message: explain(error), seconds });
      }
    } finally {
      batch.cancel();
      if (isCurrent()) running = null;
    }
  }

  function portsOf(engine: Engine, signal: AbortSignal): RunPorts {
    judge ??= createPatientEquality(() => ports.createSameAnswer(thePython(), addNotice));
    return { engine, python: thePython(), sameAnswer: judge.until(signal) };
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
    openPythonSession: () => thePython().openSession(),
    solve,
    resume,
    dismissRejection() {
      if (state.rejection !== null) set({ rejection: null });
    },
    stop() {
      running?.abort();
      if (state.run.kind === "running") set({ run: { ...state.run, stopping: true } });
    },
  };
}

/** Null for what can't be loaded again without the person: a file, a server's key. */
/** What follows the transfer can't be counted. */
function isWhole(progress: LoadProgress): boolean {
  if ("share" in progress) return progress.share >= 1;
  return progress.totalBytes !== null && progress.loadedBytes >= progress.totalBytes;
}

function engineSource(source: SavedSource): EngineSource | null {
  return source.kind === "demo" || source.kind === "stored" ? source : null;
}

/** The history keeps a rule as it stood in the form. */
function savedStopping({ settings }: RunRecord): StoppingRule {
  const { stopping, effort } = readSettings(readFields(settings)) ?? defaultSettings;
  return stoppingRule(stopping ?? effortStopping(effort));
}

function isSame(one: EngineSource, other: EngineSource): boolean {
  if (one.kind === "stored" && other.kind === "stored") return one.id === other.id;
  return one.kind === other.kind;
}

function nextSeed(before: RunState, problem: string): number {
  if (before.kind === "idle" || before.facts.problem !== problem) return 1;
  return (before.facts.seed + 1) % 2 ** 32;
}

/** Of a run of the history that was stopped before it went on. */
const stoppedMeanwhile = "The run was stopped before it could go on. Continue it to try again.";

/** True for what a person can mend in the form, and for a run that can't be taken up again. */
function isRejection(error: unknown): error is RunRequestError | EmptyProblemError | JournalError {
  const kinds = [RunRequestError, EmptyProblemError, JournalError];
  return kinds.some((kind) => error instanceof kind);
}

/** Our own errors say what to do; others are a fault of the app. */
function explain(error: unknown): string {
  const known = [EngineError, ModelError, PythonUnavailableError];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  return `Something went wrong in this page (${detail}). Reload it and try again.`;
}
