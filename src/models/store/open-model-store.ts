import { type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { ModelMissingError, StoreOutdatedTabError, StoreUnavailableError } from "../errors";
import type { ModelStore } from "./model-store";
import { readModelRecord, readPieceInfo, readPieceRecord } from "./records";
import { schemaVersion, upgradeSchema } from "./schema";
import { storeFailure } from "./store-failure";

export interface ModelStoreOptions {
  /** @default "models" */
  readonly name?: string;
  /**
   * Told once when a newer version of the app, in another tab, takes over the database: this
   * connection is closed then, and the page should ask to be reloaded.
   */
  readonly onOutdated?: () => void;
}

type Database = IDBPDatabase<unknown>;

/** Milliseconds that an older tab gets to finish its last transaction before it is reported. */
const patience = 3000;

/**
 * Opens the database of models, and upgrades it where it is older.
 * @throws {@link StoreUnavailableError} {@link StoreTooNewError} {@link StoreOutdatedTabError}
 */
export async function openModelStore(options: ModelStoreOptions = {}): Promise<ModelStore> {
  if (!isSecureContext) {
    throw new StoreUnavailableError(
      "Browsers keep models only for pages that come over https, or from this computer itself " +
        "(localhost). Open this page at such an address.",
    );
  }
  /** Why the connection is gone. */
  let gone: Error | null = null;
  const database = await openDatabase(options.name ?? "models", {
    onNewerVersion() {
      gone = new StoreOutdatedTabError(
        "Another tab runs a newer version of this app. Reload this page to go on with it here.",
      );
      options.onOutdated?.();
    },
    onLost() {
      gone = new StoreUnavailableError(
        "The browser closed the database of models. Reload the page to open it again.",
      );
    },
  });

  async function guarded<T>(work: () => Promise<T>, bytesToStore?: number): Promise<T> {
    if (gone) throw gone;
    try {
      return await work();
    } catch (error) {
      throw gone ?? (await storeFailure(error, bytesToStore));
    }
  }

  return {
    list: () =>
      guarded(async () =>
        (await database.getAll("models"))
          .map(readModelRecord)
          .filter((model) => model !== null)
          .sort((a, b) => a.createdAt - b.createdAt),
      ),
    get: (id) => guarded(async () => readModelRecord(await database.get("models", id))),
    put: (model) =>
      guarded(() => write(database, ["models"], (tx) => [tx.objectStore("models").put(model)])),
    pieces: (id, file) =>
      guarded(async () =>
        (await readInfos(database, piecesOf(id, file))).map(({ id: _, ...info }) => info),
      ),
    putPiece: (id, file, { index, bytes, sha256 }, blob) =>
      guarded(async () => {
        const tx = database.transaction(["models", "piece-info", "pieces"], "readwrite");
        if ((await tx.objectStore("models").getKey(id)) === undefined) {
          await tx.done;
          throw new ModelMissingError("The model was deleted while a part of it was being stored.");
        }
        const key = [id, file, index];
        await settled(tx, [
          tx.objectStore("piece-info").put({ bytes, sha256 }, key),
          tx.objectStore("pieces").put({ blob }, key),
        ]);
      }, bytes),
    readPiece: (id, file, index) =>
      guarded(async () => {
        const blob = readPieceRecord(await readOrNull(database.get("pieces", [id, file, index])));
        return blob && (await isReadable(blob)) ? blob : null;
      }),
    deletePiece: (id, file, index) =>
      guarded(() =>
        write(database, ["piece-info", "pieces"], (tx) => [
          tx.objectStore("piece-info").delete([id, file, index]),
          tx.objectStore("pieces").delete([id, file, index]),
        ]),
      ),
    delete: (id) =>
      guarded(() =>
        write(database, ["models", "piece-info", "pieces"], (tx) => [
          tx.objectStore("models").delete(id),
          tx.objectStore("piece-info").delete(piecesOf(id)),
          tx.objectStore("pieces").delete(piecesOf(id)),
        ]),
      ),
    usage: () =>
      guarded(async () => {
        const usage = new Map<string, number>();
        for (const { id, bytes } of await readInfos(database)) {
          usage.set(id, (usage.get(id) ?? 0) + bytes);
        }
        return usage;
      }),
    close() {
      gone ??= new StoreUnavailableError("The database of models was closed. Open it again.");
      database.close();
    },
  };
}

async function readInfos(database: Database, range?: IDBKeyRange) {
  const { store, done } = database.transaction("piece-info");
  const [keys, records] = await Promise.all([store.getAllKeys(range), store.getAll(range), done]);
  return records.map((record, n) => readPieceInfo(keys[n], record)).filter((info) => info !== null);
}

interface Watch {
  readonly onNewerVersion: () => void;
  readonly onLost: () => void;
}

async function openDatabase(name: string, watch: Watch): Promise<Database> {
  let upgradeFailure: unknown = null;
  let reportBlocked: (error: StoreOutdatedTabError) => void = () => {};
  const blocked = new Promise<never>((_, reject) => {
    reportBlocked = reject;
  });
  let opening: Promise<Database> | null = null;
  try {
    opening = openDB(name, schemaVersion, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        // The open request reports it too.
        transaction.done.catch(() => {});
        upgradeSchema(database, oldVersion, transaction).catch((error: unknown) => {
          upgradeFailure = error;
          abort(transaction);
        });
      },
      blocked: () => void setTimeout(() => reportBlocked(blockedError()), patience),
      blocking(_currentVersion, newVersion, event) {
        // Else the newer tab would wait until this one is closed.
        if (event.target instanceof IDBDatabase) event.target.close();
        if (newVersion === null) watch.onLost();
        else watch.onNewerVersion();
      },
      terminated: watch.onLost,
    });
    return await Promise.race([opening, blocked]);
  } catch (error) {
    // When the older tab makes way later, nobody waits any more.
    opening?.then((database) => database.close()).catch(() => {});
    throw await storeFailure(upgradeFailure ?? error);
  }
}

