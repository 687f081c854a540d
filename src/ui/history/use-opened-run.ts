import { useEffect, useState } from "react";
import { journalFailure } from "../../journal/errors";
import type { Journal, OpenedRun } from "../../journal/journal";

export type OpenedState =
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly opened: OpenedRun }
  | { readonly kind: "missing"; readonly message: string };

const opening: OpenedState = { kind: "opening" };

/**
 * Reads a run with its events.
 * @param version read again when it changes; what an older one held is not given any more.
 * Null: nothing is read yet
 */
export function useOpenedRun(journal: Journal, id: string, version: string | null): OpenedState {
  const [read, setRead] = useState({ version, state: opening });
  useEffect(() => {
    if (version === null) return;
    let left = false;
    const keep = (state: OpenedState) => {
      if (!left) setRead({ version, state });
    };
    journal.read(id).then(
      (opened) => keep({ kind: "open", opened }),
      (error: unknown) => keep({ kind: "missing", message: journalFailure(error).message }),
    );
    return () => {
      left = true;
    };
  }, [journal, id, version]);
  return read.version === version ? read.state : opening;
}
