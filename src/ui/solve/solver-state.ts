import type { EngineInfo } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import type { Mode, SampleOutcome } from "../../solver/sample-events";
import type { Progress } from "./progress";
import type { Transcript } from "./transcript";

/** How much of a model has come. */
export interface ModelProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number | null;
}

export type EngineState =
  | {
      readonly kind: "loading";
      readonly source: EngineSource;
      /** Null before and after the transfer: the model is being prepared. */
      readonly progress: ModelProgress | null;
    }
  | { readonly kind: "ready"; readonly source: EngineSource; readonly info: EngineInfo }
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
  readonly mode: Mode;
  /** True where Python was wanted and could not be had. */
  readonly withoutPython: boolean;
  readonly seed: number;
  /** `performance.now()` when the model began; null while it loads. */
  readonly startedAt: number | null;
  readonly engine: EngineInfo | null;
}

export interface RunWork {
  readonly transcript: Transcript;
  readonly progress: Progress;
}

export type RunState =
  | { readonly kind: "idle" }
  /** The model is still loading. */
  | { readonly kind: "waiting"; readonly facts: RunFacts }
  | ({ readonly kind: "running"; readonly facts: RunFacts; readonly stopping: boolean } & RunWork)
  | ({
      readonly kind: "finished";
      readonly facts: RunFacts;
      readonly outcome: SampleOutcome;
    } & RunWork)
  /** `seconds` is the time until it failed. */
  | ({
      readonly kind: "failed";
      readonly facts: RunFacts;
      readonly message: string;
      readonly seconds: number;
    } & RunWork);

export interface SolverState {
  readonly engine: EngineState;
  readonly python: PythonState;
  /** Packages that could not be had, in plain words. */
  readonly pythonNotices: readonly string[];
  readonly run: RunState;
}

/** True while Solve is Stop. */
export function isActive(run: RunState): boolean {
  return run.kind === "waiting" || run.kind === "running";
}