function blockedError(): StoreOutdatedTabError {
  return new StoreOutdatedTabError(
    "An older version of this app is open in another tab and holds the stored models. Close or " +
      "reload the other tabs of this app, then reload this one.",
  );
}

type WriteTransaction = IDBPTransaction<unknown, string[], "readwrite">;

/** Does all of it or nothing. */
async function write(
  database: Database,
  stores: string[],
  work: (tx: WriteTransaction) => Promise<unknown>[],
): Promise<void> {
  const tx = database.transaction(stores, "readwrite");
  await settled(tx, work(tx));
}

/** Waits for the transaction: its own reason says more than a request's, which is only "aborted". */
async function settled(tx: WriteTransaction, requests: Promise<unknown>[]): Promise<void> {
  for (const request of requests) request.catch(() => {});
  await tx.done;
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is aborted already.
  }
}

/** All pieces of a model, or of one of its files: in the order of keys a list comes after any number. */
function piecesOf(id: string, file?: number): IDBKeyRange {
  const prefix = file === undefined ? [id] : [id, file];
  return IDBKeyRange.bound(prefix, [...prefix, []]);
}

/** Null also for a record whose file is lost, where reading fails at once instead of later. */
async function readOrNull(reading: Promise<unknown>): Promise<unknown> {
  try {
    return await reading;
  } catch (error) {
    const closed = error instanceof DOMException && /^(InvalidState|Abort)Error$/.test(error.name);
    if (closed) throw error;
    return null;
  }
}

/** Files can be lost below the database; only reading shows it. The last byte shows a cut one too. */
async function isReadable(blob: Blob): Promise<boolean> {
  try {
    return (await blob.slice(-1).arrayBuffer()).byteLength === Math.min(1, blob.size);
  } catch {
    return false;
  }
}
