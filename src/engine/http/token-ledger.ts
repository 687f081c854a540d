import type { Usage } from "./chunk";
import type { ContextRefusal } from "./context-limit";

/**
 * Knows how many tokens still fit. We have no tokenizer here: servers tell the count of each text
 * we sent, and what was added since is estimated.
 */
export interface TokenLedger {
  contextLength(): number;
  /** Tokens that may be asked for after a text of this many characters. 0 only when sure. */
  room(characters: number): number;
  /** A request with a text of `sent` characters ended and the text is `now` long. */
  counted(sent: number, usage: Usage, now: number): void;
  /** The server found `sent` characters and `asked` tokens too much together. */
  refused(sent: number, asked: number, refusal: ContextRefusal): void;
}

/** Mathematics and code hold fewer characters a token than prose. */
const charactersPerToken = 2.5;

/** Asked for when the estimate says that nothing fits: the server's refusal then tells the truth. */
const trial = 256;

export function createTokenLedger(contextLength: number): TokenLedger {
  let length = contextLength;
  let known = { tokens: 0, characters: 0 };
  let ceiling = Number.POSITIVE_INFINITY;
  return {
    contextLength: () => length,
    room(characters) {
      const unknown = characters - known.characters;
      const left = length - known.tokens - Math.ceil(unknown / charactersPerToken);
      if (unknown <= 0) return Math.min(left, ceiling);
      return Math.min(Math.max(left, trial), ceiling);
    },
    counted(sent, usage, now) {
      // Ollama leaves out what it had cached: such a count is too small to be true.
      if (usage.promptTokens < sent / 16) return;
      known = { tokens: usage.promptTokens + usage.completionTokens, characters: now };
      ceiling = Number.POSITIVE_INFINITY;
    },
    refused(sent, asked, { inputTokens, contextLength: told }) {
      if (told !== null && told > 0) length = Math.min(length, told);
      if (inputTokens !== null) known = { tokens: inputTokens, characters: sent };
      else ceiling = Math.floor(Math.min(asked, ceiling) / 2);
    },
  };
}
