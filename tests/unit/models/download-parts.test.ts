import { describe, expect, it } from "vitest";
import { defaultPatience, readRetryAfter, waitBefore } from "../../../src/models/download/back-off";
import { checkResponse } from "../../../src/models/download/check-response";
import { checkGgufStart } from "../../../src/models/download/check-start";
import { PassingFailure } from "../../../src/models/download/failures";
import { missingPieces, planPieces } from "../../../src/models/download/plan";
import { createTally } from "../../../src/models/download/tally";
import {
  DownloadRefusedError,
  IntegrityError,
  ModelChangedError,
} from "../../../src/models/errors";
import { readFileStart } from "../../../src/models/gguf/file-start";

const ascii = (text: string) => new TextEncoder().encode(text);

describe("pieces", () => {
  it("cover a file, the last one shorter", () => {
    expect(planPieces(10, 4)).toEqual([
      { index: 0, start: 0, end: 4 },
      { index: 1, start: 4, end: 8 },
      { index: 2, start: 8, end: 10 },
    ]);
    expect(planPieces(8, 4)).toHaveLength(2);
    expect(planPieces(0, 4)).toEqual([]);
  });

  it("are missing when they aren't stored, or not with their length", () => {
    const stored = new Map([
      [0, { bytes: 4 }],
      [2, { bytes: 4 }],
    ]);
    expect(missingPieces(planPieces(10, 4), stored).map(({ index }) => index)).toEqual([1, 2]);
  });
});

describe("the wait before another try", () => {
  it("doubles up to a limit, with jitter", () => {
    const waits = [1, 2, 3, 20].map((failed) => waitBefore(failed, null, defaultPatience, 1));
    expect(waits).toEqual([1000, 2000, 4000, 120_000]);
    expect(waitBefore(1, null, defaultPatience, 0)).toBe(500);
  });

  it("is what the server asks for, up to the limit", () => {
    expect(waitBefore(5, 3000, defaultPatience)).toBe(3000);
    expect(waitBefore(5, 0, defaultPatience)).toBe(0);
    expect(waitBefore(5, 1e9, defaultPatience)).toBe(120_000);
  });

  it("is read from seconds or a date", () => {
    const now = Date.parse("2026-11-25T12:00:00Z");
    expect(readRetryAfter("7", now)).toBe(7000);
    expect(readRetryAfter("Wed, 25 Nov 2026 12:00:30 GMT", now)).toBe(30_000);
    expect(readRetryAfter("Wed, 25 Nov 2026 11:00:00 GMT", now)).toBe(0);
    for (const none of [null, "", "-5", "soon", "1.5"])
      expect(readRetryAfter(none, now)).toBeNull();
  });
});

