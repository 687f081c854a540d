import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { ModelDescription } from "../../src/models/model-description";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import {
  type Fault,
  type FaultServer,
  ggufLike,
  type SeenRequest,
  sha256Of,
  startFaultServer,
} from "../harness/fault-server";

const name = "model.gguf";
const id = "test";
const pieceBytes = 2 ** 18;
/** Seven pieces and a bit. */
const bytes = ggufLike(7 * pieceBytes + 12_345);
const total = bytes.byteLength;
const sha256 = sha256Of(bytes);
const all = [0, 1, 2, 3, 4, 5, 6, 7];
/** Another file of the same length. */
const newer = ggufLike(total, 2);

/** For a machine that is busy with something else. */
const long = 150_000;

let browser: TestBrowser;
let server: FaultServer;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPage();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startFaultServer();
  server.serve(name, bytes);
});
afterEach(async () => {
  await page.evaluate((model) => window.downloads.remove(model), id);
  await server.close();
});

async function openPage(from = browser): Promise<Page> {
  const opened = await from.newPage();
  opened.setDefaultTimeout(long);
  await opened.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await opened.addScriptTag({ url: "/tests/browser/download.page.ts", type: "module" });
  await opened.waitForFunction(() => "downloads" in window);
  return opened;
}

type File = ModelDescription["files"][number];

function model(...known: Partial<File>[]): ModelDescription {
  const file = { name, url: server.url(name), bytes: null, sha256: null, sha256From: null };
  const files = (known.length > 0 ? known : [{}]).map((about) => ({ ...file, ...about }));
  return { id, title: "Test", format: "gguf", files, licence: null };
}

const run = (about = model(), options: { tries?: number } = {}) =>
  page.evaluate(([m, o]) => window.downloads.run(m, o), [about, options] as const);
const stored = (file = 0) =>
  page.evaluate(([m, n]) => window.downloads.stored(m, n), [id, file] as const);
const load = (file = 0) =>
  page.evaluate(([m, n]) => window.downloads.load(m, n), [id, file] as const);

/** The whole model is there, and what an engine reads is what the server has. */
async function expectWhole(hash = sha256): Promise<void> {
  expect(await stored()).toMatchObject({ state: "complete", pieces: all, expectedSha256: hash });
  expect(await load()).toBe(hash);
}

/** Runs until this fault ends it; an engine gets nothing of what is there. */
async function runInto(fault: FaultServer["fault"], about = model()) {
  server.fault = fault;
  const outcome = await run(about);
  server.fault = () => ({});
  expect(outcome.end).not.toBe("complete");
  expect(await load()).toMatch(/^(ModelMissingError|none)$/);
  return outcome;
}

/** Goes on to the end; nothing of what is stored now is sent again. */
async function goOn(about = model()) {
  const before = await stored();
  const since = server.requests.length;
  const outcome = await run(about);
  expect(outcome).toMatchObject({ end: "complete" });
  for (const piece of before?.pieces ?? []) expectNotSent(piece, since);
  await expectWhole();
  return outcome;
}

function expectNotSent(piece: number, since: number): void {
  const start = piece * pieceBytes;
  expect(server.timesSent(start, start + pieceBytes, name, since)).toBe(0);
}

/** The fault for some of the requests only. */
const sometimes =
  (fault: Fault, which: (request: SeenRequest) => boolean): FaultServer["fault"] =>
  (request) =>
    which(request) ? fault : {};
/** From the third request on: the first pieces come. */
const later = (fault: Fault) => sometimes(fault, ({ number }) => number >= 2);
/** The faults in turn, for each place in the file; then it goes well. */
function atFirst(...faults: Fault[]): FaultServer["fault"] {
  const asked = new Map<number, number>();
  return ({ range }) => {
    const start = range?.[0] ?? 0;
    const times = asked.get(start) ?? 0;
    asked.set(start, times + 1);
    return faults[times] ?? {};
  };
}

