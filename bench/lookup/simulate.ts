/** A text of which the model wrote the tokens from some on; others in between were given to it. */
export interface RecordedText {
  readonly tokens: readonly number[];
  /** For each token, whether the model drew it. */
  readonly drawn: readonly boolean[];
}

export interface LookupOptions {
  /** Tokens at the end of the text that must have occurred before. */
  readonly match: number;
  /** Tokens that are proposed at a time, at most. */
  readonly proposals: number;
}

export interface LookupResult {
  /** Tokens that the model drew. */
  readonly drawn: number;
  /** Passes that it takes with proposals; without, one a token. */
  readonly passes: number;
  /** Rows of all passes: a token each, and the proposals. */
  readonly rows: number;
}

/**
 * Prompt lookup on a text that was drawn without it. Draws follow from the seed and the place, so a
 * proposal is accepted exactly where it is what was drawn: the text stays the same to the last token.
 */
export function simulateLookup(text: RecordedText, options: LookupOptions): LookupResult {
  const { tokens, drawn } = text;
  const places = new Map<string, number>();
  let known = 0;
  let passes = 0;
  let rows = 0;
  let count = 0;
  for (let at = 0; at < tokens.length; ) {
    if (!drawn[at]) {
      at += 1;
      continue;
    }
    // What follows the last occurrence that ended before this one.
    for (; known < at; known++) {
      if (known >= options.match) places.set(keyAt(tokens, known, options.match), known);
    }
    const place = places.get(keyAt(tokens, at, options.match));
    const proposed = place === undefined ? [] : tokens.slice(place, place + options.proposals);
    // Proposals can't know what comes from outside.
    const usable = proposed.slice(0, Math.max(0, at - (place ?? at)));
    let accepted = 0;
    while (accepted < usable.length && drawn[at + accepted]) {
      if (usable[accepted] !== tokens[at + accepted]) break;
      accepted += 1;
    }
    passes += 1;
    rows += 1 + usable.length;
    // The token after the accepted ones comes from the same pass.
    const written = accepted + (drawn[at + accepted] ? 1 : 0);
    count += written;
    at += written;
  }
  return { drawn: count, passes, rows };
}

/** The tokens before a place. */
function keyAt(tokens: readonly number[], place: number, match: number): string {
  return place < match ? `${place} too short` : tokens.slice(place - match, place).join();
}
