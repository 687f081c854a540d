import type { Engine, Sampling } from "../engine/engine";
import { abortable } from "./abortable";

/** What a generation cost. */
export interface TokenCounts {
  readonly generatedTokens: number;
  readonly prefilledTokens: number;
  readonly cachedTokens: number;
}

export const noTokens: TokenCounts = { generatedTokens: 0, prefilledTokens: 0, cachedTokens: 0 };

export function addTokens(one: TokenCounts, other: TokenCounts): TokenCounts {
  return {
    generatedTokens: one.generatedTokens + other.generatedTokens,
    prefilledTokens: one.prefilledTokens + other.prefilledTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
  };
}

export interface AskParams {
  readonly prompt: string;
  readonly sampling: Sampling;
  readonly maxTokens: number;
  readonly onText?: (text: string) => void;
}

/**
 * One question, one text: no tools, a sequence of its own.
 * @throws what the engine throws, `AbortedError` when `signal` fires
 */
export async function askForText(
  engine: Engine,
  { prompt, sampling, maxTokens, onText }: AskParams,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly tokens: TokenCounts }> {
  const sequence = await abortable(
    signal,
    () => engine.open(prompt, sampling),
    (late) => late.close(),
  );
  try {
    let text = "";
    let tokens = noTokens;
    for await (const event of sequence.generate({ stop: [], maxTokens, signal })) {
      if (event.kind === "token") {
        text += event.text;
        onText?.(event.text);
      } else tokens = event;
    }
    const { generatedTokens, prefilledTokens, cachedTokens } = tokens;
    return { text, tokens: { generatedTokens, prefilledTokens, cachedTokens } };
  } finally {
    // What fails while closing must not hide the text.
    await sequence.close().catch(() => {});
  }
}
