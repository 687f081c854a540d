import { useState, useSyncExternalStore } from "react";
import { EngineError } from "../../engine/errors";
import { JournalError } from "../../journal/errors";
import { ModelError } from "../../models/errors";
import type { LibraryState, ModelLibrary } from "../../models/library";
import { PackageError } from "../../python/packages/package-error";
import { DocumentError } from "../documents/write-document";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";

export function useLibrary(library: ModelLibrary): LibraryState {
  return useSyncExternalStore(library.subscribe, library.getState);
}

export interface Task {
  readonly busy: boolean;
  /** Why it failed, in plain words. */
  readonly error: string | null;
  run(work: () => Promise<unknown>): void;
}

/** Work that a person starts, one at a time, whose failure is told where they started it. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const texts = useTexts();
  const [error, setError] = useState<unknown>(null);
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    work()
      .catch((problem: unknown) => setError(problem))
      .finally(() => setBusy(false));
  };
  return { busy, error: error === null ? null : explainError(error, texts), run };
}

/** Why something failed, in plain words; null for what the person broke off themselves. */
export function explainError(error: unknown, texts: Texts): string | null {
  if (
    error instanceof EngineError ||
    error instanceof ModelError ||
    error instanceof JournalError ||
    error instanceof PackageError ||
    error instanceof DocumentError
  ) {
    return texts.message(error.message);
  }
  if (error instanceof DOMException && error.name === "AbortError") return null;
  const detail = error instanceof Error ? error.message : String(error);
  return texts.models.failed(detail);
}
