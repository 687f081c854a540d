import type { EngineInfo } from "../engine/engine";
import type { EngineSource } from "../engine/engine-source";
import type { RunEvent, RunRequest } from "../solver/run-events";
import type { SavedRun, Timed } from "../solver/saved-run";
import type { RunRecord } from "./run-record";
import type { RunRecorder } from "./run-writer";

/** A run that begins. */
export interface BegunRun {
  readonly request: RunRequest;
  /** The form's settings as a link holds them. */
  readonly settings: string;
  readonly withoutPython: boolean;
  readonly engine: EngineInfo;
  readonly source: EngineSource;
}

/** A run of the history, opened. */
export interface OpenedRun {
  readonly record: RunRecord;
  readonly events: readonly Timed<RunEvent>[];
}

/** A run that goes on, and who takes down how. */
export interface ResumedRun {
  readonly record: RunRecord;
  readonly saved: SavedRun;
  readonly recorder: RunRecorder;
}

/** What is known of a run without its events. */
export interface ListedRun {
  readonly record: RunRecord;
  /** `cut-off`: its tab was closed or reloaded, or crashed. */
  readonly status: "running" | "cut-off" | "finished" | "failed";
}

export type JournalState =
  | { readonly kind: "opening" }
  | { readonly kind: "unavailable"; readonly message: string }
  | {
      readonly kind: "open";
      /** The newest first. */
      readonly runs: readonly ListedRun[];
      /** Why the run that goes on is not being kept, in plain words; null while all is well. */
      readonly trouble: string | null;
    };

/** How many runs a file brought, and how many were there before. */
export interface ImportResult {
  readonly added: number;
  readonly there: number;
}

/** The history: every run with all its events, kept in this browser. Rejections are `JournalError`s. */
export interface Journal {
  getState(): JournalState;
  subscribe(listener: () => void): () => void;
  /** Looks again; what tabs tell each other does not include that one was killed. */
  refresh(): Promise<void>;
  /** Keeps a run from now on. Never throws: the run goes on where it can't be kept. */
  record(run: BegunRun): RunRecorder;
  /**
   * Takes up a run that was cut off, or failed. It must be ended, or no tab can take it up again.
   * @throws `RunElsewhereError` `RunMissingError`
   */
  resume(id: string): Promise<ResumedRun>;
  /** @throws `RunMissingError` */
  read(id: string): Promise<OpenedRun>;
  /** @param title null: it goes by its problem */
  rename(id: string, title: string | null): Promise<void>;
  pin(id: string, pinned: boolean): Promise<void>;
  /** It can be had back by `restore` until it is forgotten. */
  delete(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Removes a deleted run for good. */
  forget(id: string): Promise<void>;
  /** Runs as a JSON file. */
  export(ids: readonly string[]): Promise<string>;
  /** Adds the runs of such a file: all or none; those that are there stay. @throws `RunImportError` */
  import(text: string): Promise<ImportResult>;
}
