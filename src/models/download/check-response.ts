import { DownloadRefusedError, ModelChangedError } from "../errors";
import { readRetryAfter } from "./back-off";
import { webPageError } from "./check-start";
import { PassingFailure } from "./failures";
import type { Range } from "./plan";

/** What is known of a file; null where nobody has told yet. */
export interface FileFacts {
  readonly bytes: number | null;
  /** ETag or Last-Modified. */
  readonly version: string | null;
}

/** What a server sends. Facts that it hides from pages of other origins are null. */
export interface Answer extends FileFacts {
  /** `part`: from where it was asked for. `whole`: the server knows no ranges. */
  readonly kind: "part" | "whole";
  /** Of the whole file, from a digest header. */
  readonly sha256: string | null;
}

/**
 * Whether a response brings what was asked for.
 * @throws {@link PassingFailure} when trying again may help; {@link DownloadRefusedError},
 * {@link ModelChangedError}, `IntegrityError` when it won't
 */
export function checkResponse(response: Response, range: Range, known: FileFacts): Answer {
  if (response.status !== 200 && response.status !== 206) throw refusal(response);
  const { headers } = response;
  if (/^(text\/html|application\/xhtml)/i.test(headers.get("content-type") ?? "")) {
    throw webPageError();
  }
  const kind = response.status === 206 ? "part" : "whole";
  const bytes = kind === "part" ? totalOf(headers, range) : lengthOf(headers);
  const version = headers.get("etag") ?? headers.get("last-modified");
  checkSame({ bytes, version }, known);
  return { kind, bytes, version, sha256: readDigest(headers) };
}

/** @throws {@link ModelChangedError} */
function checkSame(answer: FileFacts, known: FileFacts): void {
  const otherLength = differ(answer.bytes, known.bytes);
  const otherVersion =
    isTag(answer.version) === isTag(known.version) && differ(answer.version, known.version);
  if (!otherLength && !otherVersion) return;
  const how = otherLength
    ? `it has ${answer.bytes} bytes instead of ${known.bytes}`
    : "the server names another version of it";
  throw new ModelChangedError(
    `The file on the server is another one than before: ${how}. Nothing of it was mixed with what ` +
      "is stored. Start again to get the new one.",
  );
}

/** Whether two facts contradict each other; null knows nothing. */
export function differ(one: unknown, other: unknown): boolean {
  return one !== null && other !== null && one !== other;
}

/** An ETag can't be compared with a date. */
function isTag(version: string | null): boolean {
  return version !== null && /^(W\/)?"/.test(version);
}

/** The file's length from a part's headers; null where they don't say. */
function totalOf(headers: Headers, range: Range): number | null {
  const length = lengthOf(headers);
  const header = headers.get("content-range");
  // Hidden, or left out: then only the length can show that it is another part.
  if (header === null) {
    if (length !== null && length > range.end - range.start) throw wrongPart();
    return null;
  }
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(header.trim()) ?? [];
  const size = Number(last) - Number(first) + 1;
  const right =
    Number(first) === range.start &&
    size > 0 &&
    Number(last) < range.end &&
    (length === null || length === size);
  if (!right) throw wrongPart();
  return total === "*" ? null : Number(total);
}

function wrongPart(): PassingFailure {
  return new PassingFailure("The server sent another part of the file than was asked for.");
}

function lengthOf(headers: Headers): number | null {
  const header = headers.get("content-length");
  // Of coded bytes it is the coded length, which says nothing about the file.
  if (header === null || headers.get("content-encoding")) return null;
  return Number(header);
}

function refusal(response: Response): Error {
  const { status } = response;
  if (status === 416) {
    return new ModelChangedError(
      "The file on the server is shorter than before, so it is another one. Start again to get it.",
    );
  }
  const retryAfter = readRetryAfter(response.headers.get("retry-after"));
  if (status === 429 || status === 503) {
    return new PassingFailure("The server is busy.", { retryAfter });
  }
  const passing = status < 400 || status >= 500 || status === 408 || status === 425;
  // Large hosts redirect to addresses that expire: the next try gets a new one.
  if (passing || response.redirected) {
    return new PassingFailure(`The server answered with an error (HTTP ${status}).`, {
      retryAfter,
    });
  }
  return new DownloadRefusedError(refusalText(status));
}

function refusalText(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return (
        `The server doesn't give this file to everyone (HTTP ${status}). Download it by hand, with ` +
        "the login it wants, and import the file here."
      );
    case 404:
    case 410:
      return `There is no such file on the server (HTTP ${status}). Check the address.`;
    default:
      return `The server refuses to send this file (HTTP ${status}). Check the address.`;
  }
}

/** SHA-256 of the whole file from Repr-Digest (RFC 9530) or its forerunner Digest, as hexadecimal. */
function readDigest(headers: Headers): string | null {
  const header = `${headers.get("repr-digest") ?? ""},${headers.get("digest") ?? ""}`;
  const base64 = /(?:^|[,\s])sha-256=:?([A-Za-z0-9+/]{43}=)/i.exec(header)?.[1];
  if (!base64) return null;
  return Array.from(atob(base64), (c) => c.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
