import type { Finish } from "./chunk";

/** How a generation ended: with a stop string, of which `missing` is not yet in the text; or not. */
export type StopVerdict =
  | { readonly kind: "stop-string"; readonly stop: string; readonly missing: string }
  | { readonly kind: "end-of-turn" };

export interface StopQuestion {
  /** What followed the prompt so far, tool outputs included, without the stop string. */
  readonly text: string;
  readonly stops: readonly string[];
  readonly matched: Finish["matched"];
}

/**
 * Decides what a server's bare "stop" means when no stop string is in the text: servers cut it off.
 * 1. The server says which string it was, or that it was none (vLLM, SGLang, llama-server).
 * 2. It does not say (Ollama, older llama-server, gateways):
 *    a. the text ends in the beginning of a stop string, which such servers let through: that one;
 *    b. a stop string is a closing tag and its opening tag stands unclosed in the text: that one;
 *    c. otherwise the model ended its turn.
 * Rule b can err when a model ends its turn inside an open tag. The block then runs as if closed,
 * which costs one code call; the opposite error would lose every code call.
 */
export function decideStop({ text, stops, matched }: StopQuestion): StopVerdict {
  if (matched === "eos") return { kind: "end-of-turn" };
  if (matched) {
    return { kind: "stop-string", stop: matched.stop, missing: missingPart(text, matched.stop) };
  }
  for (const stop of stops) {
    const missing = missingPart(text, stop);
    if (missing !== stop) return { kind: "stop-string", stop, missing };
  }
  for (const stop of stops) {
    const name = /^<\/([^<>]+)>$/.exec(stop)?.[1];
    if (name !== undefined && text.lastIndexOf(`<${name}>`) > text.lastIndexOf(stop)) {
      return { kind: "stop-string", stop, missing: stop };
    }
  }
  return { kind: "end-of-turn" };
}

/** What of `stop` is still to be added to a text that may already end in its beginning. */
function missingPart(text: string, stop: string): string {
  // One character proves nothing: "<" ends many a text.
  for (let length = stop.length - 1; length >= 2; length -= 1) {
    if (text.endsWith(stop.slice(0, length))) return stop.slice(length);
  }
  return stop;
}
