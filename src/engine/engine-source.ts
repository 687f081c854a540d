/** Which engine a person wants. */
export type EngineSource =
  /** The demonstration model that comes with the app. */
  | { readonly kind: "demo" }
  /** A model in this browser's store. */
  | { readonly kind: "stored"; readonly id: string; readonly title: string }
  /** A GGUF file from the person's disk. */
  | { readonly kind: "file"; readonly file: File }
  /** A server of theirs: the problem leaves the browser. */
  | {
      readonly kind: "server";
      readonly address: string;
      /** Empty for the server's first model. */
      readonly model: string;
      /** Kept in memory only; may be empty. */
      readonly apiKey: string;
    };
