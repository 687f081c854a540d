import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** How one request goes wrong; all of it together where it makes sense. Nothing: it goes well. */
export interface Fault {
  /** Answers with this status and no file. */
  readonly status?: number;
  readonly retryAfter?: string;
  /** Answers with the whole file, whatever range was asked for. */
  readonly ranges?: false;
  /** Doesn't say how long the answer is. */
  readonly length?: false;
  /** Breaks the connection after so many bytes of the body. */
  readonly cutAfter?: number;
  /** Sends nothing more after so many bytes, and keeps the connection. */
  readonly stallAfter?: number;
  /** Sends nothing more after so many bytes until `release` is called. */
  readonly holdAfter?: number;
  readonly trickle?: { readonly bytes: number; readonly everyMs: number };
  /** Flips the byte at this place of the file. */
  readonly corruptAt?: number;
  /** Says so in Content-Range instead of the truth; null leaves it out. */
  readonly contentRange?: string | null;
  /** Sends so many bytes more (less, where negative) than asked for, and says so in Content-Length. */
  readonly extraBytes?: number;
  /** A web page with status 200; the value is its Content-Type. */
  readonly html?: string;
  /** Lets pages of other origins read only what they may read without being told. */
  readonly exposed?: false;
  /** Lets no page of another origin read anything. */
  readonly cors?: false;
  /** Null: none. */
  readonly etag?: string | null;
  /** More headers, such as a digest. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SeenRequest {
  /** Counts from 0, over all paths. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** First byte asked for, and the one after the last; null for the whole file. */
  readonly range: readonly [start: number, end: number] | null;
  /** The part of the file that was sent. Its end grows while it is sent. */
  readonly sent: [start: number, end: number];
}

export interface FaultServer {
  /** Without a slash at its end. */
  readonly origin: string;
  /** The address of a file. */
  url(name: string): string;
  /** Adds a file, or replaces it. */
  serve(name: string, bytes: Uint8Array): void;
  /** Decides about each request; change it at any time. */
  fault: (request: SeenRequest) => Fault;
  /** Files lie behind a redirect to a signed address that works once, as on large hosts. */
  redirect: boolean;
  /** So many of the next signed addresses have expired when they are asked for: 403. */
  expired: number;
  readonly requests: readonly SeenRequest[];
  /** Bytes of bodies in all. */
  sentBytes(): number;
  /** How often a byte of this range was sent at most, over all requests from `since` on. */
  timesSent(start: number, end: number, name: string, since?: number): number;
  /** Sends on what is held. */
  release(): void;
  /** Breaks all connections and takes no new ones, at the same address, until `goOnline`. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  close(): Promise<void>;
}

/** Bytes that begin as a GGUF file does, then look random; the same for the same seed. */
export function ggufLike(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  bytes.set([0x47, 0x47, 0x55, 0x46, 3, 0, 0, 0].slice(0, length));
  return bytes;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const exposedHeaders = "ETag, Content-Range, Retry-After, Repr-Digest, Digest";

/** A real HTTP server on a free port that serves real bytes, as badly as a test wants. */
export async function startFaultServer(): Promise<FaultServer> {
  const files = new Map<string, Uint8Array>();
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const signs = new Set<string>();
  let signCount = 0;
  const held: (() => void)[] = [];
  const hold = () => new Promise<void>((resolve) => void held.push(resolve));

  const http = createServer((request, response) => void answer(request, response));
  http.keepAliveTimeout = 0;
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? "/", "http://x");
    const range = rangeOf(request.headers.range);
    const seen: SeenRequest = {
      number: requests.length,
      method: request.method ?? "",
      path: address.pathname,
      range,
      sent: [range?.[0] ?? 0, range?.[0] ?? 0],
    };
    requests.push(seen);
    const fault = server.fault(seen);
    if (fault.cors !== false) response.setHeader("access-control-allow-origin", "*");
    if (fault.exposed !== false)
      response.setHeader("access-control-expose-headers", exposedHeaders);
    for (const [name, value] of Object.entries(fault.headers ?? {}))
      response.setHeader(name, value);
    const name = address.pathname.slice(address.pathname.lastIndexOf("/") + 1);
    const file = files.get(name);
    // A page that wants to send unusual headers asks first; nothing here allows it.
    if (request.method !== "GET") return end(response, 405);
    if (!file) return end(response, 404);
    if (fault.status !== undefined) {
      if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
      return end(response, fault.status);
    }
    if (server.redirect && !address.searchParams.has("signature")) {
      const signature = String(signCount++);
      signs.add(signature);
      response.setHeader("location", `/signed/${name}?signature=${signature}`);
      // A client that asks its cache would get the same address again.
      response.setHeader("cache-control", "max-age=3600");
      return end(response, 302);
    }
    if (server.redirect && !signs.delete(address.searchParams.get("signature") ?? "")) {
      return end(response, 403);
    }
    if (server.redirect && server.expired > 0) {
      server.expired--;
      return end(response, 403);
    }
    if (fault.html !== undefined) {
      response.setHeader("content-type", fault.html);
      response.end("<!doctype html><title>Log in</title><p>Log in to this network.</p>");
      return;
    }
    await sendFile(response, file, seen, fault, hold);
  }

