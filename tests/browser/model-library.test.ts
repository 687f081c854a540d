import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { ModelActivity } from "../../src/models/library";
import type { ModelDescription } from "../../src/models/model-description";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { type FaultServer, ggufLike, sha256Of, startFaultServer } from "../harness/fault-server";

const name = "model.gguf";
const id = "test";
const pieceBytes = 2 ** 24;
/** Two pieces and a bit: the library's pieces have the size that people get. */
const bytes = ggufLike(2 * pieceBytes + 12_345);
const sha256 = sha256Of(bytes);
const pieces = [0, 1, 2];

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

/** So slow that there is time to do something meanwhile. */
const slowly = () => ({ trickle: { bytes: 2 ** 17, everyMs: 20 } });

describe("one tab", () => {
  it("downloads, tells how far it is, and has the model", async () => {
    const page = await openTab();
    server.fault = slowly;
    await begin(page);
    expect(await activity(page, "downloading")).toMatchObject({ elsewhere: false });
    expect(await ended(page)).toBe("ended");
    expect(await load(page)).toBe(sha256);
    expect(await kindsOf(page)).toContain("downloading");
    expect(await activity(page, "idle")).toEqual({ kind: "idle" });
  });
});

describe("two tabs", () => {
  it("download once; the other shows it, can pause it, and go on with it", async () => {
    const [one, other] = [await openTab(), await openTab()];
    server.fault = slowly;
    await begin(one);
    expect(await activity(other, "downloading")).toMatchObject({ elsewhere: true });
    await pause(other);
    expect(await ended(one)).toBe("ended");
    expect(await activity(one, "idle")).toBeTruthy();
    expect(await activity(other, "idle")).toBeTruthy();
    expect((await stored(one))?.state).toBe("partial");
    await begin(other);
    expect(await ended(other)).toBe("ended");
    expect(await load(one)).toBe(sha256);
    expect((await stored(one))?.pieces).toEqual(pieces);
  });
});
