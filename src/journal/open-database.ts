import { type IDBPDatabase, openDB } from "idb";
import { JournalOutdatedTabError, JournalUnavailableError, journalFailure } from "./errors";
import { schemaVersion, upgradeSchema } from "./schema";

/** Milliseconds that an older tab gets to finish its last transaction before it is reported. */
const patience = 3000;

/**
 * Opens the history's database, and upgrades it where it is older.
 * @param onGone told when the connection is lost, and why; all later use fails
 * @throws {@link JournalUnavailableError} {@link JournalTooNewError} {@link JournalOutdatedTabError}
 */
export async function openDatabase(
  name: string,
  onGone: (reason: Error) => void,
): Promise<IDBPDatabase<unknown>> {
  const lost = () =>
    onGone(
      new JournalUnavailableError(
        "The browser closed the database of the history. Reload the page to open it again.",
      ),
    );
  const blocked = Promise.withResolvers<never>();
  let opening: Promise<IDBPDatabase<unknown>> | null = null;
  try {
    opening = openDB(name, schemaVersion, {
      upgrade: (database, oldVersion) => upgradeSchema(database, oldVersion),
      blocked: () => void setTimeout(() => blocked.reject(blockedError()), patience),
      blocking(_currentVersion, newVersion, event) {
        // Else the newer tab would wait until this one is closed.
        if (event.target instanceof IDBDatabase) event.target.close();
        if (newVersion === null) lost();
        else onGone(outdatedError());
      },
      terminated: lost,
    });
    return await Promise.race([opening, blocked.promise]);
  } catch (error) {
    // When the older tab makes way later, nobody waits any more.
    opening?.then((database) => database.close()).catch(() => {});
    throw journalFailure(error);
  }
}

function outdatedError(): JournalOutdatedTabError {
  return new JournalOutdatedTabError(
    "Another tab runs a newer version of this app. Reload this page to go on with the history here.",
  );
}

function blockedError(): JournalOutdatedTabError {
  return new JournalOutdatedTabError(
    "An older version of this app is open in another tab and holds the history. Close or reload " +
      "the other tabs of this app, then reload this one.",
  );
}
