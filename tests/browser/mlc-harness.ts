import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";

/**
 * Compares logits with a reference's.
 * @param tolerance largest difference of a logit, as a share of the logits' standard deviation
 */
export function expectClose(
  differences: readonly { largest: number; spread: number }[],
  tolerance: number,
): void {
  expect(differences.length).toBeGreaterThan(0);
  for (const { largest, spread } of differences) expect(largest / spread).toBeLessThan(tolerance);
}

/** A page with `mlc.page.ts` in a browser that has a (software) GPU. */
export async function openMlcPage(): Promise<{ browser: TestBrowser; page: Page }> {
  const browser = await launchBrowser({ gpu: true });
  const page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/mlc.page.ts", type: "module" });
  await page.waitForFunction(() => "mlc" in window);
  return { browser, page };
}
