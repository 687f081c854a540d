import type { FormatName } from "./convert/format";
import type { ConversionPlan } from "./convert/plan-conversion";
import type { ModelDescription } from "./model-description";
import type { StoredModel } from "./store/model-store";

/** What is being done with a model, in this tab or another one. */
export type ModelActivity =
  | { readonly kind: "idle" }
  | {
      readonly kind: "downloading";
      readonly loadedBytes: number;
      /** Null until a server has told. */
      readonly totalBytes: number | null;
      /** Over the last seconds; null at first. */
      readonly bytesPerSecond: number | null;
      /** Another tab does it and this one watches. */
      readonly elsewhere: boolean;
      /** Why nothing comes at the moment ("offline", "the server is busy, again in 12 s"); else null. */
      readonly waiting: string | null;
    }
  | {
      readonly kind: "verifying" | "importing" | "exporting" | "converting";
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly elsewhere: boolean;
    }
  /** Ended early; what is stored stays. */
  | { readonly kind: "stopped"; readonly problem: ModelProblem };

/** Why something ended early: an error of `errors.ts`, as data. */
export interface ModelProblem {
  /** The error's class name. */
  readonly name: string;
  /** In plain words: what happened and what to do next. */
  readonly message: string;
  /** Bytes to free first; only with `StorageFullError`. */
  readonly missingBytes: number | null;
}

/** What is converted: a model in the store, or files of a person's, which stay where they are. */
export type ConversionInput =
  | { readonly storedId: string }
  /** Of one model, with a name for it where the files don't say. */
  | { readonly files: readonly File[]; readonly title: string };

export interface ModelStatus {
  readonly model: StoredModel;
  readonly storedBytes: number;
  readonly activity: ModelActivity;
}

export interface StorageFacts {
  /** Bytes of this site, as the browser estimates; null where it doesn't say. */
  readonly usedBytes: number | null;
  /** Bytes this site may use in all. */
  readonly quotaBytes: number | null;
  /** Whether the browser promised not to evict; null where it can't tell. */
  readonly persisted: boolean | null;
}

export type LibraryState =
  | { readonly kind: "opening" }
  /** No model can be stored here; the app works without. */
  | { readonly kind: "unavailable"; readonly problem: ModelProblem }
  | {
      readonly kind: "open";
      readonly models: readonly ModelStatus[];
      readonly storage: StorageFacts;
    };

/**
 * The stored models of this site and what is done with them, for the page. The work itself runs in
 * a worker; state is the same in all tabs. Methods that start work resolve when it has ended, and
 * also show in the state; they reject with the errors of `errors.ts`.
 */
export interface ModelLibrary {
  getState(): LibraryState;
  subscribe(listener: () => void): () => void;
  /** What an address holds: asks the server for size, kind and hash; downloads no weights. */
  inspect(url: string, signal: AbortSignal): Promise<ModelDescription>;
  /** Starts a download, or goes on with it. Call it on a click: asks for lasting storage too. */
  download(model: ModelDescription): Promise<void>;
  /** Stops a download, also another tab's; what came stays. */
  pause(id: string): void;
  /** Deletes a model, whole or not; a download of it ends first. */
  delete(id: string): Promise<void>;
  /** Hashes everything again; a broken piece is fetched again, alone, where there is an address. */
  verify(id: string): Promise<void>;
  /** Copies a file from disk into the store. */
  importFile(file: File, signal: AbortSignal): Promise<StoredModel>;
  /** A file of the whole model, lying on disk, to be saved by the page: nothing is copied to memory. */
  exportFile(id: string): Promise<{ readonly name: string; readonly bytes: Blob }>;
  /** Discards what came of a file that changed on the server, and starts again. */
  restart(id: string): Promise<void>;
  /** What a model can be converted to for the GPU engine; reads only the files' beginnings. */
  planConversion(input: ConversionInput): Promise<ConversionPlan>;
  /** Stores a converted copy of a model. `pause` with the copy's id ends it; nothing stays then. */
  convert(input: ConversionInput, format: FormatName): Promise<StoredModel>;
}
