const lockName = "math-solver engine";
const channelName = "math-solver engine";
/** How often a place in the queue is looked at, and whoever has the engine is told that others wait. */
const lookMs = 400;

/** Who may use the engine: one of all widgets and tabs that share this site's storage. */
export interface EngineTurn {
  /**
   * Waits for the turn; at once where this one has it.
   * @param onPlace told the place in the queue, 1 for the next; null when the turn has come
   * @throws the signal's reason
   */
  take(signal: AbortSignal, onPlace: (place: number | null) => void): Promise<void>;
  release(): void;
}

/** What is looked at of the browser's locks. */
export interface LockSnapshot {
  readonly held?: readonly LockEntry[];
  readonly pending?: readonly LockEntry[];
}

interface LockEntry {
  readonly name?: string | undefined;
  readonly clientId?: string | undefined;
}

/**
 * The place in the queue for the engine, 1 for the next.
 * @param marker a lock that only this page holds: browsers tell a page's id nowhere else
 */
export function placeIn({ held = [], pending = [] }: LockSnapshot, marker: string): number | null {
  const own = held.find(({ name }) => name === marker)?.clientId;
  const waiting = pending.filter(({ name }) => name === lockName);
  const at = waiting.findIndex(({ clientId }) => own !== undefined && clientId === own);
  return at < 0 ? null : at + 1;
}

/**
 * A turn by Web Locks, which a frame that is removed or crashes lets go of by itself.
 * @param onWanted called again and again while this one has the engine and others wait
 */
export function createEngineTurn(onWanted: () => void): EngineTurn {
  const locks: LockManager | undefined = navigator.locks;
  // Plain http: there is nobody to share with.
  if (!locks) return { async take() {}, release() {} };
  const channel = new BroadcastChannel(channelName);
  const marker = `math-solver widget ${Math.random()}`;
  locks.request(marker, () => new Promise(() => {})).catch(() => {});
  let release: (() => void) | null = null;
  channel.addEventListener("message", () => {
    if (release) onWanted();
  });

  return {
    async take(signal, onPlace) {
      if (release) return;
      const look = async () => {
        const place = await locks.query().then(
          (all) => placeIn(all, marker),
          () => null,
        );
        if (place === null || release || signal.aborted) return;
        onPlace(place);
        channel.postMessage("wanted");
      };
      const timer = setInterval(look, lookMs);
      const taken = Promise.withResolvers<() => void>();
      locks
        .request(lockName, { signal }, () => {
          const held = Promise.withResolvers<void>();
          taken.resolve(held.resolve);
          return held.promise;
        })
        .catch(taken.reject);
      void look();
      try {
        release = await taken.promise;
      } catch (error) {
        if (!isDenied(error)) throw error;
      } finally {
        clearInterval(timer);
        onPlace(null);
      }
    },
    release() {
      release?.();
      release = null;
    },
  };
}

/** A browser that gives frames of other sites no storage gives them no locks: each is by itself then. */
function isDenied(error: unknown): boolean {
  return error instanceof DOMException && error.name === "SecurityError";
}
