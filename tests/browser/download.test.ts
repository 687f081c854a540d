import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { ModelDescription } from "../../src/models/model-description";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { type FaultServer, ggufLike, sha256Of, startFaultServer } from "../harness/fault-server";

const name = "model.gguf";
const id = "test";
const pieceBytes = 2 ** 18;
/** Seven pieces and a bit. */
const bytes = ggufLike(7 * pieceBytes + 12_345);
const sha256 = sha256Of(bytes);
const pieces = [0, 1, 2, 3, 4, 5, 6, 7];

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

async function openPage(): Promise<Page> {
  const opened = await browser.newPage();
  await opened.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await opened.addScriptTag({ url: "/tests/browser/download.page.ts", type: "module" });
  await opened.waitForFunction(() => "downloads" in window);
  return opened;
}

function model(known: Partial<ModelDescription["files"][number]> = {}): ModelDescription {
  const file = { name, url: server.url(name), bytes: null, sha256: null, sha256From: null };
  return {
    id,
    title: "Test",
    format: "gguf",
    files: [{ ...file, ...known }],
    licence: null,
  };
}

const run = (about = model(), options: { tries?: number } = {}) =>
  page.evaluate(([m, o]) => window.downloads.run(m, o), [about, options] as const);
const stored = () => page.evaluate((model) => window.downloads.stored(model), id);
const load = () => page.evaluate((model) => window.downloads.load(model), id);

/** The whole model is there, and what an engine reads is what the server has. */
async function expectWhole(): Promise<void> {
  expect(await stored()).toMatchObject({ state: "complete", pieces, expectedSha256: sha256 });
  expect(await load()).toBe(sha256);
}

describe("a download", () => {
  it("fetches every byte once, by ranges, without asking the server for leave", async () => {
    const outcome = await run();
    expect(outcome).toMatchObject({ end: "complete", waits: [], mostLoaded: bytes.byteLength });
    await expectWhole();
    expect(server.sentBytes()).toBe(bytes.byteLength);
    expect(server.requests.map(({ method }) => method)).toEqual(pieces.map(() => "GET"));
    expect(await stored()).toMatchObject({ trust: "first-use", version: `"${sha256}"` });
  });
});
