import { launchBrowser } from "../../tests/harness/browser";
import type { EvalPage } from "./drive";
import type { PageSetup } from "./page-contract";

export interface BrowserPageParams {
  /** The dev server's address, ending in "/". */
  readonly url: string;
  readonly setup: PageSetup;
  log(line: string): void;
}

/** A sample that takes longer hangs: no sample of a small model needs this long. */
const sampleMinutes = 10;
/** Loading a model and its first Python. */
const startMinutes = 5;

/** Starts a Chromium of its own, so that a crash takes one page only, and loads the engine in it. */
export async function startBrowserPage(params: BrowserPageParams): Promise<EvalPage> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // Playwright lets calls wait for ever when a renderer dies at the wrong moment.
    const gone = new Promise<never>((_, reject) => {
      page.on("crash", () => reject(new Error("the page crashed")));
      page.on("close", () => reject(new Error("the page was closed")));
    });
    gone.catch(() => {});
    page.on("console", (message) => {
      if (message.type() === "error") params.log(`page: ${message.text()}`);
    });
    await page.goto(`${params.url}tools/eval/page.html`);
    await page.waitForFunction(() => "evalPage" in window, null, { timeout: 60_000 });
    const started = page.evaluate((setup) => window.evalPage.start(setup), params.setup);
    const device = await inTime(Promise.race([started, gone]), startMinutes, "loading the model");
    params.log(`Engine: ${device}`);
    return {
      async run({ problem, seed }) {
        const job = { problem: problem.problem, expected: problem.expected, seed };
        const sample = page.evaluate((one) => window.evalPage.sample(one), job);
        return inTime(Promise.race([sample, gone]), sampleMinutes, "a sample");
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function inTime<T>(work: Promise<T>, minutes: number, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${minutes} minutes`)),
      minutes * 60_000,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
