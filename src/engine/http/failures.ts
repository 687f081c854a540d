import { RemoteError } from "../errors";
import type { ServerAddress } from "./address";
import { readErrorBody } from "./chunk";

/** A request's failure and whether the same request may succeed later. */
export class RequestFailure extends RemoteError {
  override name = "RequestFailure";
  readonly status: number | null;
  readonly retryable: boolean;
  /** Seconds the server asked us to wait. */
  readonly retryAfter: number | null;
  /** The body's own words, where it had some. */
  readonly serverMessage: string;

  constructor(
    message: string,
    about: {
      status?: number | null;
      retryable?: boolean;
      retryAfter?: number | null;
      serverMessage?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: about.cause });
    this.status = about.status ?? null;
    this.retryable = about.retryable ?? false;
    this.retryAfter = about.retryAfter ?? null;
    this.serverMessage = about.serverMessage ?? "";
  }
}

/** What a `fetch` that rejected can mean. Browsers hide the reason, so all of them are named. */
export function networkFailure(
  address: ServerAddress,
  cause: unknown,
  pageUrl = globalThis.location?.href,
): RequestFailure {
  const url = new URL(address.api);
  const page = pageUrl ? new URL(pageUrl) : null;
  if (page?.protocol === "https:" && url.protocol === "http:" && !isLoopback(url.hostname)) {
    return new RequestFailure(
      `This page was loaded over https, so the browser blocks ${url.origin}, which is http ` +
        "(mixed content). Give the server an https address, or open this app over http.",
      { cause },
    );
  }
  const origin = page && page.origin !== "null" ? page.origin : null;
  const cors =
    origin && origin !== url.origin
      ? ` It must also allow requests from this page (CORS), which came from ${origin}. Ollama: ` +
        `start it with OLLAMA_ORIGINS=${origin}. vLLM, SGLang and llama-server allow every page ` +
        "unless they were told otherwise; a proxy before them may not."
      : "";
  return new RequestFailure(
    `No answer from ${url.origin}. Check the address, and that the server is running and can be ` +
      `reached from this computer.${cors}`,
    { cause, retryable: true },
  );
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || /^(127\.|\[::1\]$)/.test(host);
}

/** Reads the body of a refused request and says what happened and what to do. */
export async function httpFailure(
  address: ServerAddress,
  response: Response,
): Promise<RequestFailure> {
  const { status } = response;
  const serverMessage = await readMessage(response);
  const quoted = serverMessage ? ` The server says: "${serverMessage}"` : "";
  const about = { status, serverMessage };
  if (status === 401 || status === 403) {
    return new RequestFailure(
      `${address.label} refused the API key (HTTP ${status}). Enter the right key.${quoted}`,
      about,
    );
  }
  if (status === 404) {
    return new RequestFailure(
      `${address.label} does not know this model or route (HTTP 404). Check the model's name and ` +
        `that the server offers /v1/completions.${quoted}`,
      about,
    );
  }
  if (status === 429) {
    return new RequestFailure(
      `${address.label} is over its limit of requests (HTTP 429). Wait a while, or use fewer ` +
        `samples at a time.${quoted}`,
      { ...about, retryable: true, retryAfter: retryAfter(response) },
    );
  }
  if (status >= 500 || status === 408) {
    return new RequestFailure(
      `${address.label} failed (HTTP ${status}). Look at the server's log, then try again.${quoted}`,
      { ...about, retryable: true, retryAfter: retryAfter(response) },
    );
  }
  return new RequestFailure(
    `${address.label} refused the request (HTTP ${status}).${quoted}`,
    about,
  );
}

/** An error object inside a stream that began well. */
export function streamFailure(
  address: ServerAddress,
  error: { message: string; status: number | null },
): RequestFailure {
  return new RequestFailure(
    `${address.label} broke off its answer. The server says: "${shorten(error.message)}"`,
    {
      status: error.status,
      serverMessage: error.message,
      // Without a status we can't tell a passing fault from a refusal; a bounded retry is cheap.
      retryable: error.status === null || error.status >= 500 || error.status === 429,
    },
  );
}

async function readMessage(response: Response): Promise<string> {
  const body = await response.text().catch(() => "");
  let message = body;
  try {
    message = readErrorBody(JSON.parse(body))?.message ?? body;
  } catch {
    // Not JSON: a proxy's HTML page tells people nothing.
    if (/^\s*</.test(body)) message = "";
  }
  return shorten(message);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** Seconds or a date. Cross-origin pages see it only where the server exposes it. */
function retryAfter(response: Response): number | null {
  const value = response.headers.get("retry-after");
  if (!value) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value.trim())
    ? Number(value)
    : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
