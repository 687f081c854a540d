import { AbortedError } from "../errors";
import type { ServerAddress } from "./address";
import { type Chunk, parseChunk } from "./chunk";
import { httpFailure, networkFailure, RequestFailure } from "./failures";
import { nextWait, type Patience, pause } from "./retry";
import { readSse } from "./sse";

/** One server as the engine talks to it: addresses, key, patience. */
export interface Server {
  readonly address: ServerAddress;
  readonly apiKey: string | null;
  readonly patience: Patience;
  readonly fetch: typeof fetch;
}

export interface ServerRequest {
  readonly url: string;
  /** JSON; null for GET. */
  readonly body: string | null;
  readonly signal: AbortSignal;
}

/**
 * One request, tried again while the server is busy or fails in passing.
 * @throws {@link AbortedError}
 * @throws {@link RequestFailure} the last try's
 */
export async function request(server: Server, wanted: ServerRequest): Promise<Response> {
  for (let failed = 1; ; failed += 1) {
    const result = await tryOnce(server, wanted);
    if (result instanceof Response) return result;
    const wait = nextWait(result, failed, server.patience);
    if (wait === null) throw result;
    await pause(wait, wanted.signal);
  }
}

async function tryOnce(server: Server, wanted: ServerRequest): Promise<Response | RequestFailure> {
  if (wanted.signal.aborted) throw new AbortedError("Stopped.");
  try {
    const response = await server.fetch(wanted.url, {
      method: wanted.body === null ? "GET" : "POST",
      headers: {
        ...(wanted.body === null ? {} : { "content-type": "application/json" }),
        ...(server.apiKey ? { authorization: `Bearer ${server.apiKey}` } : {}),
      },
      body: wanted.body,
      signal: wanted.signal,
      // Nothing of the person's goes along but what the request itself says.
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    });
    return response.ok ? response : await httpFailure(server.address, response);
  } catch (cause) {
    if (wanted.signal.aborted) throw new AbortedError("Stopped.");
    return networkFailure(server.address, cause);
  }
}

/**
 * The chunks of one completion. Returns true when the server finished, false when the stream was
 * cut: the connection broke, fell silent, or ended with neither a finish reason nor `[DONE]`.
 * Leaving the loop early closes the connection, which makes servers stop computing.
 * @throws {@link AbortedError}
 * @throws {@link RequestFailure} when the stream could not be opened
 */
export async function* streamCompletion(
  server: Server,
  body: string,
  signal: AbortSignal,
): AsyncGenerator<Chunk, boolean> {
  const connection = new AbortController();
  const close = () => connection.abort();
  if (signal.aborted) close();
  signal.addEventListener("abort", close);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const patient = (seconds: number) => {
    clearTimeout(silence);
    silence = setTimeout(close, seconds * 1000);
  };
  const alive = () => patient(server.patience.silence);
  let finished = false;
  let aborted = false;
  try {
    const url = `${server.address.api}/completions`;
    patient(server.patience.begin);
    const response = await request(server, { url, body, signal: connection.signal });
    alive();
    for await (const data of readEvents(response, alive)) {
      if (data.trim() === "[DONE]") return !aborted;
      const chunk = parseChunk(data);
      if (!chunk) continue;
      // SGLang says so when it is told to shed work; the text has not ended.
      aborted = chunk.finish?.reason === "abort";
      if (chunk.finish && !aborted) finished = true;
      yield chunk;
    }
    return finished;
  } catch (error) {
    if (signal.aborted) throw new AbortedError("Stopped.");
    if (error instanceof RequestFailure) throw error;
    return finished;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", close);
    close();
  }
}

async function* readEvents(response: Response, onBytes: () => void): AsyncGenerator<string> {
  if (!response.body) return;
  // Some gateways ignore `stream` and send one JSON object.
  if (response.headers.get("content-type")?.includes("application/json")) {
    yield await response.text();
  } else {
    yield* readSse(response.body, onBytes);
  }
}
