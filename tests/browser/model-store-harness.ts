import type { Page } from "playwright-core";
import { inject } from "vitest";
import type { TestBrowser } from "../harness/browser";

/** A page of the app's origin with the store's test tools in `window.storeTools`. */
export async function openStorePage(browser: TestBrowser): Promise<Page> {
  const page = await browser.newPage();
  await storePage(page, inject("isolatedUrl"));
  return page;
}

/** The same in a page that is there. */
export async function storePage(page: Page, baseUrl: string): Promise<void> {
  // The machine may be busy.
  page.setDefaultTimeout(120_000);
  await page.goto(`${baseUrl}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/model-store.page.ts", type: "module" });
  await page.waitForFunction(() => "storeTools" in window);
}
