/** Counts the bytes of a file that are there, piece by piece. */
export interface Tally {
  set(piece: number, bytes: number): void;
  loaded(): number;
  /** The most there ever was: bytes that come again for lost ones are no progress. */
  best(): number;
}

export function createTally(onChange: () => void): Tally {
  const pieces = new Map<number, number>();
  let loaded = 0;
  let best = 0;
  return {
    set(piece, bytes) {
      loaded += bytes - (pieces.get(piece) ?? 0);
      best = Math.max(best, loaded);
      pieces.set(piece, bytes);
      onChange();
    },
    loaded: () => loaded,
    best: () => best,
  };
}
