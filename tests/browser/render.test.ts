import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hostileTexts } from "../fixtures/hostile-texts";
import { launchBrowser, type TestBrowser } from "../harness/browser";

let browser: TestBrowser;
let page: Page;
const requests: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/render.page.tsx", type: "module" });
  await page.waitForFunction(() => "renderText" in window);
});
afterAll(() => browser?.close());

describe("hostile texts", () => {
  it("become harmless elements", async () => {
    const faults = await page.evaluate(
      (texts) =>
        texts.flatMap((text) =>
          [false, true]
            .flatMap((streaming) => window.renderText(text, streaming))
            .map((fault) => `${text.slice(0, 60)}: ${fault}`),
        ),
      hostileTexts,
    );
    expect(faults).toEqual([]);
  });

  it("run nothing and ask for nothing", async () => {
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
    const own = new URL(inject("isolatedUrl")).origin;
    expect(requests.filter((url) => !url.startsWith(own) && !url.startsWith("data:"))).toEqual([]);
  });

  it("would be found out as HTML", async () => {
    const raw = hostileTexts.filter((text) => /^<(?:script|img|svg|iframe|a|form)\b/.test(text));
    expect(raw).toHaveLength(8);
    for (const html of raw) {
      expect(await page.evaluate((h) => window.checkHtml(h), html)).not.toEqual([]);
    }
  });
});

describe("a growing text", () => {
  const text =
    "We have \\(\\frac{1}{2}\\) and\n\\[\n\\sum_{k=1}^{n} k\n\\]\n\n**So** $x_1 = 5$ costs $5.\n\nThe answer is \\boxed{\\sqrt{2}}.";

  it("never shows an error, a delimiter or half a formula", async () => {
    const steps = await page.evaluate((t) => window.renderSteps(t, 1), text);
    expect(steps.length).toBe(text.length);
    for (const html of steps) {
      const shown = html.replace(/<annotation.*?<\/annotation>/gs, "");
      expect(shown).not.toMatch(/katex-error|\\\(|\\\[|\\frac|\\sum|\\boxed|\*\*|\$x/);
    }
  });

  it("ends as the whole text does at once", async () => {
    const steps = await page.evaluate((t) => window.renderSteps(t, 3), text);
    const [whole] = await page.evaluate((t) => window.renderSteps(t, t.length), text);
    expect(steps.at(-1)).toBe(whole);
    expect(whole?.match(/class="katex"/g)).toHaveLength(4);
    expect(whole).toContain("costs $5.");
  });
});

it("shows a formula that KaTeX can't read as source, without breaking the text", async () => {
  const [html] = await page.evaluate(
    (t) => window.renderSteps(t, t.length),
    "before \\(\\frac{1\\) after $\\unknowncommand{x}$ end",
  );
  expect(html).toMatch(/before .*\\frac\{1.* after .*end/s);
});
