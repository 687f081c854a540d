import { AbortedError, type EngineError } from "../errors";

/** Who goes on with a text; compared by identity. */
export type Holder = object;

interface Lane {
  /** Sequences that generate there, or will soon go on; true while they generate. */
  readonly holders: Map<Holder, boolean>;
  /** What its slots hold, as text, the newest last. */
  readonly texts: string[];
  /** Number of the last release; the smallest is the longest unused. */
  used: number;
}

interface Waiter {
  readonly holder: Holder;
  readonly text: string;
  admit(lane: number): void;
  fail(error: EngineError): void;
}

/** Gives sequences the instance ("lane") whose KV helps them most. */
export interface LaneTable {
  /**
   * The lane that the holder has kept, else the free one that holds the longest beginning of
   * `text`. Waits for one, in order.
   * @throws {@link AbortedError}
   */
  acquire(holder: Holder, text: string, signal: AbortSignal): Promise<number>;
  /** @param keep the sequence will go on soon: nobody else gets its place meanwhile */
  release(lane: number, holder: Holder, text: string, keep: boolean): void;
  /** The holder needs its place no more. */
  drop(holder: Holder): void;
  /** Nobody gets a place any more; who waits gets `error`. */
  close(error: EngineError): void;
}

/**
 * A kept place is taken away after this long while others wait: a sequence that was forgotten must
 * not block them. Longer than Python's limit for one block.
 */
const defaultPatience = 20_000;

/** @param slots sequences that one lane can hold */
export function createLaneTable(
  count: number,
  slots: number,
  patience = defaultPatience,
): LaneTable {
  const lanes: Lane[] = Array.from({ length: count }, () => ({
    holders: new Map(),
    texts: [],
    used: 0,
  }));
  const waiters: Waiter[] = [];
  let releases = 0;
  let closed: EngineError | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const find = (holder: Holder, text: string): number | null => {
    const own = lanes.findIndex((lane) => lane.holders.has(holder));
    return own >= 0 ? own : best(lanes, (lane) => isOpen(lane, slots), text);
  };

  const serve = () => {
    for (const waiter of [...waiters]) {
      const lane = find(waiter.holder, waiter.text);
      if (lane === null) continue;
      waiters.splice(waiters.indexOf(waiter), 1);
      lanes[lane]?.holders.set(waiter.holder, true);
      waiter.admit(lane);
    }
    watch();
  };

  /** While somebody waits, kept places that stay idle are taken away. */
  const watch = () => {
    clearTimeout(timer);
    if (waiters.length === 0) return;
    timer = setTimeout(() => {
      for (const { holders } of lanes) {
        for (const [holder, running] of holders) if (!running) holders.delete(holder);
      }
      serve();
    }, patience);
  };

  return {
    async acquire(holder, text, signal) {
      if (closed) throw closed;
      if (signal.aborted) throw new AbortedError("Stopped.");
      const lane = find(holder, text);
      if (lane !== null) {
        lanes[lane]?.holders.set(holder, true);
        return lane;
      }
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          holder,
          text,
          admit(place) {
            signal.removeEventListener("abort", giveUp);
            resolve(place);
          },
          fail(error) {
            signal.removeEventListener("abort", giveUp);
            reject(error);
          },
        };
        const giveUp = () => {
          waiters.splice(waiters.indexOf(waiter), 1);
          reject(new AbortedError("Stopped."));
        };
        signal.addEventListener("abort", giveUp, { once: true });
        waiters.push(waiter);
        watch();
      });
    },
    release(index, holder, text, keep) {
      const lane = lanes[index];
      if (!lane) return;
      releases += 1;
      lane.used = releases;
      lane.texts.push(text);
      if (lane.texts.length > slots) lane.texts.shift();
      if (keep) lane.holders.set(holder, false);
      else lane.holders.delete(holder);
      serve();
    },
    drop(holder) {
      for (const { holders } of lanes) if (holders.get(holder) === false) holders.delete(holder);
      serve();
    },
    close(error) {
      closed = error;
      clearTimeout(timer);
      for (const waiter of waiters.splice(0)) waiter.fail(error);
    },
  };
}

/**
 * llama.cpp itself chooses the slot: the idle one that holds most of the text. Where a sequence
 * pauses, a new one with the same prompt would get that sequence's slot; so it waits.
 */
function isOpen({ holders }: Lane, slots: number): boolean {
  return holders.size < slots && ![...holders.values()].includes(false);
}

/** Longest common beginning first, then the idlest, then the longest unused. */
function best(
  lanes: readonly Lane[],
  isFree: (lane: Lane) => boolean,
  text: string,
): number | null {
  let chosen: { index: number; rank: readonly number[] } | null = null;
  for (const [index, lane] of lanes.entries()) {
    if (!isFree(lane)) continue;
    const common = Math.max(0, ...lane.texts.map((held) => commonLength(held, text)));
    const rank = [common, -lane.holders.size, -lane.used];
    if (!chosen || isHigher(rank, chosen.rank)) chosen = { index, rank };
  }
  return chosen?.index ?? null;
}

function isHigher(rank: readonly number[], than: readonly number[]): boolean {
  for (const [index, value] of rank.entries()) {
    const other = than[index] ?? 0;
    if (value !== other) return value > other;
  }
  return false;
}

function commonLength(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}
