import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { type StaticServer, startStaticServer } from "../harness/static-server";
import { appPage, newPage } from "./app-page";

// A class that solves one problem after the other in one tab of the built app, with its service worker.

/** `SERIES=200` by hand; a problem takes some ten seconds on two cores. */
const count = Number(process.env.SERIES ?? 20);
/** A run that takes longer hangs: none comes near to it, however busy the machine is. */
const hangMs = 300_000;

vi.setConfig({ testTimeout: count * hangMs, hookTimeout: 300_000 });

let server: StaticServer;
let browser: TestBrowser;
let page: Page;
const app = appPage(() => page);

beforeAll(async () => {
  server = await startStaticServer({ folder: await builtApp() });
  browser = await launchBrowser();
  page = await newPage(browser);
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await app.expectReady("Demonstration model");
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** As often as there are rows: spread over the kinds of problems. */
async function problems(): Promise<string[]> {
  const rows = (await readFile("tools/demo-model/held-out.jsonl", "utf8")).trim().split("\n");
  const texts = rows.map((row): string => JSON.parse(row).problem);
  return Array.from({ length: count }, (_, index) => texts[(index * 17) % texts.length] ?? "");
}

it("ends every run of a series, with no message", async () => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  for (const [index, problem] of (await problems()).entries()) {
    await app.problemBox().fill(problem);
    await app.solveButton().click();
    await app.stopButton().waitFor();
    const ended = await app
      .solveButton()
      .waitFor({ timeout: hangMs })
      .then(
        () => "ended",
        () => page.getByRole("main").textContent(),
      );
    // What stood there tells where it hung.
    expect(ended, `run ${index + 1}: ${problem}`).toBe("ended");
    await app.answer().waitFor();
    expect(await app.answer().textContent()).not.toMatch(/failed|could not be started/);
  }
  expect(errors).toEqual([]);
  // No more than one sandbox at a time, and none left behind.
  expect(await page.locator('iframe[title="Python"]').count()).toBe(1);
});
