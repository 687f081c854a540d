import { likeliestTokens, type Sampling } from "../engine";

/** The servers whose extras we know; `plain` gets OpenAI's own fields only. */
export type ServerKind = "vllm" | "sglang" | "llama-server" | "ollama" | "plain";

export interface Dialect {
  /** Null where the server doesn't tell. */
  readonly name: string | null;
  /** Reports log-probabilities in this route. */
  readonly givesLogprobs: boolean;
  /**
   * Fields beyond OpenAI's. They make servers keep or name the stop string, and switch off their
   * own sampling defaults (top-k 40, a model's repetition penalty …): the person asked for
   * temperature and top-p and nothing else. A server that doesn't know a field may refuse the
   * request, so each gets only its own.
   */
  readonly extras: Readonly<Record<string, unknown>>;
}

export const dialects: Readonly<Record<ServerKind, Dialect>> = {
  vllm: {
    name: "vLLM",
    givesLogprobs: true,
    extras: { include_stop_str_in_output: true, top_k: -1, min_p: 0, repetition_penalty: 1 },
  },
  sglang: {
    name: "SGLang",
    givesLogprobs: true,
    extras: { no_stop_trim: true, top_k: -1, min_p: 0, repetition_penalty: 1 },
  },
  "llama-server": {
    name: "llama-server",
    givesLogprobs: true,
    // `verbose` adds stop_type and stopping_word, which /v1/completions lacks otherwise.
    extras: { cache_prompt: true, verbose: true, top_k: 0, min_p: 0, repeat_penalty: 1 },
  },
  ollama: { name: "Ollama", givesLogprobs: false, extras: {} },
  plain: { name: null, givesLogprobs: false, extras: {} },
};

/** A server as the page names it. */
export function describeServer(label: string, { name }: Dialect): string {
  return name === null ? `${label} (OpenAI-compatible server)` : `${label} (${name})`;
}

export interface CompletionBody {
  readonly model: string;
  readonly prompt: string;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  readonly sampling: Sampling;
  /** Asks for the likeliest tokens' log-probabilities too. @default false */
  readonly wantsTop?: boolean;
}

/** The JSON body of one `/v1/completions` request. */
export function completionBody(kind: ServerKind, request: CompletionBody): string {
  return JSON.stringify({
    model: request.model,
    prompt: request.prompt,
    max_tokens: request.maxTokens,
    temperature: request.sampling.temperature,
    top_p: request.sampling.topP,
    // llama-server takes 2^32 - 1 for "a random one".
    seed: Math.min(request.sampling.seed, 0xfffffffe),
    ...(request.stop.length > 0 ? { stop: request.stop } : {}),
    ...(dialects[kind].givesLogprobs ? { logprobs: request.wantsTop ? likeliestTokens : 1 } : {}),
    stream: true,
    stream_options: { include_usage: true },
    ...dialects[kind].extras,
  });
}
