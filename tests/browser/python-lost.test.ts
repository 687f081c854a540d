import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { attempt, openPythonPage, run } from "./python-harness";

// The sandbox goes, by whatever cause: nothing hangs, and sessions go on in another one.

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await openPythonPage(browser, inject("isolatedUrl"));
});
afterEach(() => page?.close());

const frames = () => page.locator("iframe").count();
const removeFrame = () => page.evaluate(() => document.querySelector("iframe")?.remove());

it("replays a session whose frame was removed, and runs the block again that was under way", async () => {
  await run(page, { code: "kept = 41" });
  await run(page, { code: "other = 1", session: "other" });
  const running = run(page, { code: "import time\ntime.sleep(2)\nkept + 1" });
  await page.waitForTimeout(500);
  await removeFrame();
  expect(await running).toMatchObject({ status: "completed", stdout: "42\n" });
  expect((await run(page, { code: "other + 1", session: "other" })).stdout).toBe("2\n");
  expect(await frames()).toBe(1);
});

it("starts in another frame what was starting when the frame was removed", async () => {
  const running = ["a", "b", "c"].map((session) => run(page, { session, code: "6 * 7" }));
  await page.waitForFunction(() => document.querySelector("iframe") !== null);
  await page.waitForTimeout(300);
  await removeFrame();
  for (const { stdout } of await Promise.all(running)) expect(stdout).toBe("42\n");
});

it("goes on when packages were loading as the frame was removed", async () => {
  await run(page, { code: "kept = 1" });
  const running = run(page, { code: "import sympy\nsympy.factorint(60)" });
  await page.waitForTimeout(200);
  await removeFrame();
  expect((await running).stdout).toBe("{2: 2, 3: 1, 5: 1}\n");
  expect(await page.evaluate(() => window.pythonTest.notices)).toEqual([]);
});

it("notices a supervisor that has died in silence, and replays", async () => {
  await run(page, { code: "kept = 41" });
  const [supervisor] = page.workers();
  await supervisor?.evaluate(() => self.close());
  expect((await run(page, { code: "kept + 1" })).stdout).toBe("42\n");
});

it("settles the blocks of a session that is closed, and leaves the others alone", async () => {
  const identity = "import random\nidentity = globals().get('identity', random.random())\nidentity";
  const { stdout: before } = await run(page, { session: "stays", code: identity });
  const closed = ["while True: pass", "import sympy; sympy.factorint(60)", "1"].map((code) =>
    attempt(page, { code }),
  );
  await page.waitForTimeout(300);
  await page.evaluate(() => window.pythonTest.closeSession("main"));
  for (const error of await Promise.all(closed))
    expect(String(error)).toMatch(/AbortError.*closed/);
  expect((await run(page, { session: "stays", code: identity })).stdout).toBe(before);
});
