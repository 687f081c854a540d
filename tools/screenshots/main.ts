import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { examples } from "../../src/ui/solve/examples";
import { appPage } from "../../tests/e2e/app-page";
import { chromiumPath } from "../../tests/harness/browser";
import { buildApp } from "../../tests/harness/build-app";
import { drawFrames } from "../../tests/harness/frames";
import { startStaticServer } from "../../tests/harness/static-server";
import { type Picture, pictures } from "./pictures";

/** All samples are drawn to their ends, and are the same each time. */
const settings = "samples=4&seed=7&stopping=all";

/** Solves an example in the built app and takes each picture of it. */
export async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "math-solver-screenshots-"));
  await buildApp(folder, "1");
  const server = await startStaticServer({ folder });
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox"],
  });
  try {
    for (const picture of pictures) await take(browser, server.url, picture);
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { file, width, height, scale, whole } = picture;
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "en",
  });
  await solve(page, url);
  if (whole) await showAll(page, width);
  else await show(page, ".answer-card");
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  await page.close();
}

/** The answer of an example, and the second of its samples. */
async function solve(page: Page, url: string): Promise<void> {
  const app = appPage(() => page);
  const problem = encodeURIComponent(examples[0]?.problem ?? "");
  await page.goto(`${url}#problem=${problem}&${settings}`);
  await app.expectReady("Demonstration model");
  await app.solveButton().click();
  await app.answerLatex();
  await app.ended();
  await app.tile(2).click();
  await app.panel(2).getByText("Solution").waitFor();
  // No outline of what was clicked last, and the page from its top.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.scrollTo(0, 0);
  });
  // What is fetched when there is time: formulas, colours of Python.
  await page.waitForLoadState("networkidle");
}

/** A part of the page at the window's top. */
async function show(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate((element) => {
    window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 16);
  });
}

/** The window as long as the page: what is out of sight is not drawn. */
async function showAll(page: Page, width: number): Promise<void> {
  // What comes into sight may make the page longer, or shorter.
  for (let time = 0; time < 2; time++) {
    const height = await page.evaluate(() =>
      Math.ceil(document.querySelector(".page")?.getBoundingClientRect().height ?? 0),
    );
    await page.setViewportSize({ width, height });
    await drawFrames(page, 3);
  }
}
