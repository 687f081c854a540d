import type { EngineInfo } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import type { LoadProgress } from "../../engine/wllama/model-file";
import type { SavedRequest } from "../../journal/run-record";
import type { RunOutcome } from "../../solver/run-events";
import type { RunView } from "./run-view";
import type { SolveMode } from "./settings";

export type EngineState =
  | {
      readonly kind: "loading";
      readonly source: EngineSource;
      /** Null before and after the transfer: the model is being prepared. */
      readonly progress: LoadProgress | null;
    }
  | {
      readonly kind: "ready";
      readonly source: EngineSource;
      readonly info: EngineInfo;
      /** It was lost, and is loaded again. */
      readonly reloading?: true;
    }
  | { readonly kind: "error"; readonly source: EngineSource; readonly message: string };

export type PythonState =
  /** Not asked for yet. */
  | { readonly kind: "idle" }
  | { readonly kind: "starting" }
  | { readonly kind: "ready" }
  | { readonly kind: "unavailable"; readonly message: string };

/** What a run was asked to do. */
export interface RunFacts {
  /** Counts up: another run is another id. */
  readonly id: number;
  readonly problem: string;
  readonly samples: number;
  readonly mode: SolveMode;
  readonly genselect: boolean;
  /** True in older runs where Python was wanted and could not be had. */
  readonly withoutPython: boolean;
  readonly seed: number;
  /** `performance.now()` when the model began; null while it loads. */
  readonly startedAt: number | null;
  readonly engine: EngineInfo | null;
  /** In full; null while the model loads. */
  readonly request: SavedRequest | null;
  /** Where it is kept in the history. */
  readonly historyId?: string;
}

export type RunState =
  | { readonly kind: "idle" }
  /** The model is still loading. */
  | { readonly kind: "waiting"; readonly facts: RunFacts }
  | {
      readonly kind: "running";
      readonly facts: RunFacts;
      readonly view: RunView;
      readonly stopping: boolean;
    }
  | {
      readonly kind: "finished";
      readonly facts: RunFacts;
      readonly view: RunView;
      readonly outcome: RunOutcome;
    }
  /** Its tab was closed or reloaded, or crashed. */
  | {
      readonly kind: "cut-off";
      readonly facts: RunFacts;
      readonly view: RunView;
      readonly seconds: number;
    }
  /** Nothing could be solved with. `seconds` is the time until it failed. */
  | {
      readonly kind: "failed";
      readonly facts: RunFacts;
      readonly view: RunView;
      readonly message: string;
      readonly seconds: number;
    };

export interface SolverState {
  readonly engine: EngineState;
  readonly python: PythonState;
  /** Packages that could not be had, in plain words. */
  readonly pythonNotices: readonly string[];
  /** What the engine did without being asked for, since it was chosen: a GPU that was lost. */
  readonly engineNotices: readonly string[];
  readonly run: RunState;
  /** Why the last run asked for was not begun, in plain words. */
  readonly rejection: string | null;
}

/** True while Solve is Stop. */
export function isActive(run: RunState): boolean {
  return run.kind === "waiting" || run.kind === "running";
}
