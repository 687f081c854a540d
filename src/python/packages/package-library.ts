import type { PublishedPackage } from "./known-packages";
import type { StoredPackage } from "./stored-package";

/** What is being done for a package that was asked for. */
export type PackageActivity =
  | {
      readonly kind: "fetching";
      /** The file that comes now: the package's own, or of one that it needs. */
      readonly file: string;
      /** Of all files together. */
      readonly loadedBytes: number;
      /** Null until it is known of all files. */
      readonly totalBytes: number | null;
      readonly bytesPerSecond: number | null;
      /** Why nothing comes at the moment; else null. */
      readonly waiting: string | null;
    }
  /** Ended early; what came is kept. */
  | { readonly kind: "stopped"; readonly message: string };

export type PackagesState =
  | { readonly kind: "opening" }
  /** No package can be kept here; the app works without. */
  | { readonly kind: "unavailable"; readonly message: string }
  | {
      readonly kind: "open";
      readonly stored: readonly StoredPackage[];
      /** By the name of the package that was asked for. */
      readonly activities: ReadonlyMap<string, PackageActivity>;
      /** Bytes that came of downloads that were broken off, by the package that was asked for. */
      readonly begun: ReadonlyMap<string, number>;
    };

/** The Python packages of this browser, for the page. Its state is the same in all tabs. */
export interface PackageLibrary {
  getState(): PackagesState;
  /** Opens the database when the first one subscribes. */
  subscribe(listener: () => void): () => void;
  /** A package that can be fetched; null for one that nobody publishes for this Pyodide. */
  find(name: string): PublishedPackage | null;
  /** Normalised names of all that can be fetched. */
  readonly names: readonly string[];
  /** The files that are missing for a package, dependencies first. @param here what the app has itself */
  plan(name: string, here: ReadonlySet<string>): PublishedPackage[];
  /**
   * Bytes of all these files together; asks their servers where it isn't known.
   * @throws `PackageError` `ModelError`
   */
  askBytes(files: readonly PublishedPackage[], signal: AbortSignal): Promise<number>;
  /**
   * Fetches what is missing for a package, or goes on with it; also shows in the state. Call it on a
   * click: asks for lasting storage too.
   */
  fetch(name: string, here: ReadonlySet<string>): Promise<void>;
  /** Breaks a download off; what came is kept. */
  pause(name: string): void;
  /** Forgets what came of a download that was broken off. */
  discard(name: string): Promise<void>;
  /** Stores a wheel from disk. @throws `PackageError` with the reason when it is refused */
  importFile(file: File): Promise<StoredPackage>;
  remove(name: string): Promise<void>;
  /** The package's file, once its hash is found right. @throws `PackageError` */
  read(name: string): Promise<Blob>;
}
