import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "../../tests/harness/browser";
import { buildApp } from "../../tests/harness/build-app";
import { judgePage } from "../../tests/harness/lighthouse";
import { startStaticServer } from "../../tests/harness/static-server";
import { median } from "../median";

const tries = 5;

/** Milliseconds from the start of a first visit until the page is drawn and takes a click. */
async function firstVisit(url: string): Promise<{ drawn: number; usable: number }> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      const look = new MutationObserver(() => {
        if (!document.querySelector("button[type=submit]")) return;
        look.disconnect();
        // When nothing more is to be done before it, a click is answered.
        setTimeout(() => performance.mark("usable"));
      });
      look.observe(document, { childList: true, subtree: true });
    });
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName("usable").length > 0);
    await page.waitForFunction(
      () => performance.getEntriesByName("first-contentful-paint").length > 0,
    );
    return await page.evaluate(() => {
      const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
      return { drawn: at("first-contentful-paint"), usable: at("usable") };
    });
  } finally {
    await browser.close();
  }
}

/** What a first visit to the built app costs: `npm run bench:page`. */
export async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "math-solver-page-"));
  await buildApp(folder, "1");
  const server = await startStaticServer({ folder, compressed: true });
  try {
    const visits = [];
    for (let i = 0; i < tries; i++) visits.push(await firstVisit(server.url));
    console.log(`Median of ${tries} first visits, with this machine's processor and no network:`);
    console.log(`  drawn after  ${Math.round(median(visits.map(({ drawn }) => drawn)))} ms`);
    console.log(`  usable after ${Math.round(median(visits.map(({ usable }) => usable)))} ms`);
    for (let i = 0; i < 3; i++) {
      const { scores, lost, interactive } = await judgePage(server.url);
      console.log("Lighthouse, desktop:", scores, `interactive ${Math.round(interactive)} ms`);
      for (const line of lost) console.log(`  ${line}`);
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
