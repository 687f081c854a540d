import { useSyncExternalStore } from "react";
import type { Journal, JournalState } from "../../journal/journal";

export function useJournal(journal: Journal): JournalState {
  return useSyncExternalStore(journal.subscribe, journal.getState);
}
