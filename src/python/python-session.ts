/** The Python port: one session per sample, state kept between blocks. */

export interface PythonLimits {
  /** Wall time of one block; the clock starts when the code starts. */
  readonly seconds: number;
  /** stdout and stderr are each cut after this many characters. */
  readonly characters: number;
}

/** A picture that a block drew. It is for the person: the model reads text only. */
export interface Figure {
  /** Base64. */
  readonly png: string;
  readonly width: number;
  readonly height: number;
  /** What it shows, for who can't see it. */
  readonly alt: string;
}

export interface PythonResult {
  /** `raised`: the code threw, its traceback is in `stdout`. `timed-out`: it was stopped. */
  readonly status: "completed" | "raised" | "timed-out";
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  readonly figures?: readonly Figure[];
}

export interface PythonSession {
  /**
   * Runs one block as a cell of a notebook. Errors in the code are results, not exceptions.
   * @throws {@link PythonUnavailableError} when no interpreter can be started
   */
  run(code: string, limits: PythonLimits, signal: AbortSignal): Promise<PythonResult>;
  close(): Promise<void>;
}

/** Opens sessions. The interpreter may start only when a session runs its first block. */
export interface Python {
  openSession(): Promise<PythonSession>;
  close(): Promise<void>;
}

/** Python itself could not be started; `message` says why and what to do. */
export class PythonUnavailableError extends Error {
  override name = "PythonUnavailableError";
}
