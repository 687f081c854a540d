import type {
  EndReason,
  GenerateEnd,
  GenerateEvent,
  GenerateOptions,
  Sampling,
  Sequence,
} from "../engine";
import { AbortedError, EngineError } from "../errors";
import { createEventQueue } from "../event-queue";
import { createStopScanner } from "../stop-scanner";
import { createTurns, nothingWritten } from "../turns";
import type { Draw } from "./batch-device";
import type { Step, Text } from "./scheduler";
import { createTokenDecoder, type Tokenizer } from "./tokenizer";

export interface TokenSequenceContext {
  readonly text: Text;
  readonly tokenizer: Tokenizer;
  readonly endIds: ReadonlySet<number>;
  /** Tokens that it may hold by now. */
  contextLength(): number;
  readonly sampling: Sampling;
}

/** A text of the scheduler as the solver's sequence: tokens become text, and strings stop it. */
export function createTokenSequence(context: TokenSequenceContext): Sequence {
  const { text, tokenizer, sampling, contextLength } = context;
  const turns = createTurns();

  async function* run(
    options: GenerateOptions,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    if (text.length >= contextLength()) return yield nothingWritten("context-full");
    const queue = createEventQueue<GenerateEvent>();
    const reader = createReader(context, options, queue.push);
    const mostDraws = Math.min(options.maxTokens, contextLength() - text.length);
    const request = { ...sampling, signal, mostDraws, onDraw: reader.onDraw };
    const decoding = text.decode(request).then(
      ({ prefilled, cached }) => {
        const end = { kind: "end", ...reader.end() } as const;
        queue.push({ ...end, prefilledTokens: prefilled, cachedTokens: cached });
        queue.end();
      },
      (error: unknown) => queue.fail(signal.aborted ? new AbortedError("Stopped.") : error),
    );
    yield* queue;
    await decoding;
  }

  return {
    generate: (options) => turns.generate(options, (signal) => run(options, signal)),
    async append(more) {
      turns.checkIdle();
      text.append(tokenizer.encode(more));
    },
    async close() {
      turns.close();
      text.close();
    },
  };
}

interface Reader {
  onDraw(draw: Draw): Step;
  /** How it ended, once it has. */
  end(): Pick<GenerateEnd, "reason" | "stopString" | "generatedTokens">;
}

/** Reads the tokens of one generation. */
function createReader(
  { text, tokenizer, endIds, contextLength }: TokenSequenceContext,
  { maxTokens, stop, wantsTop = false }: Omit<GenerateOptions, "signal">,
  push: (event: GenerateEvent) => void,
): Reader {
  const decoder = createTokenDecoder(tokenizer);
  const scanner = createStopScanner(stop);
  let generatedTokens = 0;
  let ending: { readonly reason: EndReason; readonly stopString: string | null } | null = null;
  const finish = (
    reason: EndReason,
    tokens: readonly number[],
    stopString: string | null = null,
  ) => {
    ending = { reason, stopString };
    return { tokens, goOn: false };
  };
  return {
    onDraw({ token, logprob, top }) {
      generatedTokens += 1;
      // The text may go on after it, as a chat does; it is no part of the answer.
      if (endIds.has(token)) return finish("end-of-turn", [token]);
      const told = { logprob, ...(wantsTop ? { top: top.map((one) => one.logprob) } : {}) };
      const piece = decoder.add(token);
      const stopped = scanner.push(piece);
      if (stopped) {
        const kept = piece.slice(0, stopped.keep);
        push({ kind: "token", text: kept, ...told });
        // What a token holds beyond the stop string is no part of the text.
        const tokens = kept === piece ? [token] : tokenizer.encode(kept);
        return finish("stop-string", tokens, stopped.stop);
      }
      const isLast = generatedTokens >= maxTokens || text.length + 1 >= contextLength();
      push({ kind: "token", text: isLast ? piece + decoder.end() : piece, ...told });
      if (generatedTokens >= maxTokens) return finish("token-limit", [token]);
      if (isLast) return finish("context-full", [token]);
      return { tokens: [token], goOn: true };
    },
    end() {
      if (!ending) throw new EngineError("The generation has not ended.");
      return { ...ending, generatedTokens };
    },
  };
}
