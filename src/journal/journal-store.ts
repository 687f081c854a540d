import type { IDBPDatabase, IDBPTransaction } from "idb";
import * as v from "valibot";
import { JournalUnavailableError, journalFailure, RunMissingError } from "./errors";
import { openDatabase } from "./open-database";
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
  /** Changes a run and adds to its events, together or not at all. @throws {@link RunMissingError} */
  change(id: string, change: Partial<RunRecord>, events?: readonly PackedEvent[]): Promise<void>;
  /** For good, if `condition` still holds. */
  remove(id: string, condition: (record: RunRecord) => boolean): Promise<void>;
  close(): void;
}

const batchSchema = v.array(packedEventSchema);

type WriteTransaction = IDBPTransaction<unknown, string[], "readwrite">;

/** Opens the database of runs, and upgrades it where it is older. */
export async function openJournalStore(name = "journal"): Promise<JournalStore> {
  let gone: Error | null = null;
  const database = await openDatabase(name, (reason) => {
    gone = reason;
  });

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (gone) throw gone;
    try {
      return await work();
    } catch (error) {
      throw gone ?? journalFailure(error);
    }
  }

  return {
    list: () =>
      guarded(async () =>
        (await database.getAll("runs"))
          .flatMap((record) => readRunRecord(record) ?? [])
          .sort((a, b) => b.createdAt - a.createdAt),
      ),
    read: (id) => guarded(() => read(database, id)),
    add: (runs) => guarded(() => add(database, runs)),
    change: (id, change, events = []) =>
      guarded(() =>
        write(database, async (tx) => {
          const record = readRunRecord(await tx.objectStore("runs").get(id));
          if (!record) throw missing();
          const { batches } = record;
          if (events.length > 0) await tx.objectStore("events").add(events, [id, batches]);
          const grown = { batches: events.length > 0 ? batches + 1 : batches };
          await tx.objectStore("runs").put({ ...record, ...change, ...grown });
        }),
      ),
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
