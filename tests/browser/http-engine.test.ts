import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { done, event, type FakeServer, startFakeServer, stream } from "../unit/http/fake-server";

// The engine as a page sees it: isolated (COEP), and the server on another origin.

let browser: TestBrowser;
let server: FakeServer;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
afterEach(() => server?.close());

async function solveInPage(url: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/http-engine.page.ts", type: "module" });
  return page.evaluate((baseUrl) => window.solveOver(baseUrl), url);
}

const answers = [stream(event({ text: "π" }), event({ finish_reason: "stop" }), done)];

it("works across origins from an isolated page", async () => {
  server = await startFakeServer({ answers, cors: true });
  expect(await solveInPage(server.url)).toBe("true π");
});

it("names CORS when the server does not allow the page", async () => {
  server = await startFakeServer({ answers });
  expect(await solveInPage(server.url)).toMatch(
    /No answer from http:\/\/127.*allow requests from this page \(CORS\).*http:\/\/(127|localhost)/,
  );
});
