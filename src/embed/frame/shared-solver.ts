import type { Engine } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import { loadEngine } from "../../engine/load-engine";
import { createWorkerEngine } from "../../engine/worker/create-worker-engine";
import { createPython } from "../../python/create-python";
import type { SameAnswer } from "../../solver/equality";
import { createSameAnswer } from "../../solver/math-verify";
import { createPatientEquality } from "../../solver/patient-equality";
import { runProblem } from "../../solver/run";
import { onChosenDevice } from "../../ui/engine-choice/remembered-device";
import { isActive } from "../../ui/solve/solver-state";
import { createSolverStore, type SolverStore } from "../../ui/solve/solver-store";
import { createEngineTurn } from "./engine-turn";
import { createLentPython } from "./lent-python";
import { noJournal } from "./no-journal";

export interface SharedSolver {
  readonly store: SolverStore;
  /** Loads the model when the turn has come, unless it is there. */
  prepare(source: EngineSource): void;
  /** Ends the run, or the waiting for one. */
  stop(): void;
  /** Compares answers as the vote does, with or without a model. */
  readonly same: SameAnswer;
}

export interface SharedSolverOptions {
  /** Told the place in the queue; null when it does not wait. */
  readonly onPlace: (place: number | null) => void;
  /** The files of a model that the full app lends; null for others. */
  readonly borrowed: (
    id: string,
    onProgress: (done: number, total: number) => void,
  ) => Promise<readonly File[]> | null;
}

/**
 * The app's solver with an engine that all widgets and tabs share: one has it at a time. Who is done keeps
 * it loaded until another one waits.
 */
export function createSharedSolver({ onPlace, borrowed }: SharedSolverOptions): SharedSolver {
  let loaded: EngineSource | null = null;
  let engine: Engine | null = null;
  /** Ends the waiting, and the loading. */
  let queue = new AbortController();
  let waiting = false;
  /** The load that counts: one that was given up for another must not take its turn from it. */
  let latest: AbortSignal | null = null;

  const turn = createEngineTurn(() => {
    if (!isActive(store.getState().run)) giveUp();
  });
  let tellNotice: (message: string) => void = () => {};
  const python = createLentPython(() =>
    createPython({ onNotice: ({ message }) => tellNotice(message) }),
  );
  const store = createSolverStore({
    async loadEngine(source, onProgress, signal, onNotice, onInfo) {
      latest = signal;
      waiting = true;
      const given = AbortSignal.any([signal, queue.signal]);
      try {
        await turn.take(given, onPlace);
        waiting = false;
        python.begin();
        const files =
          source.kind === "stored"
            ? borrowed(source.id, (loadedBytes, totalBytes) =>
                onProgress({ loadedBytes, totalBytes }),
              )
            : null;
        engine = files
          ? await createWorkerEngine({
              ...{ model: await files, modelName: source.kind === "stored" ? source.title : "" },
              ...{ fitDevice: true, onProgress, onNotice, onInfo, signal: given },
            })
          : await loadEngine(onChosenDevice(source), onProgress, given, onNotice, onInfo);
        return engine;
      } catch (error) {
        if (latest === signal) giveUp();
        throw error;
      }
    },
    createPython(onNotice) {
      tellNotice = onNotice;
      return python;
    },
    createSameAnswer,
    runProblem,
    journal: noJournal,
  });

  function giveUp(): void {
    // Whatever still waits or loads.
    queue.abort();
    loaded = null;
    waiting = false;
    void engine?.unload();
    engine = null;
    python.end();
    turn.release();
  }

  const judge = createPatientEquality(() =>
    createSameAnswer(python, (message) => tellNotice(message)),
  );

  return {
    store,
    same: judge.until(new AbortController().signal),
    prepare(source) {
      if (loaded && sameSource(loaded, source)) return;
      // What was there is unloaded by the store.
      engine = null;
      queue = new AbortController();
      store.chooseEngine(source);
      loaded = source;
    },
    stop() {
      store.stop();
      // Whoever waits no more leaves the queue.
      if (waiting) queue.abort();
    },
  };
}

function sameSource(one: EngineSource, other: EngineSource): boolean {
  if (one.kind === "stored" && other.kind === "stored") return one.id === other.id;
  return one.kind === other.kind;
}
