import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";

export interface StaticServerOptions {
  readonly folder: string;
  /** Path under which the folder is served, beginning and ending in "/". @default "/" */
  readonly base?: string;
  /** With the COOP and COEP headers; a plain static host has none. @default true */
  readonly isolated?: boolean;
  /** Texts and WebAssembly go compressed (gzip), as most hosts send them. @default false */
  readonly compressed?: boolean;
}

/** What was asked for and how it was answered. */
export interface ServedRequest {
  /** Below the base; "" for the folder itself. */
  readonly path: string;
  readonly status: number;
}

export interface StaticServer {
  /** Ends in "/". */
  readonly url: string;
  readonly requests: ServedRequest[];
  /** From now on another folder is served, with the COOP and COEP headers. */
  serveIsolated(folder: string): void;
  /** From now on a file ends in this text too: a version of its own, as after a deploy. */
  amend(path: string, addition: string): void;
  /** Nobody answers any more. */
  stop(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".json": "application/json",
  ".png": "image/png",
};

const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** A static host as they are: files, content types, and validators for the browser's cache. */
export async function startStaticServer(options: StaticServerOptions): Promise<StaticServer> {
  const { base = "/", compressed = false } = options;
  let { folder, isolated = true } = options;
  const requests: ServedRequest[] = [];
  const amended = new Map<string, string>();
  const server = createServer(async ({ url = "", headers }, response) => {
    const { pathname } = new URL(url, "http://host");
    const path = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
    const file = path === null ? null : join(folder, normalize(path || "index.html"));
    const addition = amended.get(path ?? "") ?? "";
    const found = file && { file, addition, known: headers["if-none-match"], isolated, compressed };
    const status = found ? await sendFile(found, response) : refuse(response);
    requests.push({ path: path ?? pathname, status });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    requests,
    serveIsolated(next) {
      folder = next;
      isolated = true;
    },
    amend(path, addition) {
      amended.set(path, addition);
    },
    stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

interface FileRequest {
  readonly file: string;
  /** What the file ends in, beside what lies on the disk. */
  readonly addition: string;
  /** The ETag that the browser's cache has. */
  readonly known: string | undefined;
  readonly isolated: boolean;
  readonly compressed: boolean;
}

async function sendFile(request: FileRequest, response: ServerResponse): Promise<number> {
  const facts = await stat(request.file).catch(() => null);
  if (!facts?.isFile()) return refuse(response);
  const addition = Buffer.from(request.addition);
  const etag = `"${facts.size}-${facts.mtimeMs}-${encodeURIComponent(request.addition)}"`;
  const headers = {
    ETag: etag,
    "Cache-Control": "no-cache",
    // As hosts of pages do: other sites' pages load the widget's script.
    "Access-Control-Allow-Origin": "*",
    ...(request.isolated ? isolation : {}),
  };
  if (request.known === etag) {
    response.writeHead(304, headers).end();
    return 304;
  }
  const type = types[extname(request.file)] ?? "application/octet-stream";
  const content = Readable.from(joined(createReadStream(request.file), addition));
  if (request.compressed && /text|javascript|json|svg|wasm/.test(type)) {
    response.writeHead(200, { ...headers, "Content-Type": type, "Content-Encoding": "gzip" });
    content.pipe(createGzip()).pipe(response);
  } else {
    response.writeHead(200, {
      ...headers,
      "Content-Type": type,
      "Content-Length": facts.size + addition.length,
    });
    content.pipe(response);
  }
  return 200;
}

async function* joined(file: AsyncIterable<Buffer>, addition: Buffer): AsyncGenerator<Buffer> {
  yield* file;
  if (addition.length > 0) yield addition;
}

function refuse(response: ServerResponse): number {
  response.writeHead(404).end();
  return 404;
}
