import { readBody, withResponse } from "../download/request";
import { DownloadError } from "../errors";
import type { GgufHeader } from "./gguf-header";
import { parseGgufHeader } from "./read-gguf-header";

/** Milliseconds without a byte after which a server counts as silent. */
const silence = 20_000;

/**
 * Reads the header of a GGUF file on a server: some MB of its start.
 * @param bytes the file's length; null when it isn't known
 * @throws {@link DownloadError} {@link ImportError}, and the signal's reason
 */
export function fetchGgufHeader(
  url: string,
  bytes: number | null,
  signal: AbortSignal,
): Promise<GgufHeader> {
  return parseGgufHeader((start, end) => {
    const range = { start, end: Math.min(end, bytes ?? end) };
    return withResponse(url, range, { silence, signal }, async (response) => {
      // The whole file comes from servers without ranges: its start is still of use.
      const ranged = response.status === 206;
      if (!response.ok || (!ranged && start > 0)) {
        throw new DownloadError("The server sent no part of the file.");
      }
      const into = new Uint8Array(range.end - start);
      let got = 0;
      for await (const chunk of readBody(response, { silence, signal })) {
        const part = chunk.subarray(0, into.length - got);
        into.set(part, got);
        got += part.length;
        if (got === into.length) break;
      }
      return into.subarray(0, got);
    });
  }, bytes);
}