/** Four pieces come, and of the next three a byte each; then nothing more. */
const holding = sometimes({ holdAfter: 1 }, ({ range }) => (range?.[0] ?? 0) >= 4 * pieceBytes);
const heldAt = 4 * pieceBytes + 3;

describe("a download", () => {
  it("fetches every byte once, three pieces at a time, without asking for leave", async () => {
    server.fault = () => ({ holdAfter: 10 });
    const running = run();
    await page.waitForFunction((some) => window.downloads.loaded() >= some, 30);
    expect(server.requests).toHaveLength(3);
    server.fault = () => ({});
    server.release();
    const outcome = await running;
    expect(outcome).toMatchObject({ end: "complete", waits: [], mostLoaded: total });
    await expectWhole();
    expect(server.sentBytes()).toBe(total);
    expect(server.requests.map(({ method }) => method)).toEqual(all.map(() => "GET"));
    expect(await stored()).toMatchObject({ trust: "first-use", version: `"${sha256}"` });
  });

  it("goes on where it was ended, without a byte of what is there", async () => {
    server.fault = holding;
    const running = run();
    await page.waitForFunction((some) => window.downloads.loaded() >= some, heldAt);
    await page.evaluate(() => window.downloads.abort());
    expect(await running).toMatchObject({ end: "AbortError" });
    expect((await stored())?.pieces).toEqual([0, 1, 2, 3]);
    expect(await load()).toBe("ModelMissingError");
    server.fault = () => ({});
    await goOn();
  });

  it("takes the files of a model one after the other", async () => {
    const second = ggufLike(pieceBytes + 1, 3);
    server.serve("second.gguf", second);
    const other = { name: "second.gguf", url: server.url("second.gguf") };
    const outcome = await run(model({}, other));
    expect(outcome).toMatchObject({ end: "complete", mostLoaded: total + second.byteLength });
    expect(await load(0)).toBe(sha256);
    expect(await load(1)).toBe(sha256Of(second));
    expect(server.sentBytes()).toBe(total + second.byteLength);
  });

  it("takes a file that is shorter than a piece", async () => {
    const short = ggufLike(1000);
    server.serve(name, short);
    expect(await run()).toMatchObject({ end: "complete" });
    expect(await load()).toBe(sha256Of(short));
    expect(server.requests).toHaveLength(1);
  });

  it("does nothing for a model that is there", async () => {
    await run();
    const { length } = server.requests;
    expect(await run()).toMatchObject({ end: "complete" });
    expect(server.requests).toHaveLength(length);
  });
});

