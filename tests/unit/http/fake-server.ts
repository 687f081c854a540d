import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { GenerateEnd, GenerateEvent, Sequence } from "../../../src/engine/engine";
import {
  createHttpEngine,
  type HttpEngineParams,
} from "../../../src/engine/http/create-http-engine";

/** A completion request as the server saw it. */
export interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
  /** Resolves when the client has closed the connection. */
  readonly closed: Promise<void>;
}

export type Answer = (response: ServerResponse, seen: Seen) => void | Promise<void>;

export interface FakeServer {
  readonly url: string;
  /** All completion requests. */
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** The models list of each server, as its current release gives it. */
export const modelLists = {
  vllm: [{ id: "m", object: "model", owned_by: "vllm", root: "m", max_model_len: 4096 }],
  sglang: [{ id: "m", object: "model", owned_by: "sglang", root: "m", max_model_len: 4096 }],
  "llama-server": [
    { id: "m", aliases: ["alias"], owned_by: "llamacpp", meta: { n_ctx: 1024, n_ctx_train: 4096 } },
  ],
  ollama: [{ id: "m:latest", object: "model", owned_by: "library" }],
};

/**
 * A real HTTP server on a free port. `answers` serve the completions in order, the last one again
 * and again; `routes` the other paths.
 */
export async function startFakeServer(options: {
  answers?: Answer[];
  models?: unknown[];
  routes?: Record<string, Answer>;
  /** Lets pages of other origins in. @default false */
  cors?: boolean;
}): Promise<FakeServer> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    if (options.cors) {
      response.setHeader("access-control-allow-origin", "*");
      response.setHeader("access-control-allow-headers", "*");
    }
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    const text = await readBody(request);
    const path = request.url ?? "";
    const closed = new Promise<void>((resolve) => response.once("close", resolve));
    const one: Seen = {
      path,
      authorization: request.headers.authorization,
      body: text ? JSON.parse(text) : {},
      closed,
    };
    const route = options.routes?.[path];
    if (route) return route(response, one);
    if (path.endsWith("/v1/models"))
      return json(200, { object: "list", data: options.models ?? modelLists.vllm })(response, one);
    if (path.endsWith("/v1/completions")) {
      seen.push(one);
      const answers = options.answers ?? [];
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      if (answer) return answer(response, one);
    }
    return json(404, { detail: "Not Found" })(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

export interface FakeChoice {
  text?: string;
  finish_reason?: string | null;
  stop_reason?: string | number | null;
  matched_stop?: string | number | null;
  logprobs?: unknown;
}

/** One event of a completion. */
export function event(choice: FakeChoice, more: Record<string, unknown> = {}): string {
  const choices = [{ index: 0, text: "", logprobs: null, finish_reason: null, ...choice }];
  return `data: ${JSON.stringify({ id: "c", object: "text_completion", choices, ...more })}\n\n`;
}

export function usageEvent(prompt: number, completion: number, cached = 0): string {
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached },
  };
  return `data: ${JSON.stringify({ id: "c", choices: [], usage })}\n\n`;
}

export const done = "data: [DONE]\n\n";

/** Streams these pieces, each a write of its own; "cut" breaks the connection there. */
export function stream(...pieces: (string | Uint8Array | "cut")[]): Answer {
  return async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const piece of pieces) {
      if (piece === "cut") {
        response.destroy();
        return;
      }
      response.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    response.end();
  };
}

/** Begins a stream and never ends it. */
export function hang(...pieces: string[]): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const piece of pieces) response.write(piece);
  };
}

export function openEngine(server: FakeServer, more: Partial<HttpEngineParams> = {}) {
  return createHttpEngine({
    baseUrl: server.url,
    model: "",
    patience: { firstWait: 0.01, silence: 2 },
    ...more,
  });
}

export const sampling = { temperature: 0.6, topP: 0.95, seed: 7 };

export interface Generated {
  readonly text: string;
  readonly end: GenerateEnd;
  readonly events: readonly GenerateEvent[];
}

/** Runs one generation to its end. */
export async function generate(
  sequence: Sequence,
  options: { stop?: string[]; maxTokens?: number; wantsTop?: boolean; signal?: AbortSignal } = {},
): Promise<Generated> {
  const events: GenerateEvent[] = [];
  for await (const one of sequence.generate({
    stop: options.stop ?? ["</tool_call>"],
    maxTokens: options.maxTokens ?? 100,
    wantsTop: options.wantsTop ?? false,
    signal: options.signal ?? new AbortController().signal,
  })) {
    events.push(one);
  }
  const last = events.at(-1);
  if (last?.kind !== "end") throw new Error("A generation must close with its end event.");
  const text = events.map((one) => (one.kind === "token" ? one.text : "")).join("");
  return { text, end: last, events };
}
