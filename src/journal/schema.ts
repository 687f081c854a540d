import type { IDBPDatabase } from "idb";

type Upgrade = (database: IDBPDatabase<unknown>) => void;

/** From nothing to version 1: runs by id; their events in batches by [run id, number]. */
function toVersion1(database: IDBPDatabase<unknown>): void {
  database.createObjectStore("runs", { keyPath: "id" });
  database.createObjectStore("events");
}

/** The n-th leads to version n + 1. A released one never changes: databases out there went through it. */
const upgrades: readonly Upgrade[] = [toVersion1];

export const schemaVersion = upgrades.length;

/** Leads a database of any older version to this one, within the transaction that raises its version. */
export function upgradeSchema(database: IDBPDatabase<unknown>, oldVersion: number): void {
  for (const upgrade of upgrades.slice(oldVersion)) upgrade(database);
}
