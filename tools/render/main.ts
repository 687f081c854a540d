import { readFile } from "node:fs/promises";
import { createServer } from "vite";
import { launchBrowser } from "../../tests/harness/browser";
import { type Drawn, formatShown } from "./format-shown";

const usage = `Prints the visible text of a model's text as the page ends up showing it.

  npm run render -- FILE.md

Drawn by the app's own components in Chromium: come in small pieces, as a model writes it, and at
once, as it stands in the history. Ends with 0 where both are the same, 1 where they differ, 2 where
the file can't be read or the page can't be opened.`;

/** In characters, about those of a token and of a single letter. */
const steps = [1, 4, 13];

/** @returns the exit status: 0 where streamed and at once are the same, 1 where not, 2 for an error */
export async function main(argv: readonly string[]): Promise<number> {
  const [file, ...more] = argv;
  if (argv.includes("--help") || argv.includes("-h")) {
    console.log(usage);
    return 0;
  }
  if (file === undefined || more.length > 0 || file.startsWith("-")) {
    console.error(`Name one file.\n\n${usage}`);
    return 2;
  }
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    console.error(`The file ${file} can't be read: ${reasonOf(error)}. Name a text file.`);
    return 2;
  }
  try {
    const drawn = await draw(text);
    console.log(formatShown(drawn));
    return drawn.same ? 0 : 1;
  } catch (error) {
    console.error(`The text could not be drawn: ${reasonOf(error)}`);
    return 2;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error) {
    if (error.code === "ENOENT") return "there is none of this name";
    if (error.code === "EISDIR") return "it is a folder";
  }
  return error instanceof Error ? error.message : String(error);
}

async function draw(text: string): Promise<Drawn> {
  const server = await createServer({
    server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
    optimizeDeps: { entries: ["tools/render/page.html"] },
    cacheDir: "node_modules/.vite-render",
    logLevel: "error",
  });
  try {
    await server.listen();
    const [url] = server.resolvedUrls?.local ?? [];
    if (!url) throw new Error("the dev server has no address");
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${url}tools/render/page.html`);
      await page.waitForFunction(() => "renderPage" in window, null, { timeout: 60_000 });
      await page.evaluate(() => window.renderPage.ready);
      const atOnce = await page.evaluate((one) => window.renderPage.atOnce(one), text);
      const streamed = await page.evaluate(
        async ({ one, steps }) => {
          const shown = [];
          for (const step of steps) shown.push(await window.renderPage.streamed(one, step));
          return shown;
        },
        { one: text, steps },
      );
      const other = streamed.find(({ html }) => html !== atOnce.html);
      return { atOnce, streamed: other ?? streamed[0] ?? atOnce, same: other === undefined };
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
