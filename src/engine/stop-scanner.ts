/** Finds the first of some strings in text that arrives in pieces. */
export interface StopScanner {
  /**
   * Takes the next piece. Null: no stop string ends in it. Otherwise how much of the piece belongs
   * to the text (up to and with the stop string).
   */
  push(piece: string): { keep: number; stop: string } | null;
}

export function createStopScanner(stops: readonly string[]): StopScanner {
  const longest = Math.max(0, ...stops.map((stop) => stop.length));
  let tail = "";
  return {
    push(piece) {
      const text = tail + piece;
      let first: { end: number; stop: string } | null = null;
      for (const stop of stops) {
        const at = text.indexOf(stop);
        if (at < 0) continue;
        const end = at + stop.length;
        if (!first || end < first.end) first = { end, stop };
      }
      if (first) return { keep: first.end - tail.length, stop: first.stop };
      tail = longest > 1 ? text.slice(1 - longest) : "";
      return null;
    },
  };
}
