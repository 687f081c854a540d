import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser({ gpu: true });
  page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/mlc.page.ts", type: "module" });
  await page.waitForFunction(() => "mlc" in window);
});
afterAll(() => browser?.close());

/** In logits whose spread is 1 and more. */
const tolerance = 0.005;

describe.each(["two-layers-q4f32_1", "two-layers-q8f32_1"])("%s", (name) => {
  beforeAll(async () => {
    const adapter = await page.evaluate((name) => window.mlc.loadRandom(name, 2048), name);
    expect(adapter).toMatch(/swiftshader/i);
  });
  afterAll(() => page.evaluate(() => window.mlc.close()));

  it("reads a text in chunks", async () => {
    for (const difference of await page.evaluate((name) => window.mlc.longText(name, 40), name)) {
      console.log(difference);
      expect(difference.largest / difference.spread).toBeLessThan(tolerance);
      expect(difference.sameBest).toBe(true);
    }
  });

  it.each([1, 2, 3, 8, 16])("computes %i forked texts in one pass", async (batch) => {
    const differences = await page.evaluate(([name, batch]) => window.mlc.rows(name, batch), [
      name,
      batch,
    ] as const);
    expect(differences).toHaveLength(batch);
    for (const { largest, spread } of differences) expect(largest / spread).toBeLessThan(tolerance);
  });

  it("computes long and short pieces in one pass", async () => {
    for (const { largest, spread } of await page.evaluate((name) => window.mlc.mixed(name), name)) {
      expect(largest / spread).toBeLessThan(tolerance);
    }
  });
});
