import type { FrameLocator, Page } from "playwright-core";
import { afterEach, beforeAll, expect, inject, it, onTestFinished, vi } from "vitest";
import type { TestBrowser } from "../harness/browser";
import { launchForApp, newPage } from "./app-page";
import { openHostPage } from "./host-page";

// A page around must not use a visitor's device, or their click, behind what they see.

vi.setConfig({ testTimeout: 200_000 });
let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp();
  return () => browser.close();
});
afterEach(() => page?.close());

/** A page of another site with the solver in a frame. */
async function embed(fields: string, style: string, more = ""): Promise<FrameLocator> {
  page = await newPage(browser);
  page.setDefaultTimeout(40_000);
  const body = `<iframe src="${inject("appUrl")}embed.html#${fields}" style="border: 0; ${style}"></iframe>${more}`;
  onTestFinished(await openHostPage(page, body));
  return page.frameLocator("iframe");
}

const problem = "problem=Who+wrote+Hamlet?&samples=1&autorun=1";

it("a plain frame's autorun waits until the frame is in view", async () => {
  const frame = await embed(problem, "margin-top: 3000px; width: 600px; height: 500px");
  const solve = frame.getByRole("button", { name: "Solve", exact: true });
  await solve.waitFor();
  await page.waitForTimeout(3000);
  expect(await solve.isVisible()).toBe(true);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await frame.getByRole("button", { name: "Stop", exact: true }).waitFor();
});

it.each(["width: 1px; height: 1px", "width: 600px; height: 4px", "position: fixed; left: -700px"])(
  "a frame that nobody can notice (%s) runs nothing",
  async (style) => {
    const frame = await embed(problem, style);
    const solve = frame.getByRole("button", { name: "Solve", exact: true });
    await solve.waitFor({ state: "attached" });
    await page.waitForTimeout(3000);
    expect(await solve.count()).toBe(1);
    expect(await frame.getByRole("region", { name: "Answer" }).count()).toBe(0);
  },
);

it("neither a download nor the full app's models can be had by a click on a covered button", async () => {
  const cover = `<div id="cover" style="position: fixed; inset: 0; background: #fff8"></div>`;
  const style = "width: 700px; height: 700px";
  const frame = await embed("problem=1&model=openmath-1.5b-q8_0", style, cover);
  const buttons = [/^Download/, /full app.s models/].map((name) =>
    frame.getByRole("button", { name }),
  );
  for (const button of buttons) await button.waitFor();
  await page.waitForTimeout(2000);
  for (const button of buttons) expect(await button.isDisabled()).toBe(true);
  await page.evaluate(() => document.getElementById("cover")?.remove());
  for (const button of buttons) await expect.poll(() => button.isEnabled()).toBe(true);
});
