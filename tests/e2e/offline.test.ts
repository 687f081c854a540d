import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { buildApp } from "../harness/build-app";
import { builtApp } from "../harness/built-app";
import { startFaultServer } from "../harness/fault-server";
import {
  type StaticServer,
  type StaticServerOptions,
  startStaticServer,
} from "../harness/static-server";
import { appPage, long, newPage } from "./app-page";

// The built app, its service worker, and no network.

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

let folder: string;
/** Builds of the app, as two versions of it. */
let first: string;
let second: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "math-solver-build-"));
  first = await builtApp();
  second = join(folder, "second");
  await buildApp(second, "2");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let page: Page;
const app = appPage(() => page);
const [primes] = examples;

interface Visit {
  readonly server: StaticServer;
  readonly browser: TestBrowser;
}

/** A visitor who was on the page once, until its files were stored, and has solved nothing. */
async function visited(
  options: Omit<StaticServerOptions, "folder">,
  use: (visit: Visit) => Promise<void>,
): Promise<void> {
  const server = await startStaticServer({ ...options, folder: first });
  const browser = await launchBrowser();
  try {
    page = await newPage(browser);
    await page.goto(server.url);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await use({ server, browser });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** From now on nobody answers, and every request that fails is kept. */
async function cutOff({ server, browser }: Visit): Promise<string[]> {
  const failed: string[] = [];
  browser.context.on("requestfailed", (request) => {
    // A page that is left gives up what it was loading.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") failed.push(request.url());
  });
  await server.stop();
  await browser.context.setOffline(true);
  return failed;
}

async function solveWithPython(): Promise<void> {
  await app.solve(primes?.problem ?? "");
  expect(await app.answerLatex()).toBe(primes?.answer);
  const cells = app.working().getByRole("figure", { name: "Python code" });
  expect(await cells.count()).toBeGreaterThan(0);
}

const version = () => page.evaluate(() => document.documentElement.dataset.version);

/** The files that a build's service worker knows. */
async function listedFiles(build: string): Promise<string[]> {
  const code = await readFile(join(build, "service-worker.js"), "utf8");
  return [...code.matchAll(/"url":"([^"]+)"/g)].map(([, url]) => url ?? "");
}

/** The files that this browser keeps, below the page's address. */
function storedFiles(): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => new URL(url).href.replace(document.baseURI, ""));
  });
}

const withoutRevision = (url: string) => url.replace(/\?__WB_REVISION__=.*/, "");

describe("after the first visit", () => {
  it("the app starts, loads a stored model and solves without a network", async () => {
    const models = await startFaultServer();
    models.serve("school.gguf", await readFile("public/models/demo.gguf"));
    try {
      await visited({}, async (visit) => {
        const { server, browser } = visit;
        await expectStoredOnce(server);
        await getModel(models.url("school.gguf"));
        const asked = models.requests.length;
        const failed = await cutOff(visit);
        server.requests.length = 0;
        await page.close();
        page = await newPage(browser);
        await page.goto(`${server.url}?from=bookmark`);
        expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
        await app.expectReady("school");
        await solveWithPython();
        expect(failed).toEqual([]);
        expect([...server.requests, ...models.requests.slice(asked)]).toEqual([]);
      });
    } finally {
      await models.close();
    }
  });

  it("the app asks for nothing, under a path, and is isolated on a host without headers", async () => {
    await visited({ base: "/some/path/", isolated: false }, async (visit) => {
      // The first visit is as the host sends it: with fewer threads, and it solves all the same.
      expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false);
      await app.expectReady("Demonstration model");
      await solveWithPython();
      visit.server.requests.length = 0;
      await page.reload();
      // From now on the service worker adds the headers.
      expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
      await app.expectReady("Demonstration model");
      await solveWithPython();
      // The browser itself looks for a new version.
      const paths = visit.server.requests.map(({ path }) => path);
      expect(paths.filter((path) => path !== "service-worker.js")).toEqual([]);
      const failed = await cutOff(visit);
      await page.reload();
      await app.expectReady("Demonstration model");
      expect(failed).toEqual([]);
    });
  });
});

/** The first visit delivers each file once, and keeps all but what this browser has no use for. */
async function expectStoredOnce(server: StaticServer): Promise<void> {
  const sent = server.requests.filter(({ status }) => status === 200).map(({ path }) => path);
  expect(sent.filter((path, index) => sent.indexOf(path) !== index)).toEqual([]);
  expect(server.requests.filter(({ status }) => status === 404)).toEqual([]);
  const listed = await listedFiles(first);
  const useless = listed.filter((url) => url.includes("wllama-compat"));
  expect(useless.length).toBe(2);
  expect(sent.filter((path) => useless.includes(path))).toEqual([]);
  expect((await storedFiles()).map(withoutRevision).sort()).toEqual(
    listed.filter((url) => !useless.includes(url)).sort(),
  );
}

/** Downloads a model in the app and loads it. */
async function getModel(address: string): Promise<void> {
  await app.openModels();
  await page.getByLabel("Address of the model").fill(address);
  await page.getByRole("button", { name: "Look it up" }).click();
  const card = page.getByRole("article", { name: "school" });
  await card.getByRole("button", { name: "Download…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Download/ })
    .click();
  await card.getByRole("button", { name: "Use", exact: true }).click({ timeout: long });
  await app.expectReady("school");
}

describe("a new version", () => {
  it("waits until its reader is ready for it, and brings only what changed", async () => {
    await visited({ isolated: false }, async ({ server, browser }) => {
      await page.reload();
      await app.openModels();
      // Its text never ends.
      await app.useFileOnce("tests/fixtures/script.gguf");
      await app.expectReady("script.gguf");
      await app.solve("a");
      await app.working().getByText(/abc/).waitFor();
      server.requests.length = 0;
      // The host has learnt to send headers, too: what didn't change was stored without.
      server.serveIsolated(second);
      await page.evaluate(async () => {
        await (await navigator.serviceWorker.getRegistration())?.update();
      });
      const notice = page.getByRole("status").filter({ hasText: "A new version is ready" });
      await notice.getByText("Reload when the run has ended.").waitFor();
      const before = await listedFiles(first);
      const added = (await listedFiles(second)).filter((url) => !before.includes(url));
      expect(new Set(server.requests.map(({ path }) => path))).toEqual(
        new Set(["service-worker.js", "index.html", ...added]),
      );
      expect(await app.stopButton().isVisible()).toBe(true);
      await app.stopButton().click();
      await app.ended();
      expect(await app.working().textContent()).toContain("abcdefghijklmnopqrstuvwxyz");

      // The server no longer has the files of the first version, and the second one isn't asked.
      const other = await newPage(browser);
      await other.goto(server.url);
      await notice.getByRole("button", { name: "Reload" }).click();
      await notice.getByText("also open in another tab").waitFor();
      const here = page;
      page = other;
      expect(await version()).toBe("1");
      await solveWithPython();
      await other.close();
      page = here;
      expect(await version()).toBe("1");
      await notice.getByRole("button", { name: "Reload" }).click();
      await page.waitForFunction(() => document.documentElement.dataset.version === "2", null, {
        timeout: long,
      });
      expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
      await app.expectReady("Demonstration model");
      expect(await notice.count()).toBe(0);
      const listed = await listedFiles(second);
      const stored = (await storedFiles()).map(withoutRevision);
      expect(stored.filter((url) => !listed.includes(url))).toEqual([]);

      await server.stop();
      await browser.context.setOffline(true);
      await page.reload();
      expect(await version()).toBe("2");
      await solveWithPython();
    });
  });
});
