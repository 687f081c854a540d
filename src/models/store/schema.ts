import type { IDBPDatabase, IDBPTransaction } from "idb";

type Database = IDBPDatabase<unknown>;
type UpgradeTransaction = IDBPTransaction<unknown, string[], "versionchange">;
type Upgrade = (database: Database, transaction: UpgradeTransaction) => void | Promise<void>;

/** From nothing to version 1: models by id; pieces by [model id, file, index]. */
function toVersion1(database: Database): void {
  database.createObjectStore("models", { keyPath: "id" });
  database.createObjectStore("pieces");
}

/**
 * Version 2: what is known of a piece lies apart from its bytes, under the same key. The records with
 * the bytes stay as they are: rewriting them would copy gigabytes, for which there may be no room.
 */
async function toVersion2(database: Database, transaction: UpgradeTransaction): Promise<void> {
  const infos = database.createObjectStore("piece-info");
  let cursor = await transaction.objectStore("pieces").openCursor();
  while (cursor) {
    const { bytes, sha256 } = cursor.value;
    await infos.put({ bytes, sha256 }, cursor.key);
    cursor = await cursor.continue();
  }
}

/** The n-th leads to version n + 1. A released one never changes: databases out there went through it. */
const upgrades: readonly Upgrade[] = [toVersion1, toVersion2];

export const schemaVersion = upgrades.length;

/** Leads a database of any older version to this one, within the transaction that raises its version. */
export async function upgradeSchema(
  database: Database,
  oldVersion: number,
  transaction: UpgradeTransaction,
): Promise<void> {
  for (const upgrade of upgrades.slice(oldVersion)) await upgrade(database, transaction);
}
