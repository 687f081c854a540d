/** Something about the history that could not be done. `message` says what happened and what to do. */
export class JournalError extends Error {
  override name = "JournalError";
}

/** The browser gives no usable database (private window, blocked, damaged). */
export class JournalUnavailableError extends JournalError {
  override name = "JournalUnavailableError";
}

/** The browser's database answers nothing; what is asked of it later may be answered again. */
export class JournalSilentError extends JournalUnavailableError {
  override name = "JournalSilentError";

  constructor() {
    super(
      "The browser's database for the history does not answer. The app tries again; if that does not " +
        "help, restart the browser.",
    );
  }
}

/** A newer version of the app has written the database; it is left alone. */
export class JournalTooNewError extends JournalError {
  override name = "JournalTooNewError";
}

/** Another tab holds the database open in an older version, or this tab is the older one. */
export class JournalOutdatedTabError extends JournalError {
  override name = "JournalOutdatedTabError";
}

/** The browser has no room left. What was stored stays. */
export class JournalFullError extends JournalError {
  override name = "JournalFullError";
}

/** The run isn't in the history, or is damaged there. */
export class RunMissingError extends JournalError {
  override name = "RunMissingError";
}

/** Another tab works on the run. */
export class RunElsewhereError extends JournalError {
  override name = "RunElsewhereError";
}

/** A file that can't be imported, with the reason. Nothing of it was stored. */
export class RunImportError extends JournalError {
  override name = "RunImportError";
}

/** What a failure of the database means, as one of our errors. */
export function journalFailure(cause: unknown): JournalError {
  if (cause instanceof JournalError) return cause;
  switch (cause instanceof DOMException ? cause.name : "") {
    case "QuotaExceededError":
      return new JournalFullError(
        "The browser has no room left for the history. What is stored stays. Delete runs in the " +
          "history or models under Storage, or free space on this device.",
        { cause },
      );
    case "VersionError":
      return new JournalTooNewError(
        "A newer version of this app has already used the history. It is left as it is. Reload the " +
          "page to get the newer version.",
        { cause },
      );
    default: {
      const detail = cause instanceof Error ? cause.message || cause.name : String(cause);
      return new JournalUnavailableError(
        `The browser's database for the history can't be used (${detail}). Private windows and ` +
          "blocked site data are the usual reasons; else restart the browser.",
        { cause },
      );
    }
  }
}