describe("a server without ranges", () => {
  const noRanges: Fault = { ranges: false };

  it("is read as one stream", async () => {
    server.fault = () => noRanges;
    expect(await run()).toMatchObject({ end: "complete" });
    await expectWhole();
  });

  it("begins anew after a cut, and says so", async () => {
    const place = 3 * pieceBytes + 99;
    server.fault = () => ({ ...noRanges, cutAfter: place, holdAfter: place });
    const running = run();
    await page.waitForFunction((some) => window.downloads.loaded() >= some, place);
    server.fault = () => noRanges;
    server.release();
    const outcome = await running;
    expect(outcome).toMatchObject({ end: "complete" });
    expect(outcome.waits.join()).toMatch(/sends again what is already here/);
    await expectWhole();
  });

  it("is given up when it always cuts at the same place; what came is kept", async () => {
    const outcome = await runInto(() => ({ ...noRanges, cutAfter: 2 * pieceBytes + 5 }));
    expect(outcome.end).toBe("DownloadError");
    expect((await stored())?.pieces.length).toBeLessThanOrEqual(2);
    await goOn();
  });

  it("may lose its ranges midway", async () => {
    server.fault = later(noRanges);
    expect(await run()).toMatchObject({ end: "complete" });
    await expectWhole();
  });

  it("may send the whole file once by mistake", async () => {
    server.fault = sometimes(noRanges, ({ number }) => number === 3);
    expect(await run()).toMatchObject({ end: "complete" });
    await expectWhole();
    expect(server.requests.every(({ range }) => range !== null)).toBe(true);
  });

  it("may not have another file the second time", async () => {
    const anonymous: Fault = { ...noRanges, etag: null };
    const place = 3 * pieceBytes + 1;
    server.fault = () => ({ ...anonymous, holdAfter: place });
    const running = run();
    await page.waitForFunction((some) => window.downloads.loaded() >= some, place);
    await page.evaluate(() => window.downloads.abort());
    await running;
    server.serve(name, newer);
    expect(await runInto(() => anonymous)).toMatchObject({ end: "ModelChangedError" });
    expect((await stored())?.pieces).toEqual([0, 1, 2]);
  });

  it("must say how long the file is", async () => {
    const outcome = await runInto(() => ({ ...noRanges, length: false }));
    expect(outcome.end).toBe("DownloadRefusedError");
    expect(outcome.message).toMatch(/doesn't say how long/);
  });
});

describe("wrong lengths", () => {
  it.each<[string, Fault]>([
    ["another part", { contentRange: `bytes 5-${pieceBytes + 4}/${total}` }],
    ["nonsense", { contentRange: "bytes lots" }],
    ["more than asked for", { extraBytes: 7, contentRange: null }],
    ["another length than it says", { extraBytes: -7 }],
  ])("%s: tries again, then goes on", async (_, fault) => {
    server.fault = atFirst(fault);
    expect(await run()).toMatchObject({ end: "complete" });
    await expectWhole();
  });

  it("always another part: gives up, keeps what came", async () => {
    const outcome = await runInto(later({ contentRange: `bytes 1-2/${total}` }));
    expect(outcome.end).toBe("DownloadError");
    expect(outcome.message).toMatch(/another part of the file/);
    await goOn();
  });

  it("another length of the whole: it is another file", async () => {
    const wrong = ({ number, range }: SeenRequest): Fault => {
      if (number < 2 || !range) return {};
      return { contentRange: `bytes ${range[0]}-${range[1] - 1}/${total + 1}` };
    };
    expect(await runInto(wrong)).toMatchObject({ end: "ModelChangedError" });
    await goOn();
  });
});

describe("redirects to addresses that expire", () => {
  beforeEach(() => {
    server.redirect = true;
  });

  it("are resolved anew each time", async () => {
    expect(await run()).toMatchObject({ end: "complete" });
    await expectWhole();
    expect(server.sentBytes()).toBe(total);
  });

  it("may have expired (403): the start address is asked again", async () => {
    server.expired = 3;
    expect(await run()).toMatchObject({ end: "complete" });
    await expectWhole();
    expect(server.sentBytes()).toBe(total);
  });

  it("that never work end it; what came is kept", async () => {
    server.fault = ({ number }) => {
      if (number === 4) server.expired = 1000;
      return {};
    };
    expect(await run()).toMatchObject({ end: "DownloadError" });
    expect(await load()).toBe("ModelMissingError");
    server.expired = 0;
    await goOn();
  });
});

describe("refusals", () => {
  it.each([401, 403, 404, 410])("%d ends it at once", async (status) => {
    expect(await runInto(() => ({ status }))).toMatchObject({ end: "DownloadRefusedError" });
    expect(server.requests).toHaveLength(1);
  });

  it("429 with Retry-After in seconds is honoured", async () => {
    server.fault = sometimes({ status: 429, retryAfter: "1" }, ({ number }) => number === 0);
    const outcome = await run();
    expect(outcome.end).toBe("complete");
    expect(outcome.waits).toEqual(["The server is busy. It is tried again in 1 s."]);
    await expectWhole();
  });

  it("429 with Retry-After as a date, and one that is hidden, pass too", async () => {
    const retryAfter = new Date(Date.now() + 1000).toUTCString();
    server.fault = atFirst(
      { status: 429, retryAfter },
      { status: 429, retryAfter, exposed: false },
    );
    expect((await run()).end).toBe("complete");
    await expectWhole();
  });

  it("errors of the server pass", async () => {
    server.fault = atFirst({ status: 500 }, { status: 503 });
    const outcome = await run();
    expect(outcome.end).toBe("complete");
    expect(outcome.waits.join()).toMatch(/HTTP 500/);
    await expectWhole();
    expect(server.sentBytes()).toBe(total);
  });

  it("errors without end end it; what came is kept", async () => {
    const outcome = await runInto(later({ status: 500 }));
    expect(outcome.end).toBe("DownloadError");
    expect((await stored())?.pieces.length).toBeGreaterThan(0);
    await goOn();
  });
});

describe("broken connections", () => {
  it("cut: goes on from the byte where it broke", async () => {
    server.fault = () => ({ cutAfter: 1000, holdAfter: 1000 });
    const running = run();
    await page.waitForFunction(() => window.downloads.loaded() >= 3000);
    server.fault = () => ({});
    server.release();
    expect((await running).end).toBe("complete");
    await expectWhole();
    expect(server.sentBytes()).toBe(total);
    // In any order, and other pieces may be asked for in between.
    const begins = server.requests.map(({ range }) => (range?.[0] ?? 0) % pieceBytes);
    expect(begins.filter((begin) => begin === 1000)).toHaveLength(3);
  });

  it("cut again and again, at any byte: comes wholly", async () => {
    let state = 7;
    server.fault = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const place = state % 150_000;
      return { cutAfter: place, holdAfter: place };
    };
    const cuts = setInterval(() => server.release(), 20);
    expect((await run(model(), { tries: 30 })).end).toBe("complete");
    clearInterval(cuts);
    await expectWhole();
  });

  it("cut before the first byte: tries again", async () => {
    server.fault = atFirst({ cutAfter: 0 });
    expect((await run()).end).toBe("complete");
    await expectWhole();
    expect(server.sentBytes()).toBe(total);
  });

  it("always cut at once: gives up", async () => {
    expect((await runInto(later({ cutAfter: 0 }))).end).toBe("DownloadError");
    await goOn();
  });

  it("silent ones count as cut", async () => {
    server.fault = sometimes({ stallAfter: 100_000 }, ({ number }) => number === 1 || number === 5);
    expect((await run()).end).toBe("complete");
    await expectWhole();
  });

  it("slow ones are waited for", async () => {
    server.fault = sometimes(
      { trickle: { bytes: 500, everyMs: 10 } },
      ({ number }) => number === 7,
    );
    expect(await run()).toMatchObject({ end: "complete", waits: [] });
    await expectWhole();
    expect(server.sentBytes()).toBe(total);
  });

  it("without a network: waits for it, says so, and goes on by itself", async () => {
    server.fault = holding;
    const running = run();
    await page.waitForFunction((some) => window.downloads.loaded() >= some, heldAt);
    await browser.context.setOffline(true);
    await server.goOffline();
    await page.waitForFunction(() => window.downloads.waiting()?.includes("no network"));
    expect(await load()).toBe("ModelMissingError");
    const before = await stored();
    const since = server.requests.length;
    server.fault = () => ({});
    await server.goOnline();
    await browser.context.setOffline(false);
    expect((await running).end).toBe("complete");
    for (const piece of before?.pieces ?? []) expectNotSent(piece, since);
    await expectWhole();
  });

  it("no server at all: gives up, keeps what came", async () => {
    await runInto(later({ status: 500 }));
    await server.goOffline();
    const outcome = await run();
    expect(outcome.end).toBe("DownloadError");
    expect(outcome.message).toMatch(/can't be reached/);
    await server.goOnline();
    await goOn();
  });
});

describe("wrong bytes", () => {
  const corrupt = sometimes({ corruptAt: 3 * pieceBytes + 17 }, ({ range }) => range !== null);

  it("a corrupted piece is found by the known hash; the model isn't used", async () => {
    const known = { sha256, sha256From: "catalogue" as const };
    expect(await runInto(corrupt, model(known))).toMatchObject({ end: "IntegrityError" });
    expect(await stored()).toMatchObject({ state: "partial", expectedSha256: sha256 });
  });

  it("a corrupted piece is found by the hash that the server announces", async () => {
    const base64 = Buffer.from(sha256, "hex").toString("base64");
    const headers = { "repr-digest": `sha-256=:${base64}:` };
    const fault = (request: SeenRequest) => ({ ...corrupt(request), headers });
    expect(await runInto(fault)).toMatchObject({ end: "IntegrityError" });
    expect(await stored()).toMatchObject({ trust: "server", expectedSha256: sha256 });
  });

  it("another announced hash than the known one ends it before the download", async () => {
    const headers = { digest: `SHA-256=${Buffer.from(sha256, "hex").toString("base64")}` };
    const known = { sha256: sha256Of(newer), sha256From: "catalogue" as const };
    expect(await runInto(() => ({ headers }), model(known))).toMatchObject({
      end: "IntegrityError",
    });
    expect(server.requests).toHaveLength(1);
    expect((await stored())?.pieces).toEqual([]);
  });

  it("a piece that went bad on this device is fetched again, alone", async () => {
    await runInto(later({ status: 500 }));
    const before = (await stored())?.pieces ?? [];
    await page.evaluate((model) => window.downloads.spoil(model, 0), id);
    const since = server.requests.length;
    expect((await run()).end).toBe("complete");
    await expectWhole();
    for (const piece of before) if (piece !== 0) expectNotSent(piece, since);
    expect(server.timesSent(0, pieceBytes, name, since)).toBe(1);
  });

  it("a web page instead of the file: nothing is stored", async () => {
    const outcome = await runInto(() => ({ html: "text/html; charset=utf-8" }));
    expect(outcome.end).toBe("IntegrityError");
    expect(outcome.message).toMatch(/web page/);
    expect((await stored())?.pieces).toEqual([]);
  });

  it("a web page that claims to be a file: nothing is stored", async () => {
    const outcome = await runInto(() => ({ html: "application/octet-stream" }));
    expect(outcome.end).toBe("IntegrityError");
    expect((await stored())?.pieces).toEqual([]);
  });

  it.each(["text/html", "application/octet-stream"])(
    "a login page midway (%s): stops, keeps what came, goes on later",
    async (html) => {
      const outcome = await runInto(later({ html }));
      expect(outcome.end).toBe("IntegrityError");
      expect(outcome.message).toMatch(/web page/);
      await goOn();
    },
  );

  it("no GGUF file: nothing is stored, and nothing more is asked for", async () => {
    const zeros = new Uint8Array(total);
    server.serve(name, zeros);
    expect(await runInto(() => ({}))).toMatchObject({ end: "IntegrityError" });
    expect((await stored())?.pieces).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

describe("a file that changes on the server", () => {
  it("between two sessions: nothing is mixed", async () => {
    await runInto(later({ status: 500 }));
    const before = await stored();
    server.serve(name, newer);
    expect(await runInto(() => ({}))).toMatchObject({ end: "ModelChangedError" });
    expect(await stored()).toEqual(before);
    // The old file is there again: then it can go on.
    server.serve(name, bytes);
    await goOn();
  });

  it("in the middle: nothing is mixed", async () => {
    const change = ({ number }: SeenRequest): Fault => {
      if (number === 3) server.serve(name, newer);
      return {};
    };
    expect(await runInto(change)).toMatchObject({ end: "ModelChangedError" });
  });

  it("becomes shorter: it is another one", async () => {
    await runInto(later({ status: 500 }));
    server.serve(name, ggufLike(100));
    expect(await runInto(() => ({ etag: null }))).toMatchObject({ end: "ModelChangedError" });
  });
});

describe("a server that hides its headers from other pages", () => {
  it("still sends parts; the length of a whole answer tells the rest", async () => {
    server.fault = () => ({ exposed: false });
    expect((await run()).end).toBe("complete");
    await expectWhole();
    const whole = server.requests.filter(({ range }) => range === null);
    expect(whole).toHaveLength(1);
    expect(server.requests).toHaveLength(all.length + 1);
  });

  it("and lets nobody read anything: says what that may be", async () => {
    const outcome = await runInto(() => ({ cors: false }));
    expect(outcome.end).toBe("DownloadError");
    expect(outcome.message).toMatch(/CORS/);
  });
});

describe("a full device", () => {
  it("stops, keeps what came, says how much to free, and goes on afterwards", async () => {
    // What was deleted before would count for a while.
    const own = await launchBrowser();
    const shared = page;
    try {
      page = await openPage(own);
      const session = await own.context.newCDPSession(page);
      const { origin } = new URL(page.url());
      const quotaSize = 3.9 * pieceBytes;
      await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });
      const outcome = await runInto(() => ({}));
      expect(outcome.end).toBe("StorageFullError");
      expect((await stored())?.pieces.length).toBeGreaterThan(0);
      expect(outcome.missingBytes).toBeGreaterThan(2 * pieceBytes);
      expect(outcome.missingBytes).toBeLessThanOrEqual(total);
      await session.send("Storage.overrideQuotaForOrigin", { origin });
      await goOn();
    } finally {
      page = shared;
      await own.close();
    }
  });
});

describe("a tab that is killed", () => {
  it("at ten moments: what was stored is whole, and never fetched again", async () => {
    let state = 42;
    const kept: number[] = [];
    for (let kill = 0; kill < 10; kill++) {
      const tab = await openPage();
      const before = await stored();
      kept.push(before?.pieces.length ?? 0);
      const since = server.requests.length;
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const moment = Math.min(7 * pieceBytes, (await loadedSoFar()) + (state % 400_000));
      // The last piece doesn't come, however long the kill takes.
      server.fault = ({ range }) => ({
        trickle: { bytes: 2 ** 13, everyMs: 10 },
        ...(range && range[0] >= 7 * pieceBytes ? { holdAfter: 1 } : {}),
      });
      void tab.evaluate((m) => window.downloads.run(m), model()).catch(() => {});
      await tab.waitForFunction((bytes) => window.downloads.loaded() >= bytes, moment);
      await crash(tab);
      expect(await load()).toMatch(/^(ModelMissingError|none)$/);
      for (const piece of before?.pieces ?? []) expectNotSent(piece, since);
    }
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    server.fault = () => ({});
    await goOn();
  });

  async function loadedSoFar(): Promise<number> {
    const now = await stored();
    return (now?.pieces ?? []).reduce(
      (sum, piece) => sum + Math.min(pieceBytes, total - piece * pieceBytes),
      0,
    );
  }

  async function crash(tab: Page): Promise<void> {
    const session = await tab.context().newCDPSession(tab);
    const crashed = tab.waitForEvent("crash");
    session.send("Page.crash").catch(() => {});
    await crashed;
    await tab.close();
  }
});

describe("a part fetched again for a stored model", () => {
  it("comes in spite of cuts; the server must know ranges", async () => {
    const range = [pieceBytes, 2 * pieceBytes] as const;
    const again = () =>
      page.evaluate(([url, [start, end]]) => window.downloads.fetchAgain(url, start, end), [
        server.url(name),
        range,
      ] as const);
    server.fault = sometimes({ cutAfter: 1000 }, ({ number }) => number === 0);
    expect(await again()).toBe(sha256Of(bytes.subarray(...range)));
    server.fault = () => ({ ranges: false });
    expect(await again()).toBe("DownloadError");
  });
});
