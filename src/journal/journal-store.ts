import type { IDBPDatabase, IDBPTransaction } from "idb";
import * as v from "valibot";
import { within } from "../countdown";
import {
  type JournalError,
  JournalSilentError,
  JournalUnavailableError,
  journalFailure,
  RunMissingError,
} from "./errors";
import { type DatabaseListener, openDatabase } from "./open-database";
import { type PackedEvent, packedEventSchema } from "./packed-events";
import { type RunRecord, readRunRecord } from "./run-record";

/** A run with everything that happened in it. */
export interface StoredRun {
  readonly record: RunRecord;
  readonly events: readonly PackedEvent[];
}

/** What the history's database does. All of it throws {@link JournalError} and its kinds. */
export interface JournalStore {
  /** The newest first. Damaged records are left out. */
  list(): Promise<RunRecord[]>;
  /** @throws {@link RunMissingError} */
  read(id: string): Promise<StoredRun>;
  /** Adds runs: all of them, or none. @returns ids of those that were there already and stay */
  add(runs: readonly StoredRun[]): Promise<ReadonlySet<string>>;
  /** Changes a run. @throws {@link RunMissingError} */
  change(id: string, change: Partial<RunRecord>): Promise<void>;
  /**
   * Changes a run and stores a batch of its events, together or not at all. Storing a batch of the same
   * number again takes the place of the first time, which may or may not have come through.
   * @throws {@link RunMissingError}
   */
  store(id: string, change: Partial<RunRecord>, batch: EventBatch): Promise<void>;
  /** For good, if `condition` still holds. */
  remove(id: string, condition: (record: RunRecord) => boolean): Promise<void>;
  close(): void;
  /** Why it can't be used any more; null while it can. */
  gone(): JournalError | null;
}

export interface EventBatch {
  /** Its number in the run, from 0. */
  readonly number: number;
  readonly events: readonly PackedEvent[];
}

/** Milliseconds after which a database that answers nothing is given up: for one run, and for many. */
const patience = { one: 30_000, many: 180_000 };

const batchSchema = v.array(packedEventSchema);

type WriteTransaction = IDBPTransaction<unknown, string[], "readwrite">;

/** Opens the database of runs, and upgrades it where it is older. */
export async function openJournalStore(
  name = "journal",
  listener: Partial<DatabaseListener> = {},
): Promise<JournalStore> {
  let gone: JournalError | null = null;
  const database = await openDatabase(name, {
    onLeaving: listener.onLeaving ?? (async () => {}),
    onGone(reason) {
      gone ??= reason;
      listener.onGone?.(reason);
    },
  });

  async function guarded<T>(work: () => Promise<T>, ms = patience.one): Promise<T> {
    if (gone) throw gone;
    try {
      return await within(ms, work(), () => new JournalSilentError());
    } catch (error) {
      if (error instanceof JournalSilentError) {
        // Another connection may be answered.
        gone ??= error;
        database.close();
      }
      throw gone ?? journalFailure(error);
    }
  }

  const change = (id: string, fields: Partial<RunRecord>, batch: EventBatch | null) =>
    write(database, async (tx) => {
      const record = readRunRecord(await tx.objectStore("runs").get(id));
      if (!record) throw missing();
      if (batch) await tx.objectStore("events").put(batch.events, [id, batch.number]);
      const batches = batch ? batch.number + 1 : record.batches;
      await tx.objectStore("runs").put({ ...record, ...fields, batches });
    });

  return {
    list: () =>
      guarded(async () =>
        (await database.getAll("runs"))
          .flatMap((record) => readRunRecord(record) ?? [])
          .sort((a, b) => b.createdAt - a.createdAt),
      ),
    read: (id) => guarded(() => read(database, id), patience.many),
    add: (runs) => guarded(() => add(database, runs), patience.many),
    change: (id, fields) => guarded(() => change(id, fields, null)),
    store: (id, fields, batch) =>
      guarded(() => change(id, fields, batch.events.length > 0 ? batch : null)),
    remove: (id, condition) =>
      guarded(() =>
        write(database, async (tx) => {
          const record = readRunRecord(await tx.objectStore("runs").get(id));
          if (!record || !condition(record)) return;
          await tx.objectStore("runs").delete(id);
          await tx.objectStore("events").delete(batchesOf(id));
        }),
      ),
    close() {
      gone ??= new JournalUnavailableError("The history was closed. Reload the page.");
      database.close();
    },
    gone: () => gone,
  };
}

async function read(database: IDBPDatabase<unknown>, id: string): Promise<StoredRun> {
  const tx = database.transaction(["runs", "events"]);
  const [found, batches] = await Promise.all([
    tx.objectStore("runs").get(id),
    tx.objectStore("events").getAll(batchesOf(id)),
  ]);
  const record = readRunRecord(found);
  if (!record) throw missing();
  const parsed = v.safeParse(v.array(batchSchema), batches);
  if (!parsed.success || batches.length !== record.batches) {
    throw new RunMissingError(
      "A part of this run is lost or damaged in the browser's database, so it can't be shown. " +
        "Delete it, or solve the problem again.",
    );
  }
  return { record, events: parsed.output.flat() };
}

async function add(
  database: IDBPDatabase<unknown>,
  runs: readonly StoredRun[],
): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  await write(database, async (tx) => {
    for (const { record, events } of runs) {
      const known = readRunRecord(await tx.objectStore("runs").get(record.id));
      if (known?.deletedAt === null) {
        there.add(record.id);
        continue;
      }
      await tx.objectStore("events").delete(batchesOf(record.id));
      const batches = events.length > 0 ? 1 : 0;
      await tx.objectStore("runs").put({ ...record, batches });
      if (batches > 0) await tx.objectStore("events").add(events, [record.id, 0]);
    }
  });
  return there;
}

/** Does all of it or nothing. */
async function write(
  database: IDBPDatabase<unknown>,
  work: (tx: WriteTransaction) => Promise<void>,
): Promise<void> {
  const tx = database.transaction(["runs", "events"], "readwrite");
  tx.done.catch(() => {});
  try {
    await work(tx);
  } catch (error) {
    abort(tx);
    // The transaction's own reason, such as a full disk, says more than a request's.
    throw tx.error ?? error;
  }
  await tx.done;
}

function abort(tx: WriteTransaction): void {
  try {
    tx.abort();
  } catch {
    // It is aborted already.
  }
}

function batchesOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

function missing(): RunMissingError {
  return new RunMissingError("This run is not in the history of this browser any more.");
}
