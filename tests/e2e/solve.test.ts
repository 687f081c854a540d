import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import { de } from "../../src/ui/texts/de";
import { en } from "../../src/ui/texts/en";
import type { LaunchOptions, TestBrowser } from "../harness/browser";
import { appPage, launchForApp, long, newPage, startCompletionServer } from "./app-page";

// The app as a visitor has it: real Chromium, real model, real Python, no network.

vi.setConfig({ testTimeout: 400_000 });
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  browser = await launchForApp();
});
afterAll(() => browser?.close());
afterEach(() => page?.close());

/** Opens the app; addresses other than its own can't be reached, and are noted in `foreign`. */
async function open(url: string, foreign: string[] = [], in_: TestBrowser = browser) {
  page = await newPage(in_);
  const own = new URL(url).origin;
  await page.route(
    (address) => address.origin !== own && /^https?:$/.test(address.protocol),
    (route) => {
      foreign.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(url);
  return page;
}

const app = appPage(() => page);
const { answer, answerLatex, expectReady, openModels, problemBox, solve } = app;
const { solveButton, stopButton, working } = app;

describe("the examples", () => {
  for (const { name, answer: expected } of examples) {
    const title = en.solve.examples[name];
    it(`solves "${title}" without any network`, async () => {
      const foreign: string[] = [];
      await open(inject("appUrl"), foreign);
      await app.samplesField().fill("1");
      await page.getByRole("button", { name: title }).click();
      await solveButton().click();
      expect(await answerLatex()).toBe(expected);
      expect(await working().getByRole("figure", { name: "Python code" }).count()).toBeGreaterThan(
        0,
      );
      expect(await answer().textContent()).toMatch(/\d tokens.*tokens\/s.*code call/);
      // One sample needs no vote.
      expect(await app.votes().count()).toBe(0);
      expect(await app.samples().count()).toBe(0);
      expect(foreign).toEqual([]);
    });
  }

  it("are solved by reasoning alone when asked so", async () => {
    await open(inject("appUrl"));
    await app.samplesField().fill("1");
    await page.getByText("Reasoning only").click();
    await page.getByText("The demonstration model needs Python").waitFor();
    await page.getByRole("button", { name: en.solve.examples.primes }).click();
    await solveButton().click();
    await solveButton().waitFor({ timeout: long });
    expect(await answer().textContent()).toContain("0 code calls");
    expect(await working().getByRole("figure").count()).toBe(0);
  });
});

describe("links", () => {
  const hash = `#problem=${encodeURIComponent(examples[1]?.problem ?? "")}&run=1`;

  it("fill in the problem and start", async () => {
    await open(`${inject("appUrl")}index.html${hash}`);
    expect(await problemBox().inputValue()).toBe(examples[1]?.problem);
    expect(await answerLatex()).toBe(examples[1]?.answer);
  });

  it("only fill in without run=1, and work while the page is open", async () => {
    await open(`${inject("appUrl")}#problem=${encodeURIComponent("What is $1+1$?")}`);
    expect(await problemBox().inputValue()).toBe("What is $1+1$?");
    expect(await solveButton().isVisible()).toBe(true);
    await page.evaluate((next) => {
      window.location.hash = next;
    }, hash);
    expect(await answerLatex()).toBe(examples[1]?.answer);
  });

  it("say what is wrong with them", async () => {
    await open(`${inject("appUrl")}#problem=%20&run=1`);
    await page.getByText("This link holds an empty problem").waitFor();
    expect(await problemBox().inputValue()).toBe("");
  });
});

describe("a run", () => {
  it("works without cross-origin isolation", async () => {
    await open(inject("plainAppUrl"));
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false);
    await solve(examples[0]?.problem ?? "");
    expect(await answerLatex()).toBe(examples[0]?.answer);
  });

  it("starts and ends by keyboard, and keeps what there is when stopped", async () => {
    await open(inject("appUrl"));
    await openModels();
    // Its text never ends, so that there is something to stop.
    await app.useFileOnce("tests/fixtures/script.gguf");
    await expectReady("script.gguf");
    await app.samplesField().fill("1");
    await problemBox().fill("a");
    await problemBox().press("Control+Enter");
    await working().getByText(/abc/).waitFor({ timeout: long });
    await stopButton().focus();
    await page.keyboard.press("Enter");
    await answer().getByText("You stopped the run").waitFor({ timeout: long });
    expect(await working().textContent()).toContain("abcdefghijklmnopqrstuvwxyz");
    expect(await solveButton().isEnabled()).toBe(true);
  });

  it("says when the model gives no answer", async () => {
    await open(inject("appUrl"));
    await solve("Who wrote Hamlet?");
    await answer().getByText("The model gave no answer").waitFor({ timeout: long });
  });

  it("asks for a problem when there is none", async () => {
    await open(inject("appUrl"));
    await solveButton().click();
    await page.getByText("Type a problem first").waitFor();
    expect(await problemBox().evaluate((box) => box === document.activeElement)).toBe(true);
  });

  it("says that Python is missing, fails without a guess, and goes on as the visitor chooses", async () => {
    page = await newPage(browser);
    await page.route("**/assets-setup/**", (route) => route.abort());
    await page.goto(inject("appUrl"));
    await page.getByText("Python is not available.").waitFor({ timeout: long });
    expect(await page.locator("body").textContent()).not.toContain("npm run");
    // What is chosen is what runs.
    expect(await page.getByRole("radio", { name: "With Python" }).isChecked()).toBe(true);
    await page.getByText("Python is not running now.").waitFor();
    await app.samplesField().fill("1");
    await solve(examples[0]?.problem ?? "");
    await answer().getByText("Python could not be started").waitFor({ timeout: long });
    expect(await answer().locator(".katex").count()).toBe(0);
    expect(await page.locator("body").textContent()).not.toContain("npm run");

    await page.getByRole("button", { name: "Solve by reasoning only" }).click();
    expect(await page.getByRole("radio", { name: "Reasoning only" }).isChecked()).toBe(true);
    await solveButton().click();
    await answer().getByText("reasoning only").waitFor({ timeout: long });

    await page.unroute("**/assets-setup/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Python is not available.").waitFor({ state: "detached", timeout: long });
    await page.locator("label", { hasText: "With Python" }).click();
    await solveButton().click();
    expect(await answerLatex()).toBe(examples[0]?.answer);
  });

  it("can be asked for and stopped while the model loads", async () => {
    page = await newPage(browser);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/demo.gguf", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(inject("appUrl"));
    await solve(examples[0]?.problem ?? "");
    await answer().getByText("Waiting for the model").waitFor();
    await stopButton().click();
    await solveButton().click();
    await answer().getByText("Waiting for the model").waitFor();
    release();
    expect(await answerLatex()).toBe(examples[0]?.answer);
  });
});

describe("other models", () => {
  it("says what is wrong with a file, and goes back to the demonstration model", async () => {
    await open(inject("appUrl"));
    await openModels();
    const file = { name: "notes.gguf", mimeType: "", buffer: Buffer.from("no model at all") };
    await app.useFileOnce(file);
    const error = page.getByRole("alert").filter({ hasText: "notes.gguf can't be used" });
    await error.getByText("This is no GGUF model file").waitFor({ timeout: long });
    await solve("What is $1+1$?");
    await answer().getByText("This is no GGUF model file").waitFor();
    await error.getByRole("button", { name: "Use the demonstration model" }).click();
    await solve(examples[0]?.problem ?? "");
    expect(await answerLatex()).toBe(examples[0]?.answer);
  });

  it("says that a server can't be reached, and that the problem would leave the browser", async () => {
    await open(inject("appUrl"));
    await openModels();
    await page.getByLabel("Server address").fill("http://127.0.0.1:9");
    await page
      .getByText(/your problem leaves this browser: it is sent to 127\.0\.0\.1:9/)
      .waitFor();
    await page.getByRole("button", { name: "Use this server" }).click();
    const error = page.getByRole("alert").filter({ hasText: "127.0.0.1:9 can't be used" });
    await error.waitFor({ timeout: long });
    expect(await error.textContent()).toMatch(/No answer from/);
  });

  it("solves on a server, and no link starts there by itself", async () => {
    const server = await startCompletionServer(() => "</think>\nIt is \\boxed{42}.");
    const { asked } = server;
    try {
      page = await newPage(browser);
      await page.goto(inject("appUrl"));
      await app.chooseServer(server.host);
      await expectReady("tiny");
      await expectReady("your problem leaves this browser");
      const probes = asked.length;
      await page.evaluate(() => {
        window.location.hash = "#problem=What%20is%206*7%3F&run=1";
      });
      await page.getByText("A link starts by itself only with the demonstration model").waitFor();
      expect(asked.length).toBe(probes);
      await solveButton().click();
      expect(await answerLatex()).toBe("42");
    } finally {
      server.close();
    }
  });
});

describe("the page", () => {
  for (const viewport of [
    { width: 360, height: 640 },
    { width: 390, height: 844 },
    // 200 % zoom on a small laptop.
    { width: 640, height: 400 },
  ]) {
    it(`fits a screen of ${viewport.width} pixels in every state`, async () => {
      const options: LaunchOptions = { viewport };
      const phone = await launchForApp(options);
      try {
        await open(inject("appUrl"), [], phone);
        const overflow = () =>
          page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(await overflow()).toBeLessThanOrEqual(0);
        await openModels();
        await page.getByRole("heading", { name: "OpenMath models" }).waitFor();
        expect(await overflow()).toBeLessThanOrEqual(0);
        await openModels();
        await solve(`${examples[1]?.problem} $${"x+".repeat(60)}y_{${"1".repeat(80)}}$`, 3);
        await app.tile(1).click();
        expect(await overflow()).toBeLessThanOrEqual(0);
        // Some samples of such a problem would write until their context is full.
        await app.stopButton().click();
        await app.ended();
        expect(await overflow()).toBeLessThanOrEqual(0);
      } finally {
        await phone.close();
      }
    });
  }

  it("speaks another language when asked, keeps what was typed, and remembers it", async () => {
    await open(inject("appUrl"));
    await problemBox().fill("What is $1+1$?");
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await page.getByRole("button", { name: de.solve.solve, exact: true }).waitFor();
    const box = page.getByRole("textbox", { name: de.solve.problem });
    expect(await box.inputValue()).toBe("What is $1+1$?");
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
    await page.reload();
    await page.getByRole("button", { name: de.solve.examples.primes }).click();
    await page.getByRole("button", { name: de.solve.solve, exact: true }).click();
    const result = page.getByRole("region", { name: de.run.answer.title, exact: true });
    await result.getByText(/Gewählt durch/).waitFor({ timeout: long });
    expect(await result.locator("annotation").first().textContent()).toBe(examples[0]?.answer);
    // The tests share a profile, and speak English.
    await page.evaluate(() => localStorage.removeItem("math-solver.language"));
  });

  it("reports nothing on the console", async () => {
    const complaints: string[] = [];
    // That the app may keep no copy of itself would be reported.
    const whole = await launchForApp({ serviceWorkers: true });
    try {
      page = await newPage(whole);
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(inject("appUrl"));
      await solve(examples[2]?.problem ?? "");
      await answerLatex();
    } finally {
      await whole.close();
    }
    expect(complaints).toEqual([]);
  });
});
