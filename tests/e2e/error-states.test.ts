import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { type StaticServer, startStaticServer } from "../harness/static-server";
import { appPage, newPage } from "./app-page";

// What a visitor is told where something that the app stands on is missing. Elsewhere:
// Python's files missing, a server that can't be reached, a bad model file: solve.test.ts
// every sample failing, a problem that is too long: many-samples.test.ts
// no room, a download that stops, a damaged model, a newer database: models.test.ts
// a GPU without what a model needs: model-fit.test.ts; a GPU that is lost: browser/webgpu-engine.test.ts
// a run that was cut off, a bad import: history.test.ts; no network, a new version: offline.test.ts

vi.setConfig({ testTimeout: 300_000 });

let server: StaticServer;
let browser: TestBrowser;
let page: Page;
const app = appPage(() => page);
const alert = () => page.locator(".model-panel").getByRole("alert");

beforeEach(async () => {
  server = await startStaticServer({ folder: await builtApp() });
  browser = await launchBrowser();
  page = await newPage(browser);
});
afterEach(async () => {
  await browser?.close();
  await server?.stop();
});

describe("what can't be had from the app's own site", () => {
  for (const [name, address] of [
    ["the demonstration model", /\/models\/demo\.gguf/],
    ["the engine's worker", /\/assets\/engine-/],
    ["the engine's WebAssembly", /\/assets\/wllama-.*\.wasm/],
  ] as const) {
    it(`${name}: is told with what to do, and had when it is there again`, async () => {
      await browser.context.route(address, (route) => route.abort());
      await page.goto(server.url);
      await alert().waitFor();
      const told = await alert().textContent();
      expect(told, told ?? "").toMatch(/connection|network|reload|again/i);
      await browser.context.unroute(address);
      await alert().getByRole("button", { name: "Try again" }).click();
      await app.expectReady("Demonstration model");
    });
  }

  it("the choice of models: is told with what to do, and had when it is there again", async () => {
    await browser.context.route(/\/assets\/model-choices-/, (route) => route.abort());
    await page.goto(server.url);
    await app.openModels();
    await alert().filter({ hasText: "connection" }).waitFor();
    await browser.context.unroute(/\/assets\/model-choices-/);
    await alert().getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "OpenMath models" }).waitFor();
    expect(await alert().count()).toBe(0);
  });
});

describe("a browser", () => {
  it("without WebAssembly is told so, and the page stays usable", async () => {
    // A policy of the host forbids it, in workers too.
    await browser.context.route(/\/assets\/engine-.*\.js/, async (route) => {
      const response = await route.fetch();
      const body = `delete globalThis.WebAssembly;\n${await response.text()}`;
      await route.fulfill({ response, body });
    });
    await page.goto(server.url);
    await alert().waitFor();
    const told = await alert().textContent();
    expect(told, told ?? "").toMatch(/WebAssembly/);
    await app.problemBox().fill("1+1");
  });

  it("that blocks storage solves all the same, and says that nothing is kept", async () => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("Blocked.", "SecurityError");
      };
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("Blocked.", "SecurityError");
        },
      });
    });
    await page.goto(server.url);
    await app.expectReady("Demonstration model");
    await page.getByText(/Runs are not being kept/).waitFor();
    await app.solve(examples[2]?.problem ?? "");
    expect(await app.answerLatex()).toBe(examples[2]?.answer);
    await page.evaluate(() => {
      window.location.hash = "#history";
    });
    await page.getByText(/There is no history here/).waitFor();
  });
});
