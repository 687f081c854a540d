/** The host's copy of the page table, and what of it the GPU doesn't have yet. */
export interface PageTable {
  /** Rows of page numbers, `[slots, width]`. */
  set(slot: number, pages: readonly number[]): void;
  /** What has to be written: a stretch of words. Copied, so that later changes don't reach it. */
  takeChanges(): { readonly first: number; readonly words: Uint32Array<ArrayBuffer> } | null;
}

/**
 * @param slots rows
 * @param width pages of a text, at most
 */
export function createPageTable(slots: number, width: number): PageTable {
  const words = new Uint32Array(slots * width);
  let first = words.length;
  let end = 0;
  return {
    set(slot, pages) {
      if (pages.length > width) throw new RangeError(`${pages.length} pages in a row of ${width}`);
      for (const [index, page] of pages.entries()) {
        const at = slot * width + index;
        if (words[at] === page) continue;
        words[at] = page;
        first = Math.min(first, at);
        end = Math.max(end, at + 1);
      }
    },
    takeChanges() {
      if (first >= end) return null;
      const changes = { first, words: words.slice(first, end) };
      first = words.length;
      end = 0;
      return changes;
    },
  };
}
