import type { Page } from "playwright-core";
import type { TestBrowser } from "../harness/browser";

/** A page of the app's origin with the engine's test tools in `window.tools`. */
export async function openTools(browser: TestBrowser, baseUrl: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${baseUrl}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/wllama.page.ts", type: "module" });
  await page.waitForFunction(() => "tools" in window);
  return page;
}
