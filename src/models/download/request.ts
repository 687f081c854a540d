import { PassingFailure } from "./failures";
import type { Range } from "./plan";

export interface RequestOptions {
  /** Milliseconds without a byte after which a connection counts as cut. */
  readonly silence: number;
  readonly signal: AbortSignal;
}

/**
 * Asks for a file or a part of it, and closes the connection when `use` has ended. It is always the
 * start address and never the cache: redirects lead to addresses that expire.
 * @throws {@link PassingFailure} when no answer comes, and what `use` throws
 */
export async function withResponse<T>(
  url: string,
  range: Range | null,
  { silence, signal }: RequestOptions,
  use: (response: Response) => Promise<T>,
): Promise<T> {
  const connection = new AbortController();
  const request = fetch(url, {
    cache: "no-store",
    referrerPolicy: "no-referrer",
    // In this form a page may send it without asking the server first (no preflight).
    headers: range ? { Range: `bytes=${range.start}-${range.end - 1}` } : {},
    signal: AbortSignal.any([signal, connection.signal]),
  });
  const { host } = new URL(url);
  const reasons = {
    failed: `${host} can't be reached, or doesn't let web pages read this file (CORS).`,
    silent: `${host} doesn't answer.`,
  };
  try {
    return await use(await inTime(request, silence, reasons));
  } finally {
    connection.abort();
  }
}

/**
 * The chunks of a response's body, as they come.
 * @throws {@link PassingFailure} when it breaks off
 */
export async function* readBody(
  response: Response,
  { silence }: RequestOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const reasons = { failed: "The connection broke.", silent: "The server fell silent." };
  for (;;) {
    const { done, value } = await inTime(reader.read(), silence, reasons);
    if (done) return;
    yield value;
  }
}

async function inTime<T>(
  work: Promise<T>,
  milliseconds: number,
  reasons: { readonly failed: string; readonly silent: string },
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PassingFailure(reasons.silent)), milliseconds);
  });
  const answer = work.catch((cause: unknown) => {
    throw new PassingFailure(reasons.failed, { cause });
  });
  try {
    return await Promise.race([answer, silent]);
  } finally {
    clearTimeout(timer);
  }
}
