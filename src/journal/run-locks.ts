const prefix = "run ";

/** Who works on a run: a tab holds its lock until it has ended. A tab that dies lets go. */
export interface RunLocks {
  /** @returns what lets go of it again; null where another tab has it */
  take(id: string): Promise<(() => void) | null>;
  /** Runs that a tab works on. */
  held(): Promise<ReadonlySet<string>>;
}

/** Web Locks, which all browsers have in pages that come over https. */
const webLocks: RunLocks = {
  take(id) {
    const taken = Promise.withResolvers<(() => void) | null>();
    const released = Promise.withResolvers<void>();
    navigator.locks
      .request(prefix + id, { ifAvailable: true }, (lock) => {
        taken.resolve(lock ? released.resolve : null);
        return lock ? released.promise : undefined;
      })
      .catch(taken.reject);
    return taken.promise;
  },
  async held() {
    const { held = [] } = await navigator.locks.query();
    return new Set(
      held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
    );
  },
};

/** Without them, what this tab works on is all that is known. */
function localLocks(): RunLocks {
  const held = new Set<string>();
  return {
    async take(id) {
      if (held.has(id)) return null;
      held.add(id);
      return () => void held.delete(id);
    },
    held: async () => held,
  };
}

export function createRunLocks(): RunLocks {
  return "locks" in navigator ? webLocks : localLocks();
}
