import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from "vitest";
import { examples } from "../../src/ui/solve/examples";
import type { TestBrowser } from "../harness/browser";
import {
  appPage,
  type CompletionServer,
  launchForApp,
  long,
  newPage,
  startCompletionServer,
} from "./app-page";

// The history as a visitor has it.

vi.setConfig({ testTimeout: 900_000 });
let browser: TestBrowser;
let page: Page;
let server: CompletionServer;
/** Until then no sample comes to its end. */
let allowed = Promise.resolve();

beforeAll(async () => {
  browser = await launchForApp();
  server = await startCompletionServer(async function* ({ seed }) {
    yield "Let me see.\n";
    await allowed;
    yield `</think>\nIt is \\boxed{${seed % 2 === 0 ? 42 : 41}}.`;
  });
});
afterAll(async () => {
  server?.close();
  await browser?.close();
});
const app = appPage(() => page);
const { answer, ended, panel, samples, solve, tile } = app;
const [primes] = examples;

async function open(): Promise<void> {
  page = await newPage(browser);
  await page.goto(inject("appUrl"));
}

/** Another part of the same page. */
const go = (hash: string) =>
  page.evaluate((hash) => {
    window.location.hash = hash;
  }, hash);

const items = () => page.locator(".run-item");
const item = (words: string) => items().filter({ hasText: words });
const toast = () => page.locator(".undo-toast");
const offer = () => page.getByRole("region", { name: "A run that was cut off" });

/** A run on a server that answers at once, to its end. */
async function keep(begin: () => Promise<void>): Promise<void> {
  const link = page.getByRole("link", { name: "Export, print or share this run" });
  const before = (await link.count()) > 0 ? await link.getAttribute("href") : null;
  await begin();
  await page.waitForFunction((before) => {
    const now = document.querySelector(".kept-link a")?.getAttribute("href");
    return now != null && now !== before;
  }, before);
}

async function download(label: string): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: label, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

