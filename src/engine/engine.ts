import type { PromptForm } from "./prompt-form";

/**
 * The engine port: what the solver needs of a language model, whoever runs it.
 * A sequence is one growing text with its own KV; it keeps it between `generate` and `append`.
 */

/** What really computes. `webgpu` only when the layers are known to lie on the GPU. */
export type Backend = "webgpu" | "cpu-threads" | "cpu-single-thread" | "http";

export interface EngineInfo {
  readonly backend: Backend;
  /** For people: the adapter, "CPU, 2 threads", or the server's address. */
  readonly device: string;
  /** Why the backend is not a faster one, in plain words; null when nothing was given up. */
  readonly fallbackReason: string | null;
  /** Worker threads that decode; 1 without SharedArrayBuffer, 0 where it is not ours to know. */
  readonly threads: number;
  readonly modelName: string;
  readonly promptForm: PromptForm;
  /** Tokens one sequence can hold, prompt included. */
  readonly contextLength: number;
  /** Sequences decoded at the same time; more are queued by the engine. */
  readonly maxSequences: number;
  /** False where the text so far is sent again for each `generate` (a remote endpoint). */
  readonly keepsKv: boolean;
  /** True where token events carry log-probabilities. */
  readonly givesLogprobs: boolean;
}

export interface Sampling {
  /** 0 means greedy. */
  readonly temperature: number;
  readonly topP: number;
  /** Unsigned 32-bit. The same seed on the same engine, alone, gives the same text. */
  readonly seed: number;
}

/** How many of the likeliest tokens engines tell: what OpenAI's completions allow, at most. */
export const likeliestTokens = 5;

export interface GenerateOptions {
  /** Generation ends after the first of these; the stop string is kept in the text. */
  readonly stop: readonly string[];
  /** At most this many new tokens. */
  readonly maxTokens: number;
  /** Token events carry `top` too, where the engine knows it. @default false */
  readonly wantsTop?: boolean;
  readonly signal: AbortSignal;
}

export interface TokenEvent {
  readonly kind: "token";
  readonly text: string;
  /** Natural logarithm of the chosen token's probability before temperature; null if unknown. */
  readonly logprob: number | null;
  /**
   * Those of the {@link likeliestTokens} likeliest tokens, the best first, whichever was chosen; there
   * only when asked for by `wantsTop`, and only from engines that know them. Fewer where an engine
   * tells fewer.
   */
  readonly top?: readonly number[];
}

export type EndReason =
  /** One of the stop strings; it is the end of the text. */
  | "stop-string"
  /** The model closed its turn. */
  | "end-of-turn"
  | "token-limit"
  /** The sequence fills its context. */
  | "context-full";

export interface GenerateEnd {
  readonly kind: "end";
  readonly reason: EndReason;
  readonly stopString: string | null;
  /** Tokens computed before the first new one (prompt or appended text), and those found in the KV. */
  readonly prefilledTokens: number;
  readonly cachedTokens: number;
  readonly generatedTokens: number;
}

export type GenerateEvent = TokenEvent | GenerateEnd;

export interface Sequence {
  /**
   * Goes on from the text so far. Ends with exactly one `end` event.
   * @throws {@link AbortedError} when `signal` fires; the text so far stays in the sequence.
   * @throws {@link EngineError} and its kinds
   */
  generate(options: GenerateOptions): AsyncIterable<GenerateEvent>;
  /** Adds text (tool output) that the model reads before it goes on. */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface Engine {
  readonly info: EngineInfo;
  /** @param prompt the whole formatted prompt; equal prompts share what the engine can share */
  open(prompt: string, sampling: Sampling): Promise<Sequence>;
  unload(): Promise<void>;
}
