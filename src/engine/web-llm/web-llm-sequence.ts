import type { GenerateEnd, GenerateEvent, GenerateOptions, Sampling, Sequence } from "../engine";
import { AbortedError, PromptTooLongError } from "../errors";
import type { Gate } from "../http/gate";
import { createStopScanner } from "../stop-scanner";
import { createTurns } from "../turns";

/** One request of web-llm's text completion. */
export interface CompletionRequest {
  readonly prompt: string;
  readonly maxTokens: number;
  readonly sampling: Sampling;
  /** How many of the likeliest tokens are told. */
  readonly top: number;
}

/** A token as web-llm streams it, or how the stream ended. */
export type CompletionPiece =
  | {
      readonly kind: "token";
      readonly text: string;
      readonly logprob: number | null;
      readonly top: readonly number[];
    }
  | {
      readonly kind: "end";
      /** "length": the limit of tokens, or the context, is used up. */
      readonly reason: "stop" | "length";
      readonly promptTokens: number;
      readonly generatedTokens: number;
    };

/** What a sequence needs of web-llm. It does one completion at a time, each from an empty KV. */
export interface Completer {
  complete(request: CompletionRequest): AsyncIterable<CompletionPiece>;
  /** The prompt alone is longer than the context. */
  isTooLong(error: unknown): boolean;
}

export interface WebLlmSequenceContext {
  readonly completer: Completer;
  /** One place: who writes has it. */
  readonly gate: Gate;
  readonly contextLength: number;
  readonly sampling: Sampling;
  readonly prompt: string;
}

/** The text so far is sent again for each generation: web-llm's completion begins with an empty KV. */
export function createWebLlmSequence(context: WebLlmSequenceContext): Sequence {
  const { completer, gate, contextLength, sampling, prompt } = context;
  const turns = createTurns();
  /** What follows the prompt. */
  let text = "";
  let generations = 0;

  async function* run(
    { stop, maxTokens, wantsTop = false }: GenerateOptions,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    const scanner = createStopScanner(stop);
    let generatedTokens = 0;
    let prefilledTokens = 0;
    const end = (reason: GenerateEnd["reason"], stopString: string | null = null): GenerateEnd => ({
      ...{ kind: "end", reason, stopString, prefilledTokens, cachedTokens: 0, generatedTokens },
    });
    // Each generation of a sample draws other numbers.
    const seed = (sampling.seed + generations) >>> 0;
    generations += 1;
    try {
      for await (const piece of completer.complete({
        ...{ prompt: prompt + text, maxTokens, sampling: { ...sampling, seed } },
        top: wantsTop ? 5 : 0,
      })) {
        if (signal.aborted) throw new AbortedError("Stopped.");
        if (piece.kind === "end") {
          prefilledTokens = piece.promptTokens;
          if (piece.reason === "stop") return yield end("end-of-turn");
          const isFull = piece.promptTokens + generatedTokens >= contextLength - 1;
          return yield end(isFull && generatedTokens < maxTokens ? "context-full" : "token-limit");
        }
        generatedTokens += 1;
        const found = scanner.push(piece.text);
        const kept = found ? piece.text.slice(0, found.keep) : piece.text;
        text += kept;
        const { logprob, top } = piece;
        yield { kind: "token", text: kept, logprob, ...(wantsTop ? { top } : {}) };
        if (found) return yield end("stop-string", found.stop);
      }
    } catch (error) {
      if (!completer.isTooLong(error)) throw error;
      if (text !== "") return yield end("context-full");
      throw new PromptTooLongError(
        `The problem is longer than this model's ${contextLength} tokens. Shorten it.`,
        { cause: error },
      );
    }
    // The stream broke off without a word.
    yield end("end-of-turn");
  }

  async function* runInside(
    options: GenerateOptions,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    const leave = await gate.enter(signal);
    try {
      yield* run(options, signal);
    } finally {
      leave();
    }
  }

  return {
    generate: (options) => turns.generate(options, (signal) => runInside(options, signal)),
    async append(more) {
      turns.checkIdle();
      text += more;
    },
    async close() {
      turns.close();
    },
  };
}