  const server: FaultServer = {
    origin: "",
    url: (name) => `${server.origin}/files/${name}`,
    serve: (name, bytes) => void files.set(name, bytes),
    fault: () => ({}),
    redirect: false,
    expired: 0,
    requests,
    sentBytes: () => requests.reduce((sum, { sent }) => sum + sent[1] - sent[0], 0),
    timesSent: (start, end, name, since = 0) =>
      mostOverlaps(
        requests.slice(since).filter(({ path }) => path.endsWith(`/${name}`)),
        start,
        end,
      ),
    release() {
      for (const send of held.splice(0)) send();
    },
    async goOffline() {
      const closed = new Promise((resolve) => http.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    goOnline: () => listen(Number(new URL(server.origin).port)).then(() => {}),
    async close() {
      if (http.listening) await server.goOffline();
    },
  };

  function listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      http.once("error", reject);
      http.listen(port, "127.0.0.1", () => {
        http.off("error", reject);
        resolve((http.address() as AddressInfo).port);
      });
    });
  }

  const port = await listen(0);
  return Object.assign(server, { origin: `http://127.0.0.1:${port}` });
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

function rangeOf(header: string | undefined): readonly [number, number] | null {
  const found = /^bytes=(\d+)-(\d+)$/.exec(header ?? "");
  return found && [Number(found[1]), Number(found[2]) + 1];
}

async function sendFile(
  response: ServerResponse,
  file: Uint8Array,
  seen: SeenRequest,
  fault: Fault,
  hold: () => Promise<void>,
): Promise<void> {
  const total = file.byteLength;
  const ranged = seen.range !== null && fault.ranges !== false;
  const start = ranged && seen.range ? seen.range[0] : 0;
  if (start >= total && ranged) {
    response.setHeader("content-range", `bytes */${total}`);
    return end(response, 416);
  }
  const asked = ranged && seen.range ? Math.min(seen.range[1], total) : total;
  const until = asked + (fault.extraBytes ?? 0);
  if (fault.etag !== null) response.setHeader("etag", fault.etag ?? `"${sha256Of(file)}"`);
  response.setHeader("content-type", "application/octet-stream");
  if (ranged && fault.contentRange !== null) {
    const truth = `bytes ${start}-${asked - 1}/${total}`;
    response.setHeader("content-range", fault.contentRange ?? truth);
  }
  if (fault.length !== false) response.setHeader("content-length", until - start);
  response.writeHead(ranged ? 206 : 200);
  response.flushHeaders();
  seen.sent[0] = start;
  seen.sent[1] = start;
  await sendBody(response, file, until, seen, fault, hold);
}

async function sendBody(
  response: ServerResponse,
  file: Uint8Array,
  until: number,
  seen: SeenRequest,
  fault: Fault,
  hold: () => Promise<void>,
): Promise<void> {
  const { cutAfter = Infinity, stallAfter = Infinity, holdAfter = Infinity, trickle } = fault;
  const start = seen.sent[0];
  const heldAt = start + holdAfter;
  const stop = Math.min(until, start + cutAfter, start + stallAfter);
  const step = trickle?.bytes ?? 64 * 1024;
  while (seen.sent[1] < stop && !response.destroyed) {
    const from = seen.sent[1];
    if (from === heldAt) await hold();
    const to = Math.min(stop, from + step, from < heldAt ? heldAt : stop);
    const part = Buffer.alloc(to - from);
    part.set(file.subarray(from, to));
    if (fault.corruptAt !== undefined && fault.corruptAt >= from && fault.corruptAt < to) {
      part[fault.corruptAt - from] = (part[fault.corruptAt - from] ?? 0) ^ 0xff;
    }
    seen.sent[1] = to;
    await new Promise((resolve) => response.write(part, resolve));
    if (trickle) await new Promise((resolve) => setTimeout(resolve, trickle.everyMs));
  }
  // What a client has not read before a cut is lost to it: a hold at the same place gives it time.
  if (stop === heldAt) await hold();
  if (stop === start + cutAfter && stop < until) response.destroy();
  else if (stop === until) response.end();
}

function mostOverlaps(requests: readonly SeenRequest[], start: number, end: number): number {
  const borders = requests
    .map(({ sent }) => [Math.max(sent[0], start), Math.min(sent[1], end)] as const)
    .filter(([from, to]) => from < to)
    .flatMap(([from, to]) => [
      [from, 1],
      [to, -1],
    ])
    // At the same place the one that ends comes first.
    .sort(([a = 0, up = 0], [b = 0, down = 0]) => a - b || up - down);
  let open = 0;
  let most = 0;
  for (const [, change = 0] of borders) {
    open += change;
    most = Math.max(most, open);
  }
  return most;
}
