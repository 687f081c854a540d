import type { BatchDevice } from "./batch-device";

/** A text on the device, or one that is to get there. */
export interface Place {
  /** Its number on the device; null when it isn't there. */
  text: number | null;
  /** Its tokens, with one that is being drawn. */
  readonly length: number;
  /** Tokens at its beginning whose KV is there, be it another text's that it will begin as. */
  held: number;
}

export interface Choice<T> {
  readonly pieces: readonly { readonly place: T; readonly count: number }[];
  /** The oldest for which pages are lacking. */
  readonly blocked: T | null;
}

/** New tokens that ride along with texts that decode: more would make those wait for long. */
const mostBesideDecoding = 128;

/**
 * The pieces of one pass: one token of each text that decodes, and within what is left of the chunk
 * what others have still to read. A text begins to read only when there are pages for all of it and
 * one more for each that decodes: else it would be in the way soon.
 * @param places the oldest first
 */
export function choosePieces<T extends Place>(
  places: readonly T[],
  device: Pick<BatchDevice, "chunk" | "batch" | "pageSize" | "freePages">,
): Choice<T> {
  const { batch, pageSize } = device;
  let free = device.freePages();
  const pieces: { place: T; count: number }[] = [];
  const decoding = places.filter((place) => waiting(place) === 1);
  for (const place of decoding.slice(0, batch)) {
    const need = newPages(place, 1, pageSize);
    if (need > free) return { pieces, blocked: place };
    free -= need;
    pieces.push({ place, count: 1 });
  }
  const margin = pieces.length;
  let budget =
    pieces.length > 0 ? Math.min(mostBesideDecoding, device.chunk - pieces.length) : device.chunk;
  for (const place of places.filter((each) => waiting(each) > 1)) {
    if (budget <= 0 || pieces.length >= batch) break;
    if (newPages(place, waiting(place), pageSize) + margin > free)
      return { pieces, blocked: place };
    const count = Math.min(waiting(place), budget);
    free -= newPages(place, count, pageSize);
    budget -= count;
    pieces.push({ place, count });
  }
  return { pieces, blocked: null };
}

function waiting({ length, held }: Place): number {
  return length - held;
}

/** A text that begins as another one copies the page that is shared in part. */
function newPages({ text, held }: Place, count: number, pageSize: number): number {
  const own = text === null ? Math.floor(held / pageSize) : Math.ceil(held / pageSize);
  return Math.ceil((held + count) / pageSize) - own;
}