// One page for all of them: each one more costs a model and Python.
describe("the history", () => {
  beforeAll(async () => {
    await open();
    await app.chooseServer(server.host);
    await app.expectReady("tiny");
    // Else one may be cancelled before it wrote anything.
    await go("#problem=x&stopping=all");
  }, 2 * long);
  beforeEach(() => go("#solve"));
  afterAll(() => page?.close());

  it("is empty at first, and says what to do", async () => {
    await go("#history");
    await page.getByText("No run is kept here yet").waitFor();
    expect(await page.title()).toBe("History · Math Solver");
    expect(await page.getByRole("searchbox").count()).toBe(0);
  });

  it("lists, finds, names, pins and opens runs", async () => {
    await keep(() => solve("What is $6 \\cdot 7$?", 3));
    await keep(() => solve("Name a number.", 3));
    await page.getByRole("link", { name: "History" }).click();
    await items().nth(1).waitFor();
    expect(await items().allTextContents()).toEqual([
      expect.stringContaining("Name a number."),
      expect.stringMatching(/What is.*tiny · 3 samples/),
    ]);
    await page.getByRole("button", { name: "Rename: Name a number." }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Any number");
    await page.keyboard.press("Enter");
    await item("Any number").waitFor();
    await item("What is").getByRole("button", { name: /^Pin/ }).click();
    await page.locator(".run-pinned", { hasText: "What is" }).waitFor();
    expect(await items().first().textContent()).toContain("What is");
    await page.getByRole("searchbox", { name: "Search" }).fill("ANY tiny");
    await page.getByText("1 of 2 runs").waitFor();
    await item("Any number").getByRole("link").click();
    await page.getByRole("heading", { name: "Any number" }).waitFor();
    expect(await answer().textContent()).toContain("Name a number.");
    await tile(2).click();
    await panel(2).getByText("Let me see.").waitFor();
    expect(await app.solveButton().isVisible()).toBe(false);
  });

  it("gives problem and settings to the form, and a link that holds both", async () => {
    const settings = "samples=3&seed=5&mode=mix&genselect=0&stopping=all";
    const link = `#problem=What%20is%207%20squared%3F&${settings}`;
    await go(link);
    expect(await app.problemBox().inputValue()).toBe("What is 7 squared?");
    expect(await app.samplesField().inputValue()).toBe("3");
    expect(await page.getByRole("radio", { name: "Mix" }).isChecked()).toBe(true);
    expect(await page.getByRole("checkbox", { name: /GenSelect/ }).isChecked()).toBe(false);
    await keep(() => app.solveButton().click());
    await page.getByRole("link", { name: "Export, print or share this run" }).click();
    await page.getByRole("heading", { name: "What is 7 squared?" }).waitFor();
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy link to the problem" }).click();
    await page.getByRole("button", { name: "Link copied" }).waitFor();
    expect(new URL(await page.evaluate(() => navigator.clipboard.readText())).hash).toBe(link);
    await page.getByRole("button", { name: "Solve again" }).click();
    expect(await app.problemBox().inputValue()).toBe("What is 7 squared?");
    expect(await app.samplesField().inputValue()).toBe("3");
  });

  it("deletes a run by keyboard, and has it back", async () => {
    await keep(() => solve("To be deleted", 3));
    await go("#history");
    const button = page.getByRole("button", { name: "Delete: To be deleted", disabled: false });
    await button.focus();
    await page.keyboard.press("Enter");
    await toast().getByText("Deleted: To be deleted").waitFor();
    expect(await item("To be deleted").count()).toBe(0);
    // The focus is on Undo.
    await page.keyboard.press("Enter");
    await item("To be deleted").waitFor();
    await button.click();
    await toast().getByRole("button", { name: "Dismiss" }).click();
    await toast().waitFor({ state: "detached" });
    expect(await item("To be deleted").count()).toBe(0);
  });

  it("exports a run in all forms; the JSON brings it back, and bad files change nothing", async () => {
    await keep(() => solve("To be exported", 3));
    await page.getByRole("link", { name: "Export, print or share this run" }).click();
    const markdown = await download("Markdown");
    expect(markdown.name).toBe("to-be-exported.md");
    expect(markdown.text).toMatch(/^# Problem\n\nTo be exported\n\n## Answer/);
    expect((await download("LaTeX")).text).toContain("\\begin{document}");
    expect(JSON.parse((await download("Jupyter notebook")).text)).toMatchObject({ nbformat: 4 });
    const json = await download("JSON");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await toast().getByRole("button", { name: "Dismiss" }).click();
    const before = await items().count();
    const upload = page.getByLabel("Import runs");
    const file = (text: string) => ({
      name: "runs.json",
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
    await upload.setInputFiles(file("{ bad"));
    await page.getByRole("alert").getByText("is not JSON").waitFor();
    await upload.setInputFiles(file(json.text.replace('"at":', '"no":')));
    await page.getByRole("alert").getByText("is damaged").waitFor();
    expect(await items().count()).toBe(before);
    await upload.setInputFiles(file(json.text));
    await page.getByText("1 run imported.").waitFor();
    await upload.setInputFiles(file(json.text));
    await page.getByText("0 runs imported. 1 run had been here before").waitFor();
    await item("To be exported").getByRole("link").click();
    await tile(1).click();
    await panel(1).getByText("Let me see.").waitFor();
  });

  it("prints a run with all that can't be clicked on paper", async () => {
    await keep(() => solve("To be printed", 3));
    await page.getByRole("link", { name: "Export, print or share this run" }).click();
    // The solve screen may still be there, with samples of its own.
    await page.getByRole("button", { name: "Print", exact: true }).click({ trial: true });
    await samples().waitFor();
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await page.locator(".printed-sample").count()).toBe(3);
    // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen
    const seen = await page.locator("main:visible").innerText();
    expect(seen).toContain("Let me see.");
    for (const control of ["Copy", "Solve again", "Export as", "← History", "Storage"]) {
      expect(seen).not.toContain(control);
    }
    expect(await page.locator(".page-header").isVisible()).toBe(false);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    expect(await page.locator(".printed-sample").count()).toBe(0);
    await page.emulateMedia({ media: null });
  });

  it("shows a run that ends while it is looked at wholly, or not yet", async () => {
    let allow = () => {};
    allowed = new Promise((resolve) => {
      allow = resolve;
    });
    await solve("To be ended", 3);
    await tile(1).click();
    await panel(1).getByText("Let me see.").waitFor();
    await go("#history");
    await item("To be ended").getByRole("link").click();
    await page.getByText("This run still goes on").waitFor();
    // What would be on paper at the first moment at which anything is shown.
    await page.evaluate(() => {
      const look = () => {
        if (!document.querySelector(".run-screen .solve-screen")) return;
        observer.disconnect();
        window.dispatchEvent(new Event("beforeprint"));
        const samples = document.querySelectorAll(".printed-sample");
        Object.assign(window, { printed: Array.from(samples, ({ textContent }) => textContent) });
        window.dispatchEvent(new Event("afterprint"));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
    });
    allow();
    const printed = await page.waitForFunction(() => Reflect.get(window, "printed"));
    const ends = expect.stringContaining("It is");
    expect(await printed.jsonValue()).toEqual([ends, ends, ends]);
  });

  it("says so where a run is not there, and fits a phone", async () => {
    await go("#history=nothing");
    await page.getByText("This run is not in the history of this browser").waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await wide()).toBeLessThanOrEqual(0);
    await go("#history");
    await items().first().waitFor();
    expect(await wide()).toBeLessThanOrEqual(0);
    await items().first().getByRole("link").click();
    await answer().waitFor();
    expect(await wide()).toBeLessThanOrEqual(0);
  });
});

describe("a run whose tab was killed", () => {
  afterEach(() => page?.close());

  it("goes on from its last tokens with the same model, and its end is kept", async () => {
    await open();
    await app.expectReady("");
    await solve(primes?.problem ?? "", 8);
    await tile(1)
      .getByText(/[2-9]\d tokens/)
      .waitFor({ timeout: long });
    await app.stored();
    const session = await browser.context.newCDPSession(page);
    session.send("Page.crash").catch(() => {});
    await page.waitForEvent("crash");
    await page.close();
    await open();
    await offer().getByText("A run was cut off.").waitFor();
    const words = await offer().textContent();
    const kept = Number(/([\d,]+) tokens? kept/.exec(words ?? "")?.[1]?.replace(",", ""));
    expect(kept).toBeGreaterThan(10);
    await offer().getByRole("button", { name: "Continue" }).click();
    await app.stopButton().waitFor();
    expect(await offer().count()).toBe(0);
    expect(await app.problemBox().inputValue()).toBe(primes?.problem);
    // Its tokens from before are there before the first new one.
    await samples().waitFor();
    const tokens = (await samples().locator(".tile-figures").allTextContents())
      .map((text) => Number(/(\d+) token/.exec(text)?.[1] ?? 0))
      .reduce((sum, one) => sum + one, 0);
    expect(tokens).toBeGreaterThanOrEqual(kept);
    await ended();
    await answer()
      .getByText(/Chosen by/)
      .waitFor();
    // Samples that agree early spare the others.
    const drawn = await samples().locator("[data-sample]").count();
    await app.stored();
    await page.reload();
    await app.expectReady("");
    expect(await offer().count()).toBe(0);
    await go("#history");
    await item("How many primes").first().getByRole("link").click();
    await answer()
      .getByText(/Chosen by/)
      .waitFor();
    expect(await samples().locator("[data-sample]").count()).toBe(drawn);
    // One text from its beginning to its end, with the output of its code once.
    await tile(1).click();
    const cells = await panel(1).locator(".cell").count();
    const outputs = await panel(1).locator(".cell-output").count();
    expect(outputs).toBeLessThanOrEqual(cells);
    // A sample that is needed no more may be stopped while its code runs.
    expect(outputs).toBeGreaterThanOrEqual(cells - 1);
  });

  it("can be discarded, and had back", async () => {
    await open();
    await app.openModels();
    // Its texts never end.
    await app.useFileOnce("tests/fixtures/script.gguf");
    await app.expectReady("script.gguf");
    await solve("a", 2);
    await tile(1).getByText(/abc/).waitFor({ timeout: long });
    await app.stored();
    await page.reload();
    await offer().waitFor();
    await offer().getByRole("button", { name: "Continue" }).click();
    await page.getByRole("alert").getByText("begun with script.gguf").waitFor({ timeout: long });
    await offer().getByRole("button", { name: "Discard" }).click();
    await toast().getByRole("button", { name: "Undo" }).click();
    await offer().waitFor();
    // With its model it goes on.
    await app.openModels();
    await app.useFileOnce("tests/fixtures/script.gguf");
    await app.expectReady("script.gguf");
    await offer().getByRole("button", { name: "Continue" }).click();
    await app.stopButton().click();
    await answer().getByText("You stopped the run").waitFor({ timeout: long });
    expect(await tile(1).textContent()).toMatch(/\d+ tokens/);
  });
});
