import type { Engine, EngineInfo } from "../engine";
import { EngineError } from "../errors";
import { parseAddress } from "./address";
import { describeServer, dialects } from "./dialect";
import { createGate } from "./gate";
import { createHttpSequence } from "./http-sequence";
import { probeServer } from "./probe";
import { defaultPatience, type Patience } from "./retry";
import type { Server } from "./server";

export interface HttpEngineParams {
  /** The server's address, with or without "/v1". */
  readonly baseUrl: string;
  /** The model's name on that server; empty for its only or first one. */
  readonly model: string;
  /** Sent as a bearer token. */
  readonly apiKey?: string;
  /** Tokens a sequence may hold. A server that tells less is believed. @default what it tells, else 8192 */
  readonly contextLength?: number;
  /** Requests under way at once. @default 8 */
  readonly maxSequences?: number;
  /** @default the global one */
  readonly fetch?: typeof fetch;
  readonly patience?: Partial<Patience>;
  /** Ends the probing. */
  readonly signal?: AbortSignal;
}

const unknownContext = 8192;

/**
 * An engine on a server that speaks OpenAI's `/v1/completions`: vLLM, SGLang, llama-server, Ollama.
 * Asks the server for its models first, so that a wrong address, key or name shows at once.
 * @throws {@link RemoteError} saying what happened and what to do
 */
export async function createHttpEngine(params: HttpEngineParams): Promise<Engine> {
  const address = parseAddress(params.baseUrl);
  const server: Server = {
    address,
    apiKey: params.apiKey?.trim() || null,
    patience: { ...defaultPatience, ...params.patience },
    // Bound: browsers refuse a `fetch` called as another object's method.
    fetch: params.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
  const unloaded = new AbortController();
  const probed = await probeServer(server, params.model.trim(), params.signal ?? unloaded.signal);
  const contextLength = Math.min(
    params.contextLength ?? Number.POSITIVE_INFINITY,
    probed.contextLength ?? params.contextLength ?? unknownContext,
  );
  const maxSequences = params.maxSequences ?? 8;
  const dialect = dialects[probed.kind];
  const info: EngineInfo = {
    backend: "http",
    device: describeServer(address.label, dialect),
    fallbackReason: null,
    threads: 0,
    modelName: probed.model,
    promptForm: { kind: "openmath", assumed: false },
    contextLength,
    maxSequences,
    keepsKv: false,
    givesLogprobs: dialect.givesLogprobs,
  };
  const gate = createGate(maxSequences);
  const open = new Set<{ close(): Promise<void> }>();
  return {
    info,
    async open(prompt, sampling) {
      if (unloaded.signal.aborted) throw new EngineError("This engine is unloaded.");
      const sequence = createHttpSequence({
        server,
        kind: probed.kind,
        model: probed.model,
        contextLength,
        gate,
        sampling,
        prompt,
      });
      open.add(sequence);
      return {
        ...sequence,
        close() {
          open.delete(sequence);
          return sequence.close();
        },
      };
    },
    async unload() {
      unloaded.abort();
      await Promise.all([...open].map((sequence) => sequence.close()));
      open.clear();
    },
  };
}
