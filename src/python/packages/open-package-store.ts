import { type IDBPDatabase, openDB } from "idb";
import * as v from "valibot";
import type { PieceInfo, PieceStore, StoredFile } from "../../models/store/model-store";
import { PackageStoreError } from "./package-error";
import { type StoredPackage, storedPackageSchema } from "./stored-package";

/** A file whose download has begun. */
export interface StartedDownload {
  /** That it must have; also its key. */
  readonly sha256: string;
  /** The package that the person asked for: this file may be of one that it needs. */
  readonly wanted: string;
  readonly file: StoredFile & { readonly url: string };
}

/** Python packages in IndexedDB. Every method throws {@link PackageStoreError}. */
export interface PackageStore {
  /** By name. Damaged records are left out. */
  list(): Promise<StoredPackage[]>;
  get(name: string): Promise<StoredPackage | null>;
  /** The package's file; null where it is lost. */
  read(name: string): Promise<Blob | null>;
  /** Stores a package, in place of one of the same name; what came of its download goes. */
  put(item: StoredPackage, blob: Blob): Promise<void>;
  delete(name: string): Promise<void>;
  downloads(): Promise<StartedDownload[]>;
  putDownload(download: StartedDownload): Promise<void>;
  /** Also deletes what came. */
  deleteDownload(sha256: string): Promise<void>;
  /** Pieces of downloads: their model's id is the file's hash. */
  readonly pieces: PieceStore;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const blobSchema = v.object({ blob: v.instance(Blob) });
const pieceSchema = v.object({ blob: v.instance(Blob), bytes: count, sha256 });
const pieceKeySchema = v.tuple([sha256, count]);
const downloadSchema = v.object({
  sha256,
  wanted: v.string(),
  file: v.object({
    name: v.string(),
    url: v.pipe(v.string(), v.url()),
    bytes: v.nullable(count),
    pieceBytes: v.pipe(count, v.minValue(1)),
    version: v.nullable(v.string()),
    expectedSha256: v.nullable(sha256),
    trust: v.nullable(v.picklist(["catalogue", "server", "package", "first-use"])),
  }),
});

/**
 * Opens the database of packages. A tab with a newer version of the app takes it over; this one then
 * opens it anew when it needs it, or says that it is too old.
 * @throws {@link PackageStoreError}
 */
export async function openPackageStore(name = "python-packages"): Promise<PackageStore> {
  if (!isSecureContext) {
    throw new PackageStoreError(
      "Browsers keep packages only for pages that come over https, or from this computer itself " +
        "(localhost). Open this page at such an address.",
    );
  }
  let database: IDBPDatabase<unknown> | null = null;
  const connect = async () => {
    database ??= await openDB(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("packages", { keyPath: "name" });
        fresh.createObjectStore("files");
        fresh.createObjectStore("downloads", { keyPath: "sha256" });
        fresh.createObjectStore("pieces");
      },
      blocking(_current, _newer, event) {
        database = null;
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated() {
        database = null;
      },
    });
    return database;
  };
  async function guarded<T>(work: (open: IDBPDatabase<unknown>) => Promise<T>): Promise<T> {
    try {
      return await work(await connect());
    } catch (error) {
      throw storeError(error);
    }
  }
  await guarded(async () => {});

  const piecesOf = (id: string) => IDBKeyRange.bound([id], [id, []]);
  const pieces: PieceStore = {
    pieces: (id) =>
      guarded(async (open) => {
        const { store } = open.transaction("pieces");
        const [keys, records] = await Promise.all([
          store.getAllKeys(piecesOf(id)),
          store.getAll(piecesOf(id)),
        ]);
        return records.flatMap((record, n) => readPiece(keys[n], record) ?? []);
      }),
    putPiece: (id, _file, { index, bytes, sha256: hash }, blob) =>
      guarded(async (open) => {
        await open.put("pieces", { blob, bytes, sha256: hash }, [id, index]);
      }),
    readPiece: (id, _file, index) =>
      guarded(
        async (open) => parsed(blobSchema, await open.get("pieces", [id, index]))?.blob ?? null,
      ),
    deletePiece: (id, _file, index) => guarded((open) => open.delete("pieces", [id, index])),
  };

  return {
    list: () =>
      guarded(async (open) =>
        (await open.getAll("packages")).flatMap(
          (record) => parsed(storedPackageSchema, record) ?? [],
        ),
      ),
    get: (id) =>
      guarded(async (open) => parsed(storedPackageSchema, await open.get("packages", id))),
    read: (id) =>
      guarded(async (open) => parsed(blobSchema, await open.get("files", id))?.blob ?? null),
    put: (item, blob) =>
      guarded(async (open) => {
        const tx = open.transaction(["packages", "files", "downloads", "pieces"], "readwrite");
        await Promise.all([
          tx.objectStore("packages").put(item),
          tx.objectStore("files").put({ blob }, item.name),
          tx.objectStore("downloads").delete(item.sha256),
          tx.objectStore("pieces").delete(piecesOf(item.sha256)),
          tx.done,
        ]);
      }),
    delete: (id) =>
      guarded(async (open) => {
        const tx = open.transaction(["packages", "files"], "readwrite");
        await Promise.all([
          tx.objectStore("packages").delete(id),
          tx.objectStore("files").delete(id),
          tx.done,
        ]);
      }),
    downloads: () =>
      guarded(async (open) =>
        (await open.getAll("downloads")).flatMap((record) => parsed(downloadSchema, record) ?? []),
      ),
    putDownload: (download) =>
      guarded(async (open) => {
        await open.put("downloads", download);
      }),
    deleteDownload: (hash) =>
      guarded(async (open) => {
        const tx = open.transaction(["downloads", "pieces"], "readwrite");
        await Promise.all([
          tx.objectStore("downloads").delete(hash),
          tx.objectStore("pieces").delete(piecesOf(hash)),
          tx.done,
        ]);
      }),
    pieces,
  };
}

function readPiece(key: unknown, record: unknown): PieceInfo | null {
  const place = parsed(pieceKeySchema, key);
  const piece = parsed(pieceSchema, record);
  return place && piece && { index: place[1], bytes: piece.bytes, sha256: piece.sha256 };
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, record: unknown): T | null {
  const result = v.safeParse(schema, record);
  return result.success ? result.output : null;
}

/** What a failure of the database means. */
function storeError(cause: unknown): PackageStoreError {
  if (cause instanceof PackageStoreError) return cause;
  switch (cause instanceof DOMException ? cause.name : "") {
    case "QuotaExceededError":
      return new PackageStoreError(
        "The browser has no room left for this package. What is stored stays. Remove packages here or " +
          "models under Storage, or free space on this device, then go on.",
        { cause },
      );
    case "VersionError":
      return new PackageStoreError(
        "A newer version of this app has already used the stored packages. They are left as they are. " +
          "Reload the page to get the newer version.",
        { cause },
      );
    default: {
      const detail = cause instanceof Error ? cause.message || cause.name : String(cause);
      return new PackageStoreError(
        `The browser's database for packages can't be used (${detail}). Private windows and blocked ` +
          "site data are the usual reasons; else restart the browser.",
        { cause },
      );
    }
  }
}
