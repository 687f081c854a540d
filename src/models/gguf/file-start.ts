/** What a file is by its first bytes. `too-short`: there are too few of them to tell. */
export type FileStart = "gguf" | "web-page" | "too-short" | "other";

const magic = "GGUF";

/** How many bytes are looked at: web pages may begin with white space. */
export const startBytes = 64;

/** Tells what a file is. Servers and networks like to send web pages in place of files. */
export function readFileStart(bytes: Uint8Array): FileStart {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, startBytes));
  if (start.startsWith(magic)) return "gguf";
  if (/^\s*<(!doctype|!--|html|\?xml)/i.test(start)) return "web-page";
  return magic.startsWith(start) ? "too-short" : "other";
}
