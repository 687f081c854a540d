import type { Page } from "playwright-core";
import type { Engine } from "../../src/engine/engine";
import { launchBrowser } from "../../tests/harness/browser";
import type { Checker } from "./checked-equality";
import type { SampleOutcome } from "./outcome";
import type { ComparisonOutcome, PageComparison, PageSample, PageSetup } from "./page-contract";
import { serveEngine } from "./serve-engine";

export interface BrowserPageParams {
  /** The dev server's address, ending in "/". */
  readonly url: string;
  log(line: string): void;
}

/** A page with the app's engine in it. Everything rejects when the page is gone. */
export interface EnginePage {
  sample(job: PageSample): Promise<SampleOutcome>;
  compare(job: PageComparison): Promise<ComparisonOutcome>;
  close(): Promise<void>;
}

/** A sample or comparison that takes longer hangs: none of a small model needs this long. */
const textMinutes = 10;
/** Loading a model and its first Python. */
const startMinutes = 5;
/** Its own time limit is half a minute, and after one that was late Math-Verify is loaded anew. */
const equalityMinutes = 4;

/**
 * Starts a page and loads the engine in it.
 * @param params.engine the page uses this one, of this process; null: one of its own
 */
export async function startEnginePage(
  params: BrowserPageParams & { readonly setup: PageSetup; readonly engine: Engine | null },
): Promise<EnginePage> {
  const { page, inTime, close: closePage } = await openPage(params);
  const served = params.engine && serveEngine(params.engine);
  const close = async () => {
    await closePage();
    await served?.close();
  };
  try {
    if (served) await page.exposeFunction("engineCall", served.call);
    const device = await inTime(
      page.evaluate((setup) => window.evalPage.start(setup), params.setup),
      startMinutes,
      "loading the model",
    );
    params.log(`Engine: ${device}`);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    sample: (job) =>
      inTime(
        page.evaluate((one) => window.evalPage.sample(one), job),
        textMinutes,
        "a sample",
      ),
    compare: (job) =>
      inTime(
        page.evaluate((one) => window.evalPage.compare(one), job),
        textMinutes * job.comparisons,
        "comparing the answers of a problem",
      ),
    close,
  };
}

/** Starts a page with Math-Verify and no engine. */
export async function startMathVerifyPage(params: BrowserPageParams): Promise<Checker> {
  const { page, inTime, close } = await openPage(params);
  try {
    const started = page.evaluate(() => window.evalPage.startMathVerify());
    await inTime(started, startMinutes, "loading Math-Verify");
  } catch (error) {
    await close();
    throw error;
  }
  return {
    judge: (one, other) =>
      inTime(
        page.evaluate(([a, b]) => window.evalPage.judge(a, b), [one, other] as const),
        equalityMinutes,
        "comparing two answers",
      ),
    close,
  };
}

interface OpenPage {
  readonly page: Page;
  /** Rejects when the page is gone or the work takes too long. */
  inTime<T>(work: Promise<T>, minutes: number, what: string): Promise<T>;
  close(): Promise<void>;
}

/** In a Chromium of its own, so that a crash takes one page only. */
async function openPage({ url, log }: BrowserPageParams): Promise<OpenPage> {
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
      if (message.type() === "error") log(`page: ${message.text()}`);
    });
    await page.goto(`${url}tools/eval/page.html`);
    await page.waitForFunction(() => "evalPage" in window, null, { timeout: 60_000 });
    return {
      page,
      inTime: (work, minutes, what) => withLimit(Promise.race([work, gone]), minutes, what),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function withLimit<T>(work: Promise<T>, minutes: number, what: string): Promise<T> {
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
