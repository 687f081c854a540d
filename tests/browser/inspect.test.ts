import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { type FaultServer, ggufLike, startFaultServer } from "../harness/fault-server";

let browser: TestBrowser;
let page: Page;
let server: FaultServer;
const size = 3_000_000;

beforeAll(async () => {
  server = await startFaultServer();
  server.serve("m.gguf", ggufLike(size));
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/inspect.page.ts", type: "module" });
  await page.waitForFunction(() => "inspection" in window);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const inspect = () => page.evaluate((url) => window.inspection.inspect(url), server.url("m.gguf"));

describe("an address of another origin, in a browser", () => {
  it("is asked for its first bytes only, with and without ranges and behind a redirect", async () => {
    const files = [{ name: "m.gguf", bytes: size, sha256: null }];
    expect(await inspect()).toMatchObject({ title: "m", format: "gguf", files });
    expect(server.requests.at(-1)?.range).toEqual([0, 64]);
    server.redirect = true;
    expect(await inspect()).toMatchObject({ files });
    server.redirect = false;
    server.fault = () => ({ ranges: false, trickle: { bytes: 65_536, everyMs: 50 } });
    const before = server.sentBytes();
    expect(await inspect()).toMatchObject({ files });
    expect(server.sentBytes() - before).toBeLessThan(size);
  });

  it("may hide its length from pages; then it isn't known yet", async () => {
    server.fault = () => ({ exposed: false });
    expect(await inspect()).toMatchObject({ files: [{ bytes: null }] });
  });

  it("may forbid pages to read it, or be out of reach", async () => {
    const reason =
      /^DownloadError: 127\.0\.0\.1:\d+ can't be reached, or doesn't let web pages.*CORS/;
    server.fault = () => ({ cors: false });
    expect(await inspect()).toMatch(reason);
    await server.goOffline();
    expect(await inspect()).toMatch(reason);
    await server.goOnline();
    await page.context().setOffline(true);
    expect(await inspect()).toMatch(/^DownloadError: This device is offline/);
    await page.context().setOffline(false);
  });
});
