import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { ModelActivity } from "../../src/models/library";
import type { ModelDescription } from "../../src/models/model-description";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import {
  type FaultServer,
  ggufLike,
  type SeenRequest,
  sha256Of,
  startFaultServer,
} from "../harness/fault-server";

const name = "model.gguf";
const id = "test";
const pieceBytes = 2 ** 24;
/** A piece and a bit: the library's pieces have the size that people get. */
const bytes = ggufLike(pieceBytes + 12_345);
const sha256 = sha256Of(bytes);
/** A real model file: it can be imported. */
const script = readFileSync("tests/fixtures/script.gguf");
const newer = ggufLike(bytes.byteLength, 2);

/** For a machine that is busy with something else. */
const long = 150_000;

let browser: TestBrowser;
let server: FaultServer;
let pages: Page[];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  pages = [];
  server = await startFaultServer();
  server.serve(name, bytes);
});
afterEach(async () => {
  const page = await openTab();
  expect(await page.evaluate((model) => window.library.remove(model), id)).toBe("ended");
  await Promise.all(pages.map((one) => one.close()));
  await server.close();
});

async function openTab(): Promise<Page> {
  const page = await browser.newPage();
  pages.push(page);
  page.setDefaultTimeout(long);
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/model-library.page.ts", type: "module" });
  await page.waitForFunction(() => "library" in window && window.library.state().kind === "open");
  return page;
}

const model = (): ModelDescription => ({
  id,
  title: "Test",
  format: "gguf",
  files: [{ name, url: server.url(name), bytes: null, sha256: null, sha256From: null }],
  licence: null,
});

const begin = (page: Page) => page.evaluate((about) => window.library.begin(about), model());
const load = (page: Page) => page.evaluate((one) => window.library.load(one), id);
const stored = (page: Page) => page.evaluate((one) => window.library.stored(one), id);
const pause = (page: Page) => page.evaluate((one) => window.library.pause(one), id);
const kindsOf = (page: Page) => page.evaluate((one) => window.library.kinds(one), id);
const ended = (page: Page) =>
  page
    .waitForFunction(() => window.library.end() !== "running" && window.library.end())
    .then((handle) => handle.jsonValue());
const activity = (page: Page, kind: ModelActivity["kind"]) =>
  page
    .waitForFunction(
      ([one, wanted]) => {
        const now = window.library.activity(one);
        return now?.kind === wanted && now;
      },
      [id, kind] as const,
    )
    .then((handle) => handle.jsonValue());

const problem = async (page: Page) => {
  const now = await activity(page, "stopped");
  return now && now.kind === "stopped" ? now.problem : null;
};
/** Until the short piece is stored; the other one is still coming. */
const shortPiece = (page: Page) =>
  expect
    .poll(() => stored(page), { timeout: long, interval: 50 })
    .toEqual({ state: "partial", pieces: [1] });

/** The long piece stops in its middle until the server is told to send on. */
const held = ({ range }: SeenRequest) =>
  range && range[0] < pieceBytes ? { holdAfter: 2 ** 20 } : {};
const release = () => {
  server.fault = () => ({});
  server.release();
};

/** Ends it, and nothing of the piece that was stored was sent again. */
async function goOn(page: Page): Promise<void> {
  const since = server.requests.length;
  server.fault = () => ({});
  await begin(page);
  expect(await ended(page)).toBe("ended");
  expect(await load(page)).toBe(sha256);
  expect(server.timesSent(pieceBytes, bytes.byteLength, name, since)).toBe(0);
}

