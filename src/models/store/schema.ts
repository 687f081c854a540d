import type { IDBPDatabase, IDBPTransaction } from "idb";

type Database = IDBPDatabase<unknown>;
type UpgradeTransaction = IDBPTransaction<unknown, string[], "versionchange">;
type Upgrade = (database: Database, transaction: UpgradeTransaction) => void | Promise<void>;

/** From nothing to version 1: models by id; pieces by [model id, file, index]. */
function toVersion1(database: Database): void {
  database.createObjectStore("models", { keyPath: "id" });
  database.createObjectStore("pieces");
}

/** The n-th leads to version n + 1. A released one never changes: databases out there went through it. */
const upgrades: readonly Upgrade[] = [toVersion1];

export const schemaVersion = upgrades.length;

/** Leads a database of any older version to this one, within the transaction that raises its version. */
export async function upgradeSchema(
  database: Database,
  oldVersion: number,
  transaction: UpgradeTransaction,
): Promise<void> {
  for (const upgrade of upgrades.slice(oldVersion)) await upgrade(database, transaction);
}
