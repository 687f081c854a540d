import { useCallback, useState } from "react";
import { journalFailure } from "../../journal/errors";
import type { Journal } from "../../journal/journal";
import type { RunRecord } from "../../journal/run-record";

export interface Deleting {
  /** What was deleted last and can be had back; null: nothing. */
  readonly deleted: RunRecord | null;
  /** Why it could not be done, in plain words. */
  readonly error: string | null;
  readonly remove: (record: RunRecord) => void;
  readonly undo: () => void;
  /** Forgets it for good. */
  readonly forget: () => void;
}

/** Deletes runs in a way that can be undone: one at a time, until the next one is deleted. */
export function useDeleting(journal: Journal): Deleting {
  const [deleted, setDeleted] = useState<RunRecord | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = useCallback((work: Promise<void>) => {
    setError(null);
    work.catch((reason: unknown) => setError(journalFailure(reason).message));
  }, []);
  const forget = useCallback(() => {
    if (deleted) attempt(journal.forget(deleted.id));
    setDeleted(null);
  }, [journal, deleted, attempt]);
  return {
    deleted,
    error,
    remove(record) {
      forget();
      attempt(journal.delete(record.id).then(() => setDeleted(record)));
    },
    undo() {
      if (deleted) attempt(journal.restore(deleted.id));
      setDeleted(null);
    },
    forget,
  };
}
