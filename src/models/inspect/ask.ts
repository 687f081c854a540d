import * as v from "valibot";
import { checkResponse } from "../download/check-response";
import { checkGgufStart } from "../download/check-start";
import { PassingFailure } from "../download/failures";
import { readBody, withResponse } from "../download/request";
import { DownloadError, DownloadRefusedError, IntegrityError } from "../errors";
import type { FileDescription } from "../model-description";

/** Milliseconds without a byte after which a server counts as silent. */
const silence = 20_000;

const nothingKnown = { bytes: null, version: null };

/** What a server says of a file. */
export interface FileAnswer {
  readonly bytes: number | null;
  readonly sha256: string | null;
}

export function describeFile(name: string, url: string, answer: FileAnswer): FileDescription {
  return { name, url, ...answer, sha256From: answer.sha256 === null ? null : "server" };
}

/**
 * Asks for the first bytes of a GGUF file, and for no more.
 * @throws {@link DownloadError} {@link DownloadRefusedError} {@link IntegrityError}
 */
export async function askForGguf(url: string, signal: AbortSignal): Promise<FileAnswer> {
  const range = { start: 0, end: 64 };
  return explained(url, signal, () =>
    withResponse(url, range, { silence, signal }, async (response) => {
      // It has no first byte.
      if (response.status === 416) throw emptyFile();
      const { bytes, sha256 } = checkResponse(response, range, nothingKnown);
      let start: Uint8Array<ArrayBuffer> = new Uint8Array();
      for await (const chunk of readBody(response, { silence, signal })) {
        start = new Uint8Array([...start, ...chunk.subarray(0, range.end)]);
        if (checkGgufStart(start)) return { bytes, sha256 };
      }
      throw emptyFile();
    }),
  );
}

function emptyFile(): IntegrityError {
  return new IntegrityError(
    "The file at this address is empty or cut off. Check the address, or ask who runs the server.",
  );
}

const largestJson = 32 * 2 ** 20;

/**
 * @throws {@link DownloadError} {@link DownloadRefusedError}; {@link IntegrityError} for anything
 * but JSON of that form
 */
export async function askForJson<S extends v.GenericSchema>(
  url: string,
  schema: S,
  signal: AbortSignal,
): Promise<v.InferOutput<S>> {
  const text = await explained(url, signal, () =>
    withResponse(url, null, { silence, signal }, async (response) => {
      checkResponse(response, { start: 0, end: largestJson }, nothingKnown);
      const decoder = new TextDecoder();
      let text = "";
      for await (const chunk of readBody(response, { silence, signal })) {
        text += decoder.decode(chunk, { stream: true });
        if (text.length > largestJson) throw wrongForm(url);
      }
      return text;
    }),
  );
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (!parsed.success) throw wrongForm(url);
  return parsed.output;
}

function wrongForm(url: string): IntegrityError {
  const name = new URL(url).pathname.split("/").at(-1);
  return new IntegrityError(
    `${name} does not hold what it should. Check the address, or choose another model.`,
  );
}

/** Asks once, and says in plain words why it failed. */
async function explained<T>(url: string, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  const { protocol, hostname } = new URL(url);
  const local = /^(localhost|127\..*|\[::1\])$/.test(hostname);
  if (protocol === "http:" && !local && globalThis.location?.protocol === "https:") {
    throw new DownloadRefusedError(
      "This page came over https, so the browser doesn't let it fetch from http addresses. Use an " +
        "https address, or download the file by hand and import it here.",
    );
  }
  try {
    return await ask();
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof PassingFailure)) throw cause;
    const offline = globalThis.navigator?.onLine === false;
    throw new DownloadError(
      offline
        ? "This device is offline. Connect it to the internet, then try again."
        : `${cause.message} Check the address and the connection, then try again.`,
      { cause },
    );
  }
}
