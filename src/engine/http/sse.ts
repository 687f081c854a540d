/**
 * The `data` of each event of a server-sent-events body.
 * More tolerant than the standard: takes LF, CRLF and CR, comments (vLLM and llama-server send
 * `: ping`), characters cut between two chunks, and a last event without its blank line.
 */
export async function* readSse(
  body: ReadableStream<Uint8Array>,
  /** Called whenever bytes arrive, comments included: the server lives. */
  onBytes: () => void = () => {},
): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  // How much of it is known to hold no line end: a long line may come in many small pieces.
  let searched = 0;
  let data: string[] = [];
  let ended = false;
  try {
    while (!ended) {
      const { done, value } = await reader.read();
      ended = done;
      onBytes();
      rest += done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true });
      // A CR at the very end may be the first half of a CRLF.
      const usable = rest.endsWith("\r") ? rest.length - 1 : rest.length;
      let start = 0;
      for (let at = searched; at < usable; at += 1) {
        const code = rest.charCodeAt(at);
        if (code !== 10 && code !== 13) continue;
        const line = rest.slice(start, at);
        if (code === 13 && rest.charCodeAt(at + 1) === 10) at += 1;
        start = at + 1;
        if (line === "") {
          if (data.length > 0) yield data.join("\n");
          data = [];
        } else if (line.startsWith("data:")) {
          data.push(line.charAt(5) === " " ? line.slice(6) : line.slice(5));
        }
        // Comments, `event:`, `id:` and `retry:` say nothing here.
      }
      rest = rest.slice(start);
      searched = Math.max(0, usable - start);
    }
  } finally {
    // Not awaited: a cut connection would reject, and nobody is left to care.
    reader.cancel().catch(() => {});
  }
}
