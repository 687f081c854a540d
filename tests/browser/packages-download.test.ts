import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { type FaultServer, ggufLike, sha256Of, startFaultServer } from "../harness/fault-server";
import type { TestLock } from "./packages.page";

// Real bytes from a real server that fails in many ways, into a real database.

const MiB = 2 ** 20;
/** Of the download. */
const pieceBytes = 2 * MiB;
const files = {
  "braids-1.0-py3-none-any.whl": ggufLike(100_000, 1),
  "knots-2.0-py3-none-any.whl": ggufLike(5 * MiB + 123, 2),
};
const [braids, knots] = Object.values(files);
const entry = (
  name: string,
  version: string,
  depends: string[],
  bytes: Uint8Array = new Uint8Array(),
) => ({
  ...{ file_name: `${name}-${version}-py3-none-any.whl`, version, sha256: sha256Of(bytes) },
  ...{ imports: [name], depends },
});
const lock: TestLock = {
  packages: {
    braids: entry("braids", "1.0", [], braids),
    knots: entry("knots", "2.0", ["braids"], knots),
    gone: entry("gone", "1.0", []),
  },
};
const all = (braids?.length ?? 0) + (knots?.length ?? 0);

let browser: TestBrowser;
let server: FaultServer;
let page: Page;

async function open(): Promise<Page> {
  const fresh = await browser.newPage();
  await fresh.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await fresh.addScriptTag({ url: "/tests/browser/packages.page.ts", type: "module" });
  await fresh.waitForFunction(() => "packagesTest" in window);
  await fresh.evaluate((own) => window.packagesTest.open(own), { lock, url: server.url("") });
  return fresh;
}

beforeEach(async () => {
  server = await startFaultServer();
  for (const [name, bytes] of Object.entries(files)) server.serve(name, bytes);
  browser = await launchBrowser();
  page = await open();
});
afterEach(async () => {
  await browser.close();
  await server.close();
});

const fetchKnots = (on = page) => on.evaluate(() => window.packagesTest.fetch("knots"));
const stored = (on = page) => on.evaluate(() => window.packagesTest.stored());
const activity = () => page.evaluate(() => window.packagesTest.activity("knots"));
const both = ["braids 1.0", "knots 2.0"];
const timesSent = (file: string) => server.timesSent(0, 2 ** 30, file);

describe("a package", () => {
  it("is fetched with what it needs, once its size is known, each byte once", async () => {
    expect(await page.evaluate(() => window.packagesTest.askBytes("knots"))).toBe(all);
    const asked = server.requests.length;
    expect(asked).toBe(2);
    await fetchKnots();
    expect(await stored()).toEqual(both);
    for (const file of Object.keys(files)) {
      expect(server.timesSent(0, 2 ** 30, file, asked)).toBe(1);
    }
    expect(await page.evaluate(() => window.packagesTest.begun())).toEqual([]);
    // All is there: nothing is asked for again.
    const before = server.requests.length;
    await fetchKnots();
    expect(server.requests.length).toBe(before);
    await page.evaluate(() => window.packagesTest.remove("knots"));
    expect(await stored()).toEqual(["braids 1.0"]);
  });

  it("goes on after a pause and a reload, without what is there", async () => {
    server.fault = ({ range }) => (range?.[0] === 2 * pieceBytes ? { holdAfter: 100 } : {});
    const running = fetchKnots().catch(() => {});
    await expect
      .poll(
        async () => {
          const state = await activity();
          return (
            state?.kind === "fetching" &&
            state.loadedBytes >= (braids?.length ?? 0) + 2 * pieceBytes
          );
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await page.evaluate(() => window.packagesTest.pause("knots"));
    await running;
    expect(await page.evaluate(() => window.packagesTest.begun())).toEqual([
      ["knots", 2 * pieceBytes],
    ]);
    await page.close();
    server.release();
    server.fault = () => ({});
    page = await open();
    expect(await page.evaluate(() => window.packagesTest.begun())).toEqual([
      ["knots", 2 * pieceBytes],
    ]);
    await fetchKnots();
    expect(await stored()).toEqual(both);
    expect(server.timesSent(0, 2 * pieceBytes, "knots-2.0-py3-none-any.whl")).toBe(1);
  });

  it("goes on by itself where connections break or fall silent", async () => {
    server.fault = ({ number }) =>
      number % 3 === 0 ? { cutAfter: 300_000 } : number % 3 === 1 ? { stallAfter: 200_000 } : {};
    await fetchKnots();
    expect(await stored()).toEqual(both);
  });

  it("comes from a server that knows no ranges, and from one behind redirects", async () => {
    server.fault = () => ({ ranges: false });
    await fetchKnots();
    expect(await stored()).toEqual(both);
    await page.evaluate(() => window.packagesTest.remove("knots"));
    server.fault = () => ({ exposed: false });
    server.redirect = true;
    await fetchKnots();
    expect(await stored()).toEqual(both);
  });

  it("is fetched once where two tabs ask for it", async () => {
    const other = await open();
    await Promise.all([fetchKnots(), fetchKnots(other)]);
    await expect.poll(() => stored(other)).toEqual(both);
    expect(Object.keys(files).map(timesSent)).toEqual([1, 1]);
  });
});

describe("without a server", () => {
  it("the page says so, keeps what came, and goes on when it is there again", async () => {
    await server.goOffline();
    const { host } = new URL(server.origin);
    expect(await page.evaluate(() => window.packagesTest.askBytes("knots"))).toBe(
      `${host} can't be reached, or doesn't let web pages read this file (CORS). Check the network connection, then try again.`,
    );
    await fetchKnots();
    expect(await activity()).toEqual({
      kind: "stopped",
      message: expect.stringMatching(/can't be reached.*tried several times.*go on later/),
    });
    await server.goOnline();
    await fetchKnots();
    expect(await activity()).toBe(null);
    expect(await stored()).toEqual(both);
  });
});

describe("refused is", () => {
  it("a file with another hash, and nothing of it is kept", async () => {
    server.fault = ({ path }) => (path.includes("knots") ? { corruptAt: 3 * MiB } : {});
    await fetchKnots();
    expect(await activity()).toEqual({
      kind: "stopped",
      message: expect.stringMatching(/knots.*isn't the expected file: its SHA-256 is.*Start again/),
    });
    expect(await stored()).toEqual(["braids 1.0"]);
    expect(await page.evaluate(() => window.packagesTest.begun())).toEqual([]);
    server.fault = () => ({});
    await fetchKnots();
    expect(await stored()).toEqual(both);
  });

  it("a page that a network's login puts in its place, and a file that is not there", async () => {
    server.fault = () => ({ html: "text/html" });
    await fetchKnots();
    expect(await activity()).toMatchObject({ message: expect.stringMatching(/web page/) });
    await page.evaluate(() => window.packagesTest.fetch("gone"));
    expect(await page.evaluate(() => window.packagesTest.activity("gone"))).toMatchObject({
      message: "There is no such file on the server (HTTP 404). Check the address.",
    });
    expect(await stored()).toEqual([]);
  });
});

it("what came of a download can be discarded", async () => {
  server.fault = ({ range }) => ((range?.[0] ?? 0) > 0 ? { status: 500 } : {});
  await fetchKnots();
  expect(await page.evaluate(() => window.packagesTest.begun())).toEqual([["knots", pieceBytes]]);
  await page.evaluate(() => window.packagesTest.discard("knots"));
  expect(await page.evaluate(() => window.packagesTest.begun())).toEqual([]);
  expect(await activity()).toBe(null);
});
