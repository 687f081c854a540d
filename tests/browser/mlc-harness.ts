import type { Page } from "playwright-core";
import { inject } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";

/** A page with `mlc.page.ts` in a browser that has a (software) GPU. */
export async function openMlcPage(): Promise<{ browser: TestBrowser; page: Page }> {
  const browser = await launchBrowser({ gpu: true });
  const page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/mlc.page.ts", type: "module" });
  await page.waitForFunction(() => "mlc" in window);
  return { browser, page };
}
