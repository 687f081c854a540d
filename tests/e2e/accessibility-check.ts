import { readFile } from "node:fs/promises";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { drawFrames } from "../harness/frames";

declare global {
  interface Window {
    readonly axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

const script = readFile("node_modules/axe-core/axe.min.js", "utf8");

interface Look {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: "light" | "dark";
}

/** Together they have both schemes and both layouts. */
const looks: readonly Look[] = [
  { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
];

/** All rules of axe hold for what is shown now, in light and dark, wide and narrow; and it fits. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const found: string[] = [];
  for (const { viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page);
    found.push(...(await violations(page)).map((text) => `${colorScheme}: ${text}`));
    found.push(...(await overflows(page)));
  }
  // 200 % of a small laptop's screen.
  await page.setViewportSize({ width: 640, height: 400 });
  found.push(...(await overflows(page)));
  // The others are looked at all the same.
  expect.soft(found, state).toEqual([]);
}

/** The page has seen its new size: frames were drawn, and what waits for an idle moment had it. */
async function settled(page: Page): Promise<void> {
  // A tab behind another draws no frames.
  await page.bringToFront();
  await drawFrames(page, 2);
  // Without a limit it may never come. The page's own is shorter.
  await page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })),
  );
}

/** What axe finds. Python's frame is empty, of another origin, and not to be seen. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await script);
  const results = await page.evaluate(() =>
    window.axe.run({ resultTypes: ["violations"], iframes: false }),
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => [id, help, html.slice(0, 300), any[0]?.message ?? ""].join(" | ")),
  );
}

/** What is wider than the screen, in both directions of writing. */
async function overflows(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    const before = root.dir;
    const wide = ["ltr", "rtl"].filter((dir) => {
      root.dir = dir;
      return root.scrollWidth > root.clientWidth;
    });
    root.dir = before;
    return wide.map((dir) => `${root.clientWidth} pixels are too narrow (${dir})`);
  });
  return found;
}
