import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../e2e/accessibility-check";
import { launchBrowser, type TestBrowser } from "../harness/browser";

// The test of this device, with real kernels on a software GPU.

/** Kernels are compiled for a software GPU on a busy machine. */
const long = 600_000;

async function openPage(browser: TestBrowser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(long);
  await load(page);
  return page;
}

async function load(page: Page): Promise<void> {
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/speed-test.page.tsx", type: "module" });
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

describe("on a GPU", { timeout: long }, () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ gpu: true });
    page = await openPage(browser);
  });
  afterAll(() => browser?.close());

  it("can be cancelled; the worker ends with it, and the button keeps the focus", async () => {
    await button(page, "Test this device").press("Enter");
    await page
      .getByRole("progressbar", { name: "This device is being tested for Demo." })
      .waitFor();
    expect(await page.getByRole("status").textContent()).toBe(
      "This device is being tested for Demo.",
    );
    await expect.poll(() => page.workers().length, { timeout: long }).toBe(1);
    await expectAccessible(page, "while it goes on");
    await page.keyboard.press("Enter");
    await button(page, "Test this device").waitFor();
    await expect.poll(() => page.workers().length, { timeout: long }).toBe(0);
    expect(await page.getByRole("progressbar").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Test this device");
  });

  it("says how fast one sample and all at once are, and remembers it", async () => {
    await button(page, "Test this device").click();
    await button(page, "Test again").waitFor();
    const facts = async () => (await page.locator("dt, dd").allTextContents()).join(" ");
    const found = await facts();
    expect(found).toMatch(
      /^A contest problem (?:less than|about) .+ \(8 samples of 512 tokens each\) One sample [\d,.]+ tokens a second 8 samples at once [\d,.]+ tokens a second Reads the problem [\d,.]+ tokens a second$/,
    );
    expect(await page.getByRole("status").textContent()).toMatch(
      /^Tested on this device: a typical contest problem takes /,
    );
    expect(await page.getByRole("alert").count()).toBe(0);
    await expectAccessible(page, "with a result");
    await load(page);
    await button(page, "Test again").waitFor();
    expect(await facts()).toBe(found);
    expect(page.workers()).toHaveLength(0);
  });
});

describe("without a GPU", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it("says why, and can be tried again", async () => {
    const page = await openPage(browser);
    await button(page, "Test this device").click();
    await page
      .getByRole("alert")
      .filter({ hasText: /^This model can't be tested on the GPU because .+\.$/ })
      .waitFor();
    await button(page, "Test this device").waitFor();
    await expectAccessible(page, "after a failure");
  });
});
