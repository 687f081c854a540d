import type { WebLlmModel } from "./web-llm/web-llm-model";

/** Where a model is to run; `auto`: where it is fastest here. */
export type DeviceChoice = "auto" | "gpu" | "cpu";

/** Which engine a person wants. */
export type EngineSource = LocalSource | WebLlmSource | ServerSource;

/** A model on this device. */
export type LocalSource =
  /** The demonstration model that comes with the app. */
  (
    | { readonly kind: "demo" }
    /** A model in this browser's store. */
    | { readonly kind: "stored"; readonly id: string; readonly title: string }
    /** A GGUF file from the person's disk. */
    | { readonly kind: "file"; readonly file: File }
  ) & {
    /** @default "auto" */
    readonly device?: DeviceChoice;
  };

/** A person chooses where such a model runs. */
export function isLocal(source: EngineSource): source is LocalSource {
  return source.kind !== "server" && source.kind !== "web-llm";
}

/** An MLC package from elsewhere, run here by web-llm. */
export interface WebLlmSource {
  readonly kind: "web-llm";
  readonly model: WebLlmModel;
}

type ServerSource =
  /** A server of theirs: the problem leaves the browser. */
  {
    readonly kind: "server";
    readonly address: string;
    /** Empty for the server's first model. */
    readonly model: string;
    /** Kept in memory only; may be empty. */
    readonly apiKey: string;
  };
