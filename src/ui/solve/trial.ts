import {
  type PythonResult,
  type PythonSession,
  PythonUnavailableError,
} from "../../python/python-session";

/** What became of the code that a person tries in a cell. */
export type TrialState =
  | { readonly kind: "idle" }
  /** The sample's earlier blocks run again, `block` of `blocks`; 0 while Python starts. */
  | { readonly kind: "restoring"; readonly block: number; readonly blocks: number }
  | { readonly kind: "running" }
  | {
      readonly kind: "finished";
      readonly result: PythonResult;
      /** The first earlier block that did not complete this time; null where all did. */
      readonly lost: number | null;
    }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly message: string };

/** Runs a person's code in the state that a sample had. */
export interface Trial {
  getState(): TrialState;
  subscribe(listener: () => void): () => void;
  /** Each run begins with the sample's state; one under way ends. */
  run(code: string): Promise<void>;
  stop(): void;
}

/** More than a model gets: a person can stop it. */
const limits = { seconds: 30, characters: 10_000 };

/** @param before the blocks that made the state, in order */
export function createTrial(
  openSession: () => Promise<PythonSession>,
  before: readonly string[],
): Trial {
  const listeners = new Set<() => void>();
  let state: TrialState = { kind: "idle" };
  let running: AbortController | null = null;

  function set(next: TrialState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function run(code: string): Promise<void> {
    running?.abort();
    const abort = new AbortController();
    running = abort;
    const show = (next: TrialState) => {
      // A run that was given up for another one has no say any more.
      if (running === abort) set(next);
    };
    let session: PythonSession | null = null;
    try {
      show({ kind: "restoring", block: 0, blocks: before.length });
      session = await openSession();
      const lost = await restore(session, before, abort.signal, show);
      show({ kind: "running" });
      const result = await session.run(code, limits, abort.signal);
      show({ kind: "finished", result, lost });
    } catch (error) {
      show(
        abort.signal.aborted ? { kind: "stopped" } : { kind: "failed", message: explain(error) },
      );
    } finally {
      void session?.close();
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run,
    stop: () => running?.abort(),
  };
}

/** @returns the number of the first block that did not complete, or null */
async function restore(
  session: PythonSession,
  before: readonly string[],
  signal: AbortSignal,
  show: (state: TrialState) => void,
): Promise<number | null> {
  let lost: number | null = null;
  for (const [index, code] of before.entries()) {
    show({ kind: "restoring", block: index + 1, blocks: before.length });
    const { status } = await session.run(code, { ...limits, characters: 0 }, signal);
    if (status !== "completed") lost ??= index + 1;
  }
  return lost;
}

function explain(error: unknown): string {
  if (error instanceof PythonUnavailableError) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  return `The code could not be run (${detail}). Run it again.`;
}
