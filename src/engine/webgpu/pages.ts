import { EngineError } from "../errors";

/** A page whose tokens another one begins with. */
export interface PageCopy {
  readonly from: number;
  readonly to: number;
}

/** Which pages of the KV hold which texts. Pure reckoning: who uses it moves the numbers. */
export interface Pages {
  readonly free: number;
  /** A new, empty text. */
  add(text: number): void;
  /**
   * A new text that begins as another one. Full pages are shared; one that is filled in part is copied,
   * since both texts go on in it.
   * @returns what has to be copied before anything is written
   * @throws {@link EngineError} when no page is free for the copy; nothing has changed then
   */
  fork(from: number, to: number): PageCopy | null;
  remove(text: number): void;
  /**
   * Makes room for tokens at a text's end.
   * @throws {@link EngineError} when too few pages are free; nothing has changed then
   */
  extend(text: number, tokens: number): void;
  /**
   * Takes tokens at the end back. They must have been added after the last fork: shared pages are never
   * written to.
   */
  shorten(text: number, tokens: number): void;
  length(text: number): number;
  /** Of a text, in order. */
  pages(text: number): readonly number[];
}

interface Held {
  length: number;
  readonly pages: number[];
}

/**
 * @param count pages that there are
 * @param pageSize tokens of one
 */
export function createPages(count: number, pageSize: number): Pages {
  const texts = new Map<number, Held>();
  /** Texts that have a page. */
  const users = new Uint32Array(count);
  // The first one on top.
  const free = Array.from({ length: count }, (_, page) => count - 1 - page);

  const held = (text: number): Held => {
    const found = texts.get(text);
    if (!found) throw new EngineError(`There is no text ${text} on the GPU.`);
    return found;
  };

  const take = (wanted: number): number[] => {
    if (wanted > free.length) throw new EngineError("The GPU's memory for texts is full.");
    const taken = wanted > 0 ? free.splice(-wanted).reverse() : [];
    for (const page of taken) users[page] = 1;
    return taken;
  };

  const release = (pages: readonly number[]) => {
    // Backwards, so that they are given out again in order.
    for (const page of pages.toReversed()) {
      const left = (users[page] ?? 0) - 1;
      users[page] = left;
      if (left === 0) free.push(page);
    }
  };

  return {
    get free() {
      return free.length;
    },
    add(text) {
      texts.set(text, { length: 0, pages: [] });
    },
    fork(from, to) {
      const { length, pages } = held(from);
      const shared = pages.slice(0, Math.floor(length / pageSize));
      const partial = pages[shared.length];
      const copied = length % pageSize > 0 ? take(1) : [];
      for (const page of shared) users[page] = (users[page] ?? 0) + 1;
      texts.set(to, { length, pages: [...shared, ...copied] });
      const [copy] = copied;
      return partial === undefined || copy === undefined ? null : { from: partial, to: copy };
    },
    remove(text) {
      release(held(text).pages);
      texts.delete(text);
    },
    extend(text, tokens) {
      const place = held(text);
      const wanted = Math.ceil((place.length + tokens) / pageSize) - place.pages.length;
      place.pages.push(...take(wanted));
      place.length += tokens;
    },
    shorten(text, tokens) {
      const place = held(text);
      place.length -= tokens;
      release(place.pages.splice(Math.ceil(place.length / pageSize)));
    },
    length: (text) => held(text).length,
    pages: (text) => held(text).pages,
  };
}
