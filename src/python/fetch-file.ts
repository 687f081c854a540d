/** Nothing comes for so long: the server, or the way to it, is gone. */
const stallMs = 60_000;

/**
 * The bytes of a file of our own server. A slow download goes on; one of which nothing more comes is
 * given up.
 * @throws where the server has no such file, or says nothing any more
 */
export async function fetchFile(url: string): Promise<ArrayBuffer> {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`${url}: the server sends nothing any more.`));
  let timer = setTimeout(giveUp, stallMs);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok) throw new Error(`${url}: the server answered ${response.status}.`);
    // As single-page hosts answer for what they don't have.
    const type = response.headers.get("Content-Type") ?? "";
    if (type.startsWith("text/html")) throw new Error(`${url} is not on the server.`);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, stallMs);
      parts.push(part.value);
    }
    return await new Blob(parts).arrayBuffer();
  } finally {
    clearTimeout(timer);
  }
}
