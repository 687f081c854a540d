/** A file of a package that will be written. */
export interface PlannedFile {
  readonly name: string;
  /** Null while it isn't known. */
  readonly bytes: number | null;
}

export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where a package is written: a folder, the model store. */
export interface PackageSink {
  /** @throws when it can't be written there, before anything is */
  begin(files: readonly PlannedFile[]): Promise<void>;
  /** The next bytes of a file. Files come one after the other; the bytes may be changed afterwards. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** All is written: only now it counts as a package. */
  finish(files: readonly WrittenFile[]): Promise<void>;
  /** Removes what was written of it. */
  discard(): Promise<void>;
}
