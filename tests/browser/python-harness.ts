import type { Page } from "playwright-core";
import type { PythonResult } from "../../src/python/python-session";
import type { TestBrowser } from "../harness/browser";
import type { BlockRequest } from "./python.page";

/** A page with Python in it, served from `url`. */
export async function openPythonPage(browser: TestBrowser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${url}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/python.page.ts", type: "module" });
  await page.waitForFunction(() => "pythonTest" in window);
  await page.evaluate(() => window.pythonTest.open({}));
  return page;
}

/** Runs a block and gives its result; a rejected run fails the test. */
export async function run(page: Page, request: BlockRequest): Promise<PythonResult> {
  const result = await attempt(page, request);
  if (typeof result === "string") throw new Error(result);
  return result;
}

/** As `run`, but gives an error as text. */
export function attempt(page: Page, request: BlockRequest): Promise<PythonResult | string> {
  return page.evaluate((block) => window.pythonTest.run(block), request);
}
