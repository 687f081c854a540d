import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { takeovers } from "./python-takeovers";

let browser: TestBrowser;
let page: Page;
/** Of the onlooker's interpreter: another one gives another. */
let identity: string;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.context.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/python-takeovers.page.ts", type: "module" });
  await page.waitForFunction(() => "takeoverTest" in window);
  identity = await lookOn("import random\nidentity = random.random()\nidentity");
  expect(await page.evaluate(() => window.takeoverTest.compare())).toEqual([true, false]);
});
afterAll(async () => {
  await page?.evaluate(() => window.takeoverTest.close());
  await browser?.close();
});

const lookOn = (code: string) => page.evaluate((text) => window.takeoverTest.lookOn(text), code);

describe("a session that attacks", () => {
  it("has at least 30 ways to try", () => {
    expect(Object.keys(takeovers).length).toBeGreaterThanOrEqual(33);
  });

  it.each(Object.entries(takeovers))("harms nobody but itself by %s", async (_, blocks) => {
    const answers = await page.evaluate(
      (codes) => window.takeoverTest.attack(codes),
      [...blocks, "6 * 7"],
    );
    // Each block ends. What the session itself then answers is its own business.
    expect(answers).toHaveLength(blocks.length + 1);
    for (const answer of answers) expect(answer).toMatch(/^(completed|raised|timed-out): /);
    expect(answers.join()).not.toContain("[object MessagePort]");
    // The same interpreter as before, with its state.
    expect(await lookOn("identity")).toBe(identity);
    expect(await page.evaluate(() => window.takeoverTest.compare())).toEqual([true, false]);
  });

  it("gets no second start of its clock", async () => {
    const [, answer] = await page.evaluate(
      (codes) => window.takeoverTest.attack(codes),
      takeovers["the start of a block told again and again"] ?? [],
    );
    expect(answer).toMatch(/^timed-out: /);
  });
});