describe("one tab", () => {
  it("downloads, tells how far it is, and has the model", async () => {
    const page = await openTab();
    server.fault = held;
    await begin(page);
    expect(await activity(page, "downloading")).toMatchObject({ elsewhere: false });
    release();
    expect(await ended(page)).toBe("ended");
    expect(await load(page)).toBe(sha256);
    expect(await activity(page, "idle")).toEqual({ kind: "idle" });
    const state = await page.evaluate(() => window.library.state());
    if (state.kind !== "open") throw new Error("not open");
    expect(state.models).toMatchObject([{ storedBytes: bytes.byteLength }]);
    expect(state.storage.usedBytes).toBeGreaterThan(0);
    expect(state.storage.quotaBytes).toBeGreaterThan(0);
    expect(typeof state.storage.persisted).toBe("boolean");
  });

  it("pauses, and goes on after a reload", async () => {
    const page = await openTab();
    server.fault = held;
    await begin(page);
    await shortPiece(page);
    await pause(page);
    expect(await ended(page)).toBe("ended");
    expect(await activity(page, "idle")).toBeTruthy();
    await page.close();
    await goOn(await openTab());
  });

  it("says in the state why it stopped, with the error's own class", async () => {
    const page = await openTab();
    server.fault = () => ({ status: 404 });
    await begin(page);
    expect(await ended(page)).toBe("DownloadRefusedError");
    expect((await problem(page))?.name).toBe("DownloadRefusedError");
  });

  it("waits for the network and says so", async () => {
    const page = await openTab();
    server.fault = held;
    await begin(page);
    await shortPiece(page);
    await browser.context.setOffline(true);
    await server.goOffline();
    await page.waitForFunction((one) => {
      const now = window.library.activity(one);
      return now?.kind === "downloading" && now.waiting?.includes("no network");
    }, id);
    server.fault = () => ({});
    await server.goOnline();
    await browser.context.setOffline(false);
    expect(await ended(page)).toBe("ended");
    expect(await load(page)).toBe(sha256);
  });

  it("starts again with the new file after the server's has changed", async () => {
    const page = await openTab();
    server.fault = held;
    await begin(page);
    await shortPiece(page);
    await pause(page);
    expect(await ended(page)).toBe("ended");
    server.serve(name, newer);
    server.fault = () => ({});
    await begin(page);
    expect(await ended(page)).toBe("ModelChangedError");
    expect((await stored(page))?.pieces).toEqual([1]);
    expect(await page.evaluate((one) => window.library.restart(one), id)).toBe("ended");
    expect(await load(page)).toBe(sha256Of(newer));
  });

  it("verifies: a damaged piece is fetched again, alone", async () => {
    const page = await openTab();
    await begin(page);
    expect(await ended(page)).toBe("ended");
    await page.evaluate((one) => window.library.spoil(one, 1), id);
    const since = server.requests.length;
    expect(await page.evaluate((one) => window.library.verify(one), id)).toBe("ended");
    expect(server.requests.slice(since).map(({ range }) => range)).toEqual([
      [pieceBytes, bytes.byteLength],
    ]);
    expect(await kindsOf(page)).toContain("verifying");
    expect(await load(page)).toBe(sha256);
  });

  it("verifies: what can't be mended isn't used until the download has gone on", async () => {
    const page = await openTab();
    await begin(page);
    expect(await ended(page)).toBe("ended");
    await page.evaluate((one) => window.library.spoil(one, 1), id);
    server.fault = () => ({ status: 404 });
    expect(await page.evaluate((one) => window.library.verify(one), id)).toBe("IntegrityError");
    expect(await load(page)).toBe("ModelMissingError");
    const since = server.requests.length;
    server.fault = () => ({});
    await begin(page);
    expect(await ended(page)).toBe("ended");
    expect(server.timesSent(0, pieceBytes, name, since)).toBe(0);
    expect(await load(page)).toBe(sha256);
  });

  it("exports a model, and imports it", async () => {
    const page = await openTab();
    server.serve(name, script);
    await begin(page);
    expect(await ended(page)).toBe("ended");
    const imported = await page.evaluate((one) => window.library.moveThroughFile(one), id);
    expect(await page.evaluate((one) => window.library.load(one), imported)).toBe(sha256Of(script));
    await page.evaluate((one) => window.library.remove(one), imported);
  });

  it("refuses a foreign file", async () => {
    const page = await openTab();
    const result = await page.evaluate(() =>
      window.library.importFile("x.gguf", new Blob(["<!doctype html>"])),
    );
    expect(result).toBe("ImportError");
  });

  it("tells what lies at an address", async () => {
    const page = await openTab();
    server.serve(name, script);
    const about = await page.evaluate((url) => window.library.inspect(url), server.url(name));
    expect(about).toMatchObject({ format: "gguf", files: [{ bytes: script.byteLength }] });
  });
});

