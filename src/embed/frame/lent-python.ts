import type { PythonSession } from "../../python/python-session";
import type { WarmPython } from "../../ui/solve/solver-store";

/** Python that is given back with the engine: it takes as much memory as a small model. */
export interface LentPython extends WarmPython {
  /** The engine's turn has come. */
  begin(): void;
  end(): void;
}

/** @param create starts nothing by itself */
export function createLentPython(create: () => WarmPython): LentPython {
  let inner: WarmPython | null = null;
  let begun = Promise.withResolvers<void>();
  const current = () => {
    inner ??= create();
    return inner;
  };
  return {
    async warmUp() {
      await begun.promise;
      await current().warmUp();
    },
    openSession: (): Promise<PythonSession> => current().openSession(),
    async close() {
      await inner?.close();
      inner = null;
    },
    begin() {
      begun.resolve();
      // Its failure is told by whoever needs a session.
      current()
        .warmUp()
        .catch(() => {});
    },
    end() {
      void inner?.close();
      inner = null;
      begun = Promise.withResolvers();
    },
  };
}
