import * as v from "valibot";
import { likeliestTokens } from "../engine";

/** One token and its natural log-probability, as a server reports it. */
export interface ReportedToken {
  readonly text: string;
  readonly logprob: number | null;
  /** Those of the likeliest tokens, the best first, where the server lists them. */
  readonly top?: readonly number[];
}

/** How a server said that generation ended. */
export interface Finish {
  /** "stop", "length", "abort" …; never empty. */
  readonly reason: string;
  /** The matched stop string; "eos" where the server says it was none; null where it says nothing. */
  readonly matched: { readonly stop: string } | "eos" | null;
}

export interface Usage {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

/** What one event of the stream tells, whichever server sent it. */
export interface Chunk {
  readonly text: string;
  /** The tokens of `text`, where the server lists them. */
  readonly tokens: readonly ReportedToken[];
  readonly finish: Finish | null;
  readonly usage: Usage | null;
  /** The server broke off inside the stream; HTTP status already said 200. */
  readonly error: { readonly message: string; readonly status: number | null } | null;
}

const count = v.nullish(v.number(), 0);

const legacyLogprobs = v.object({
  tokens: v.array(v.string()),
  token_logprobs: v.array(v.nullable(v.number())),
  // By the tokens' texts, of each place; null where none were asked for.
  top_logprobs: v.fallback(
    v.nullish(v.array(v.nullable(v.record(v.string(), v.nullable(v.number()))))),
    null,
  ),
});
const contentLogprobs = v.object({
  content: v.array(
    v.object({
      token: v.string(),
      logprob: v.nullable(v.number()),
      top_logprobs: v.fallback(
        v.nullish(v.array(v.object({ logprob: v.nullable(v.number()) }))),
        null,
      ),
    }),
  ),
});

const choiceSchema = v.object({
  text: v.nullish(v.string(), ""),
  finish_reason: v.nullish(v.string()),
  logprobs: v.fallback(v.nullish(v.union([legacyLogprobs, contentLogprobs])), null),
  // vLLM: the string, a token id, or null for the end of the turn.
  stop_reason: v.optional(v.nullable(v.union([v.string(), v.number()]))),
  // SGLang: the string, or the id of the token that ended it.
  matched_stop: v.optional(v.nullable(v.union([v.string(), v.number()]))),
});

/** llama-server's own words; in `/v1/completions` under `__verbose` when asked for. */
const stopFields = {
  stop_type: v.nullish(v.string()),
  stopping_word: v.nullish(v.string()),
};

const chunkSchema = v.object({
  choices: v.optional(v.array(choiceSchema), []),
  usage: v.fallback(
    v.nullish(
      v.object({
        prompt_tokens: count,
        completion_tokens: count,
        prompt_tokens_details: v.nullish(v.object({ cached_tokens: count })),
      }),
    ),
    null,
  ),
  error: v.optional(v.unknown()),
  // SGLang and older vLLM put the error's fields at the top.
  object: v.nullish(v.string()),
  message: v.nullish(v.string()),
  code: v.nullish(v.unknown()),
  ...stopFields,
  __verbose: v.fallback(v.nullish(v.object(stopFields)), null),
});
type RawChunk = v.InferOutput<typeof chunkSchema>;

const nothing: Chunk = { text: "", tokens: [], finish: null, usage: null, error: null };

/**
 * Reads one event. Null when it is no JSON object of a completion: an event that a cut connection
 * left incomplete, or something foreign.
 */
export function parseChunk(data: string): Chunk | null {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return null;
  }
  const parsed = v.safeParse(chunkSchema, json);
  if (!parsed.success) return null;
  const raw = parsed.output;
  const error = readError(raw);
  if (error) return { ...nothing, error };
  const choice = raw.choices[0];
  return {
    text: choice?.text ?? "",
    tokens: readTokens(choice?.logprobs ?? null),
    finish: choice?.finish_reason
      ? { reason: choice.finish_reason, matched: readMatched(raw, choice) }
      : null,
    usage: raw.usage
      ? {
          promptTokens: raw.usage.prompt_tokens,
          cachedTokens: raw.usage.prompt_tokens_details?.cached_tokens ?? 0,
          completionTokens: raw.usage.completion_tokens,
        }
      : null,
    error: null,
  };
}

const errorSchema = v.object({
  message: v.nullish(v.string()),
  code: v.nullish(v.union([v.number(), v.string()])),
});

/** The message and status inside an error body or event, in any of the shapes servers use. */
export function readErrorBody(json: unknown): { message: string; status: number | null } | null {
  const parsed = v.safeParse(chunkSchema, json);
  if (parsed.success) return readError(parsed.output);
  // FastAPI's own errors: {"detail": "Not Found"}
  const detail = v.safeParse(v.object({ detail: v.unknown() }), json);
  return detail.success ? { message: inWords(detail.output.detail), status: null } : null;
}

function readError(raw: RawChunk): Chunk["error"] {
  if (raw.error !== undefined && raw.error !== null) {
    const inner = v.safeParse(errorSchema, raw.error);
    return inner.success
      ? { message: inner.output.message ?? inWords(raw.error), status: status(inner.output.code) }
      : { message: inWords(raw.error), status: null };
  }
  if (raw.object === "error") {
    return { message: raw.message ?? "unknown error", status: status(raw.code) };
  }
  return null;
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function status(code: unknown): number | null {
  const number = Number(code);
  return Number.isInteger(number) && number >= 400 && number < 600 ? number : null;
}

function readTokens(logprobs: v.InferOutput<typeof choiceSchema>["logprobs"]): ReportedToken[] {
  if (!logprobs) return [];
  if ("content" in logprobs) {
    return logprobs.content.map(({ token, logprob, top_logprobs }) => ({
      ...{ text: token, logprob },
      ...likeliest(top_logprobs?.map((one) => one.logprob)),
    }));
  }
  return logprobs.tokens.map((text, index) => ({
    text,
    logprob: logprobs.token_logprobs[index] ?? null,
    ...likeliest(Object.values(logprobs.top_logprobs?.[index] ?? {})),
  }));
}

/** vLLM adds the chosen token where it is none of the likeliest ones: it is the last in order. */
function likeliest(logprobs: readonly (number | null)[] = []): Pick<ReportedToken, "top"> {
  const known = logprobs.flatMap((one) => one ?? []).sort((a, b) => b - a);
  return known.length > 0 ? { top: known.slice(0, likeliestTokens) } : {};
}

function readMatched(raw: RawChunk, choice: v.InferOutput<typeof choiceSchema>): Finish["matched"] {
  const own = raw.__verbose ?? raw;
  if (own.stop_type === "word" && own.stopping_word) return { stop: own.stopping_word };
  if (own.stop_type === "eos") return "eos";
  // A field that is absent says nothing; one that is null says "no stop string".
  const told = choice.stop_reason !== undefined ? choice.stop_reason : choice.matched_stop;
  if (told === undefined) return null;
  return typeof told === "string" ? { stop: told } : "eos";
}
