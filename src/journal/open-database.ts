import { type IDBPDatabase, openDB } from "idb";
import { leftBehind, within } from "../countdown";
import {
  type JournalError,
  JournalOutdatedTabError,
  JournalSilentError,
  JournalUnavailableError,
  journalFailure,
} from "./errors";
import { schemaVersion, upgradeSchema } from "./schema";

/** Milliseconds that an older tab gets to finish its last transaction before it is reported. */
const patience = 3000;
/** Milliseconds in which a tab that makes way stores what it has. */
const leavingMs = 1500;
/** Milliseconds after which a browser that does not open the database has fallen silent. */
const openingMs = 30_000;

export interface DatabaseListener {
  /** A newer tab wants the database: the last moment to store something. */
  onLeaving(): Promise<unknown>;
  /** Told when the connection is lost, and why; all later use fails. */
  onGone(reason: JournalError): void;
}

/**
 * Opens the history's database, and upgrades it where it is older.
 * @throws {@link JournalUnavailableError} {@link JournalTooNewError} {@link JournalOutdatedTabError}
 */
export async function openDatabase(
  name: string,
  { onLeaving, onGone }: DatabaseListener,
): Promise<IDBPDatabase<unknown>> {
  const lost = () =>
    onGone(
      new JournalUnavailableError(
        "The browser closed the database of the history. The app opens it again with the next run.",
      ),
    );
  const blocked = Promise.withResolvers<never>();
  let opening: Promise<IDBPDatabase<unknown>> | null = null;
  try {
    opening = openDB(name, schemaVersion, {
      upgrade: (database, oldVersion) => upgradeSchema(database, oldVersion),
      blocked: () => void setTimeout(() => blocked.reject(blockedError()), patience),
      blocking(_currentVersion, newVersion, event) {
        const database = event.target;
        const close = (tell: () => void) => {
          if (database instanceof IDBDatabase) database.close();
          tell();
        };
        if (newVersion === null) return close(lost);
        // The newer tab waits until this one is closed.
        void leftBehind(leavingMs, onLeaving()).then(() => close(() => onGone(outdatedError())));
      },
      terminated: lost,
    });
    const opened = Promise.race([opening, blocked.promise]);
    return await within(openingMs, opened, () => new JournalSilentError());
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