describe("an answer", () => {
  const range = { start: 100, end: 200 };
  const unknown = { bytes: null, version: null };
  const answer = (status: number, headers: Record<string, string>, known = {}) =>
    checkResponse(new Response(null, { status, headers }), range, { ...unknown, ...known });
  const part = (headers: Record<string, string> = {}, known = {}) =>
    answer(206, { "content-range": "bytes 100-199/1000", ...headers }, known);

  it("tells what it says of the file", () => {
    expect(part({ etag: '"a"' })).toEqual({
      kind: "part",
      bytes: 1000,
      version: '"a"',
      sha256: null,
    });
    expect(part({ "content-range": "bytes 100-199/*" }).bytes).toBeNull();
    expect(answer(200, { "content-length": "1000" })).toMatchObject({ kind: "whole", bytes: 1000 });
    expect(answer(200, {}).bytes).toBeNull();
  });

  it("may be compressed: then its length says nothing", () => {
    const headers = { "content-length": "10", "content-encoding": "gzip" };
    expect(answer(200, headers, { bytes: 1000 }).bytes).toBeNull();
  });

  it("may hide its place in the file, but not be longer than asked for", () => {
    expect(answer(206, { "content-length": "100" }).bytes).toBeNull();
    expect(() => answer(206, { "content-length": "101" })).toThrow(PassingFailure);
  });

  it("may be shorter than asked for", () => {
    expect(part({ "content-range": "bytes 100-149/1000" }).bytes).toBe(1000);
  });

  it.each([
    "bytes 0-99/1000",
    "bytes 101-199/1000",
    "bytes 100-200/1000",
    "bytes 100-99/1000",
    "bytes */1000",
    "pieces 100-199/1000",
    "",
  ])("must be the part that was asked for: %s", (header) => {
    expect(() => part({ "content-range": header })).toThrow(PassingFailure);
  });

  it("must be as long as its place says", () => {
    expect(() => part({ "content-length": "99" })).toThrow(PassingFailure);
  });

  it("of another length or version is another file's", () => {
    expect(() => part({}, { bytes: 999 })).toThrow(ModelChangedError);
    expect(() => part({ etag: '"b"' }, { version: '"a"' })).toThrow(ModelChangedError);
    expect(() =>
      part({ "last-modified": "Tue, 01 Jan 2026 00:00:00 GMT" }, { version: "Mon" }),
    ).toThrow(ModelChangedError);
    expect(() => answer(416, {})).toThrow(ModelChangedError);
  });

  it("with a date can't be compared with a tag, nor with nothing", () => {
    expect(part({ "last-modified": "Mon" }, { version: '"a"' }).version).toBe("Mon");
    expect(part({ "last-modified": "Mon" }, { version: 'W/"a"' }).version).toBe("Mon");
    expect(part({}, { version: '"a"' }).version).toBeNull();
  });

  it("with a web page is no file", () => {
    expect(() => part({ "content-type": "text/html; charset=utf-8" })).toThrow(IntegrityError);
    expect(() => answer(200, { "content-type": "application/xhtml+xml" })).toThrow(IntegrityError);
  });

  it.each([
    [429, { "retry-after": "3" }, 3000],
    [503, {}, null],
    [500, {}, null],
    [408, {}, null],
    [304, {}, null],
  ])("%d passes", (status, headers, retryAfter) => {
    const failure = catchFrom(() => answer(status, headers));
    expect(failure).toBeInstanceOf(PassingFailure);
    expect(failure).toMatchObject({ retryAfter });
  });

  it.each([400, 401, 403, 404, 410, 451])("%d is a refusal", (status) => {
    expect(() => answer(status, {})).toThrow(DownloadRefusedError);
  });

  it.each([401, 403, 404, 410])(
    "%d after a redirect may come from an expired address",
    (status) => {
      const response = new Response(null, { status });
      Object.defineProperty(response, "redirected", { value: true });
      expect(() => checkResponse(response, range, unknown)).toThrow(PassingFailure);
    },
  );

  it("may announce the file's hash, in the new form and the old", () => {
    const base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(part({ "repr-digest": `sha-512=:AAAA:, sha-256=:${base64}:` }).sha256).toBe(hex);
    expect(part({ digest: `SHA-256=${base64}` }).sha256).toBe(hex);
    expect(part({ "repr-digest": "sha-256=:AAAA:" }).sha256).toBeNull();
    // The hash of this part only.
    expect(part({ "content-digest": `sha-256=:${base64}:` }).sha256).toBeNull();
  });
});

describe("the start of a file", () => {
  it("is GGUF's, or too short to tell", () => {
    expect(checkGgufStart(ascii("GGUF\u0003"))).toBe(true);
    expect(checkGgufStart(ascii("GGU"))).toBe(false);
    expect(checkGgufStart(ascii(""))).toBe(false);
  });

  it("is something else's", () => {
    expect(() => checkGgufStart(ascii("GGML"))).toThrow(/no GGUF/);
    expect(() => checkGgufStart(ascii("X"))).toThrow(IntegrityError);
    expect(() => checkGgufStart(ascii("\n<!DOCTYPE html>"))).toThrow(/web page/);
  });

  it("is a web page's", () => {
    expect(readFileStart(ascii("  <html>"))).toBe("web-page");
    expect(readFileStart(ascii('{"a": "<html>"}'))).toBe("other");
  });
});

describe("the tally", () => {
  it("counts what is there, and remembers the most there was", () => {
    let changes = 0;
    const tally = createTally(() => {
      changes += 1;
    });
    tally.set(0, 10);
    tally.set(1, 5);
    tally.set(1, 0);
    expect([tally.loaded(), tally.best(), changes]).toEqual([10, 15, 3]);
    tally.set(1, 5);
    expect(tally.best()).toBe(15);
    tally.set(1, 6);
    expect([tally.loaded(), tally.best()]).toEqual([16, 16]);
  });
});

function catchFrom(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}
