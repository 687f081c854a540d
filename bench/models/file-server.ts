import { open } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface FileServer {
  readonly url: string;
  /** Bytes a second of all connections together, like a line; null for no limit. */
  limit(bytesPerSecond: number | null): void;
  close(): void;
}

/** Serves one file, by ranges too, to pages of any origin. */
export async function startFileServer(path: string): Promise<FileServer> {
  const file = await open(path);
  const { size } = await file.stat();
  let rate: number | null = null;
  /** When the line is free again, in milliseconds. */
  let free = 0;

  /** Waits until these bytes would have come over the line. */
  async function pass(bytes: number): Promise<void> {
    if (rate === null) return;
    // What a busy machine was late with is made up for, within limits.
    free = Math.max(free, performance.now() - 100) + (1000 * bytes) / rate;
    const wait = free - performance.now();
    // Timers are coarse: short waits add up to one that counts.
    if (wait > 5) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  async function* part(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(2 ** 18, end - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      await pass(bytesRead);
      at += bytesRead;
      yield buffer;
    }
  }

  const server = createServer((request, response) => {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    const start = Number(first ?? 0);
    const end = Math.min(Number(last ?? size - 1) + 1, size);
    response.writeHead(first === undefined ? 200 : 206, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Expose-Headers": "Content-Range, ETag",
      "Content-Type": "application/octet-stream",
      "Content-Length": end - start,
      ETag: '"bench"',
      ...(first === undefined ? {} : { "Content-Range": `bytes ${start}-${end - 1}/${size}` }),
    });
    // Ends early where the page has what it wants.
    pipeline(Readable.from(part(start, end)), response).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bench.gguf`,
    limit(bytesPerSecond) {
      rate = bytesPerSecond;
      free = 0;
    },
    close() {
      server.closeAllConnections();
      server.close();
      void file.close();
    },
  };
}
