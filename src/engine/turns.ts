import type { GenerateEnd, GenerateEvent, GenerateOptions } from "./engine";
import { AbortedError, EngineError } from "./errors";

/** What all sequences keep alike: one generation at a time, none after the end. */
export interface Turns {
  /** Fires when the sequence is closed. */
  readonly closed: AbortSignal;
  /**
   * @param run gets a signal that fires when the generation is stopped, when the sequence is closed,
   * and when the reader leaves
   */
  generate(
    options: GenerateOptions,
    run: (signal: AbortSignal) => AsyncIterable<GenerateEvent>,
  ): AsyncGenerator<GenerateEvent>;
  /** @throws {@link EngineError} when text can't be appended now */
  checkIdle(): void;
  close(): void;
}

export function createTurns(): Turns {
  const closed = new AbortController();
  let busy = false;
  const checkOpen = () => {
    if (closed.signal.aborted) throw new EngineError("This sequence is closed.");
  };
  return {
    closed: closed.signal,
    async *generate({ signal, maxTokens }, run) {
      checkOpen();
      if (busy) throw new EngineError("This sequence is already generating.");
      if (signal.aborted) throw new AbortedError("Stopped.");
      if (maxTokens <= 0) return yield nothingWritten("token-limit");
      busy = true;
      const left = new AbortController();
      try {
        yield* run(AbortSignal.any([signal, closed.signal, left.signal]));
      } finally {
        left.abort();
        busy = false;
      }
    },
    checkIdle() {
      checkOpen();
      if (busy) throw new EngineError("Text can be appended only between generations.");
    },
    close: () => closed.abort(),
  };
}

/** The end of a generation that had nothing to do. */
export function nothingWritten(reason: GenerateEnd["reason"]): GenerateEnd {
  return {
    ...{ kind: "end", reason, stopString: null },
    ...{ prefilledTokens: 0, cachedTokens: 0, generatedTokens: 0 },
  };
}
