/** Milliseconds that one pass may take: browsers end a GPU's work that takes some seconds. */
const aim = 400;
const least = 32;

/** How many new tokens a pass may compute, learnt from the passes before. */
export interface Pace {
  chunk(): number;
  note(tokens: number, milliseconds: number): void;
}

/** @param most what the library can take */
export function createPace(most: number): Pace {
  let chunk = Math.min(64, most);
  return {
    chunk: () => chunk,
    note(tokens, milliseconds) {
      // A smaller pass says nothing of one that is larger.
      if (tokens < chunk && milliseconds <= aim) return;
      if (milliseconds > 2 * aim) chunk = Math.max(least, Math.floor(chunk / 2));
      else if (milliseconds < aim && tokens >= chunk) chunk = Math.min(most, chunk * 2);
    },
  };
}
