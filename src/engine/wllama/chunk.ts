import * as v from "valibot";
import type { EndReason } from "../engine";
import { EngineError } from "../errors";

const tokenSchema = v.object({
  logprob: v.number(),
  top_logprobs: v.nullish(v.array(v.object({ logprob: v.number() })), []),
});

/**
 * One message of a streamed completion, as llama.cpp sends it. The library's own types are wrong
 * about log-probabilities and lack `__verbose`, so it is checked here.
 */
const chunkSchema = v.object({
  choices: v.tuple([
    v.object({
      text: v.string(),
      finish_reason: v.nullish(v.string()),
      logprobs: v.nullish(v.object({ content: v.array(tokenSchema) })),
    }),
  ]),
  __verbose: v.optional(
    v.object({
      stop_type: v.optional(v.string()),
      stopping_word: v.optional(v.string()),
      truncated: v.optional(v.boolean()),
      tokens_predicted: v.optional(v.number()),
      timings: v.optional(v.object({ cache_n: v.number(), prompt_n: v.number() })),
    }),
  ),
});

export interface CompletionEnd {
  readonly reason: EndReason;
  readonly stopString: string | null;
  readonly prefilledTokens: number;
  readonly cachedTokens: number;
  readonly generatedTokens: number;
}

/** What llama.cpp tells of a token besides its text. */
export interface TokenFigures {
  /** Null where a piece is not exactly one token, or nothing was asked for. */
  readonly logprob: number | null;
  /** Those of the likeliest tokens, the best first; as many as were asked for. */
  readonly top?: readonly number[];
}

export type Chunk =
  | ({ readonly kind: "text"; readonly text: string } & TokenFigures)
  | { readonly kind: "end"; readonly end: CompletionEnd };

/** @throws {@link EngineError} when it is no such message */
export function parseChunk(raw: unknown): Chunk {
  const parsed = v.safeParse(chunkSchema, raw);
  if (!parsed.success) {
    throw new EngineError(
      "llama.cpp answered in a form this app does not know. Reload the page; if it happens again, report it.",
    );
  }
  const [choice] = parsed.output.choices;
  const verbose = parsed.output.__verbose;
  if (!choice.finish_reason) {
    const token = choice.logprobs?.content.at(-1);
    const top = token?.top_logprobs?.map(({ logprob }) => logprob) ?? [];
    return {
      ...{ kind: "text", text: choice.text, logprob: token?.logprob ?? null },
      ...(top.length > 0 ? { top } : {}),
    };
  }
  return {
    kind: "end",
    end: {
      reason: reasonOf(verbose),
      stopString: verbose?.stop_type === "word" ? (verbose.stopping_word ?? null) : null,
      prefilledTokens: verbose?.timings?.prompt_n ?? 0,
      cachedTokens: verbose?.timings?.cache_n ?? 0,
      generatedTokens: verbose?.tokens_predicted ?? 0,
    },
  };
}

function reasonOf(verbose: v.InferOutput<typeof chunkSchema>["__verbose"]): EndReason {
  if (verbose?.stop_type === "word") return "stop-string";
  if (verbose?.stop_type === "eos") return "end-of-turn";
  return verbose?.truncated ? "context-full" : "token-limit";
}
