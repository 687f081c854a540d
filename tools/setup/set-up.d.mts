/** Something that could not be set up; `message` says what is missing and what to do. */
export interface Problem {
  readonly message: string;
  /** Tests need it. A package that only Pyodide's own distribution has is not required. */
  readonly required: boolean;
}

export interface Wheel extends PinnedFile {
  readonly source: "registry" | "pyodide";
  /** Its modules, if they aren't called as it is. */
  readonly imports?: readonly string[];
  /** Name of the file with its compiled modules. */
  readonly bytecode: string;
}

export interface CompileJob {
  readonly wheels: readonly Wheel[];
  readonly wanted: readonly Wheel[];
  readonly from: string;
  readonly to: string;
}

export interface PinnedFile {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
}

export interface JoinJob {
  readonly wheels: readonly PinnedFile[];
  readonly from: string;
  /** The file to write. */
  readonly to: string;
}

export interface SnapshotJob {
  /** Our Python files. */
  readonly shell: readonly string[];
  /** IPython's archive. */
  readonly archive: string;
  readonly wheels: readonly string[];
  readonly bytecode: readonly string[];
  /** The file to write. */
  readonly to: string;
}

export interface SetUpOptions {
  /** The repository. */
  readonly root: string;
  /** Downloads what a requirements text names into a folder; throws an Error that says why not. */
  readonly pip?: (requirements: string, folder: string) => Promise<void>;
  /** Compiles wheels into `to`; see bytecode.mjs. */
  readonly compile?: (job: CompileJob) => Promise<void>;
  /** Makes one file of IPython's wheels; see ipython.mjs. */
  readonly join?: (job: JoinJob) => Promise<void>;
  /** Makes the memory that Python begins with; see snapshot/make-snapshot.mjs. */
  readonly snapshot?: (job: SnapshotJob) => Promise<void>;
  readonly fetch?: typeof fetch;
  readonly log?: (line: string) => void;
}

/** Brings public/assets-setup to what is pinned; touches nothing that is there already. */
export function setUp(options: SetUpOptions): Promise<Problem[]>;
