import type { ModelDescription } from "../model-description";

/** One file of a stored model. Its pieces all have `pieceBytes` bytes but for the last. */
export interface StoredFile {
  readonly name: string;
  /** Null for a file that came from disk. */
  readonly url: string | null;
  /** Null until a server has told. */
  readonly bytes: number | null;
  readonly pieceBytes: number;
  /** The server's ETag (or Last-Modified) when the download began: another one is another file. */
  readonly version: string | null;
  /** What the whole file must hash to; null until its first complete download. */
  readonly expectedSha256: string | null;
  /**
   * Who vouches for `expectedSha256`: the catalogue, the server's metadata, the package's manifest,
   * or only the first complete download (trust on first use).
   */
  readonly trust: "catalogue" | "server" | "package" | "first-use" | null;
}

export interface StoredModel {
  readonly id: string;
  readonly description: ModelDescription;
  readonly files: readonly StoredFile[];
  /** `complete` only after every file's SHA-256 was verified. */
  readonly state: "partial" | "complete";
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When every byte was last hashed and found right; null before the first time. */
  readonly verifiedAt: number | null;
}

/** What is known of a stored piece without reading it. */
export interface PieceInfo {
  readonly index: number;
  readonly bytes: number;
  /** Lower-case hexadecimal, computed before it was stored. */
  readonly sha256: string;
}

/**
 * Models in IndexedDB, in pieces. One transaction stores a piece and its hash, so that a tab killed
 * at any moment leaves whole pieces only. All methods may be called from a page or a worker.
 *
 * Every method throws `StoreUnavailableError`, `StoreTooNewError` or `StoreOutdatedTabError` where the
 * database can't be used.
 */
export interface ModelStore {
  list(): Promise<StoredModel[]>;
  get(id: string): Promise<StoredModel | null>;
  /** Creates or replaces the record; the pieces stay. */
  put(model: StoredModel): Promise<void>;
  /** The pieces of a file that are there, by index. */
  pieces(id: string, file: number): Promise<PieceInfo[]>;
  /**
   * The model's record must be there first, so that a model deleted meanwhile leaves no pieces.
   * @throws `StorageFullError` `ModelMissingError`
   */
  putPiece(id: string, file: number, piece: PieceInfo, bytes: Blob): Promise<void>;
  /** Null when it isn't there or its bytes are lost. The Blob lies on disk: slicing it reads a range. */
  readPiece(id: string, file: number, index: number): Promise<Blob | null>;
  deletePiece(id: string, file: number, index: number): Promise<void>;
  /** Removes the model and all its pieces. */
  delete(id: string): Promise<void>;
  /** Bytes of the stored pieces, by model id. */
  usage(): Promise<ReadonlyMap<string, number>>;
  close(): void;
}

/** What a download needs of a store: the pieces of its file. */
export type PieceStore = Pick<ModelStore, "pieces" | "putPiece" | "readPiece" | "deletePiece">;
