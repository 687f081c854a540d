import {
  type Python,
  type PythonSession,
  PythonUnavailableError,
} from "../../python/python-session";

/** What is learnt of Python from how it is used. */
export interface PythonWatcher {
  /** A block has run. */
  onWorks(): void;
  /** It could not be started. */
  onUnavailable(error: PythonUnavailableError): void;
}

/** The same Python; each use of it tells whether it works, whoever uses it. */
export function watchPython<P extends Python>(python: P, watcher: PythonWatcher): P {
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PythonUnavailableError) watcher.onUnavailable(error);
      throw error;
    }
  };
  return {
    ...python,
    async openSession(): Promise<PythonSession> {
      const session = await watched(() => python.openSession());
      return {
        async run(code, limits, signal) {
          const result = await watched(() => session.run(code, limits, signal));
          watcher.onWorks();
          return result;
        },
        close: () => session.close(),
      };
    },
  };
}
