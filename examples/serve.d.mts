export interface ExampleOptions {
  /** Address of the solver's folder. */
  readonly solver: string;
  /** Of the pages. @default the examples */
  readonly folder?: string;
  /** @default 0: a free one */
  readonly port?: number;
  /** Pages that are in no file. */
  readonly page?: (path: string) => string | undefined;
}

export interface ExampleHost {
  /** Ends in "/". */
  readonly url: string;
  close(): void;
}

/** Serves example pages with the solver's address put in. */
export function serveExamples(options: ExampleOptions): Promise<ExampleHost>;
