import { AbortedError, type EngineError } from "../errors";
import type { Layout } from "./layout";

/** Where a sequence's KV lies. */
export interface Place {
  readonly instance: number;
  readonly slot: number;
}

/** Who holds a place; compared by identity. */
export type Holder = object;

interface Slot extends Place {
  /** What its KV holds, as text. */
  text: string;
  holder: Holder | null;
  running: boolean;
  /** Number of the last release; the smallest is the longest unused. */
  used: number;
}

interface Waiter {
  readonly holder: Holder;
  readonly text: string;
  admit(slot: Slot): void;
  fail(error: EngineError): void;
}

/** Gives sequences the slots whose KV helps them most. */
export interface SlotTable {
  /**
   * A place to go on with `text`: the one the holder has kept, else the free one that holds the
   * longest beginning of it. Waits for one, in order.
   * @throws {@link AbortedError}
   */
  acquire(holder: Holder, text: string, signal: AbortSignal): Promise<Place>;
  /** @param keep the sequence will go on soon: nobody else gets its place meanwhile */
  release(place: Place, text: string, keep: boolean): void;
  /** The holder needs its place no more; its KV stays useful to others. */
  drop(holder: Holder): void;
  /** Nobody gets a place any more; who waits gets `error`. */
  close(error: EngineError): void;
}

/**
 * A kept place is taken away after this long while others wait: a sequence that was forgotten must
 * not block them. Longer than Python's limit for one block.
 */
const defaultPatience = 20_000;

export function createSlotTable(layout: Layout, patience = defaultPatience): SlotTable {
  const table: Slot[] = [];
  for (let slot = 0; slot < layout.slots; slot += 1) {
    for (let instance = 0; instance < layout.instances; instance += 1) {
      table.push({ instance, slot, text: "", holder: null, running: false, used: 0 });
    }
  }
  const waiters: Waiter[] = [];
  let releases = 0;
  let closed: EngineError | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const running = (instance: number) =>
    table.filter((slot) => slot.instance === instance && slot.running).length;

  const find = (holder: Holder, text: string): Slot | null => {
    const own = table.find((slot) => slot.holder === holder);
    if (own) return own.running ? null : own;
    const free = table.filter(
      (slot) => slot.holder === null && (layout.startWhileBusy || running(slot.instance) === 0),
    );
    return best(free, text, running);
  };

  const take = (slot: Slot, holder: Holder) => {
    slot.holder = holder;
    slot.running = true;
  };

  const serve = () => {
    for (let at = 0; at < waiters.length; ) {
      const waiter = waiters[at];
      const slot = waiter ? find(waiter.holder, waiter.text) : null;
      if (waiter && slot) {
        waiters.splice(at, 1);
        take(slot, waiter.holder);
        waiter.admit(slot);
      } else {
        at += 1;
      }
    }
    watch();
  };

  /** While somebody waits, kept places that stay idle are taken away. */
  const watch = () => {
    clearTimeout(timer);
    if (waiters.length === 0) return;
    timer = setTimeout(() => {
      for (const slot of table) if (!slot.running) slot.holder = null;
      serve();
    }, patience);
  };

  return {
    async acquire(holder, text, signal) {
      if (closed) throw closed;
      if (signal.aborted) throw new AbortedError("Stopped.");
      const slot = find(holder, text);
      if (slot) {
        take(slot, holder);
        return slot;
      }
      return new Promise((resolve, reject) => {
        const leave = () => {
          signal.removeEventListener("abort", giveUp);
        };
        const waiter: Waiter = {
          holder,
          text,
          admit(place) {
            leave();
            resolve(place);
          },
          fail(error) {
            leave();
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
    release(place, text, keep) {
      const slot = table.find((one) => one.instance === place.instance && one.slot === place.slot);
      if (!slot) return;
      releases += 1;
      slot.text = text;
      slot.running = false;
      slot.used = releases;
      if (!keep) slot.holder = null;
      serve();
    },
    drop(holder) {
      for (const slot of table) {
        if (slot.holder === holder && !slot.running) slot.holder = null;
      }
      serve();
    },
    close(error) {
      closed = error;
      clearTimeout(timer);
      for (const waiter of waiters.splice(0)) waiter.fail(error);
    },
  };
}

/** Longest common beginning first, then the idlest instance, then the longest unused. */
function best(
  free: readonly Slot[],
  text: string,
  running: (instance: number) => number,
): Slot | null {
  let chosen: { slot: Slot; rank: readonly number[] } | null = null;
  for (const slot of free) {
    const rank = [commonLength(slot.text, text), -running(slot.instance), -slot.used];
    if (!chosen || isHigher(rank, chosen.rank)) chosen = { slot, rank };
  }
  return chosen?.slot ?? null;
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
