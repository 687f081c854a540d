import { useEffect, useState } from "react";
import { journalFailure } from "../../journal/errors";
import type { Journal, OpenedRun } from "../../journal/journal";

export type OpenedState =
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly opened: OpenedRun }
  | { readonly kind: "missing"; readonly message: string };

/** Reads a run with its events. @param version read again when it changes */
export function useOpenedRun(journal: Journal, id: string, version: string): OpenedState {
  const [state, setState] = useState<OpenedState>({ kind: "opening" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is another content
  useEffect(() => {
    let left = false;
    journal.read(id).then(
      (opened) => !left && setState({ kind: "open", opened }),
      (error: unknown) =>
        !left && setState({ kind: "missing", message: journalFailure(error).message }),
    );
    return () => {
      left = true;
    };
  }, [journal, id, version]);
  return state;
}