describe("two tabs", () => {
  it("download once; the other shows it, can pause it, and go on with it", async () => {
    const [one, other] = [await openTab(), await openTab()];
    server.fault = held;
    await begin(one);
    expect(await activity(other, "downloading")).toMatchObject({ elsewhere: true });
    await shortPiece(one);
    await pause(other);
    expect(await ended(one)).toBe("ended");
    expect(await activity(one, "idle")).toBeTruthy();
    expect(await activity(other, "idle")).toBeTruthy();
    expect((await stored(one))?.state).toBe("partial");
    await goOn(other);
    expect(await load(one)).toBe(sha256);
  });

  it("that opens later learns what goes on, and when it is done", async () => {
    const one = await openTab();
    server.fault = held;
    await begin(one);
    await shortPiece(one);
    const other = await openTab();
    expect(await activity(other, "downloading")).toMatchObject({ elsewhere: true });
    release();
    expect(await ended(one)).toBe("ended");
    await activity(other, "idle");
    expect(await load(other)).toBe(sha256);
  });

  it("asked for the same model: one downloads, both have it", async () => {
    const [one, other] = [await openTab(), await openTab()];
    await Promise.all([begin(one), begin(other)]);
    expect(await Promise.all([ended(one), ended(other)])).toEqual(["ended", "ended"]);
    expect(server.sentBytes()).toBe(bytes.byteLength);
    expect(await load(other)).toBe(sha256);
  });

  it("one dies: the other says so and can go on", async () => {
    const [one, other] = [await openTab(), await openTab()];
    server.fault = held;
    await begin(one);
    await shortPiece(one);
    expect(await activity(other, "downloading")).toMatchObject({ elsewhere: true });
    await one.close();
    expect((await problem(other))?.message).toMatch(/was closed/);
    await goOn(other);
  });

  it("one deletes what the other downloads", async () => {
    const [one, other] = [await openTab(), await openTab()];
    server.fault = held;
    await begin(one);
    await shortPiece(one);
    expect(await other.evaluate((model) => window.library.remove(model), id)).toBe("ended");
    expect(await ended(one)).toBe("ended");
    expect(await stored(one)).toBeNull();
    await one.waitForFunction(() => {
      const state = window.library.state();
      return state.kind === "open" && state.models.length === 0;
    });
  });

  it("take no notice of messages that aren't the app's", async () => {
    const page = await openTab();
    await page.evaluate((model) => {
      const channel = new BroadcastChannel("models");
      channel.postMessage("hello");
      channel.postMessage({ type: "activity", id: model, activity: { kind: "downloading" } });
      channel.postMessage({ type: "activity", id: 7 });
    }, id);
    await begin(page);
    expect(await ended(page)).toBe("ended");
    expect(await load(page)).toBe(sha256);
  });
});

describe("a page that came without https", () => {
  it("says that no model can be stored", async () => {
    const page = await browser.newPage();
    pages.push(page);
    page.setDefaultTimeout(long);
    // To the browser this is a host somewhere.
    await page.route("http://school.example/**", async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const url = new URL(pathname + search, inject("plainUrl")).href;
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await page.goto("http://school.example/tests/harness/blank.html");
    await page.addScriptTag({ url: "/tests/browser/model-library.page.ts", type: "module" });
    await page.waitForFunction(() => "library" in window);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    const state = await page.waitForFunction(() => {
      const now = window.library.state();
      return now.kind !== "opening" && now;
    });
    expect(await state.jsonValue()).toMatchObject({
      kind: "unavailable",
      problem: { name: "StoreUnavailableError" },
    });
    await page.evaluate((about) => window.library.begin(about), model());
    expect(await ended(page)).toBe("StoreUnavailableError");
  });
});
