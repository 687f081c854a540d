import { Buffer } from "node:buffer";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, inject, it, onTestFinished, vi } from "vitest";
import type { PackedEvent } from "../../src/journal/packed-events";
import { exportRuns } from "../../src/journal/transfer";
import { examples } from "../../src/ui/solve/examples";
import type { TestBrowser } from "../harness/browser";
import { sampleRun } from "../unit/ui/history/sample-run";
import { appPage, launchForApp, newPage } from "./app-page";
import { openHostPage } from "./host-page";

// What a person types, pastes, drops or opens: all of it stays, and what can't be solved is said.

vi.setConfig({ testTimeout: 200_000 });
let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp();
  return () => browser.close();
});
afterEach(async () => {
  // The language that a test chose.
  await page?.evaluate(() => localStorage.clear()).catch(() => {});
  await page?.close();
});

const app = appPage(() => page);
const long = `${"word ".repeat(2400)}END: what is 1 + 1?`;
const over = "2,019 more than the 10,000";

async function open(address = inject("appUrl")): Promise<void> {
  page = await newPage(browser);
  // Nothing here waits for a model.
  page.setDefaultTimeout(30_000);
  await page.goto(address);
  await app.problemBox().waitFor();
}

/** As a paste does it: one input of the whole text. */
async function paste(text: string): Promise<void> {
  await app.problemBox().focus();
  await page.keyboard.insertText(text);
}

async function expectRefused(box: Locator): Promise<void> {
  expect(await box.inputValue()).toBe(long);
  await page.getByText(over).waitFor();
  await box.press("Control+Enter");
  await page.getByText("at most 10,000 can be solved. Shorten it by 2,019").waitFor();
  expect(await app.stopButton().count()).toBe(0);
}

describe("a problem that is too long", () => {
  it("stays whole when it is pasted, is refused by keys and button, and is solved when it is shorter", async () => {
    await open();
    await paste(long);
    await expectRefused(app.problemBox());
    await page.keyboard.press("Control+Z");
    await paste(long);
    await app.solveButton().click();
    await page.getByText("at most 10,000 can be solved").waitFor();
    expect(await app.problemBox().evaluate((box) => box === document.activeElement)).toBe(true);
    await app.problemBox().fill(long.slice(-17));
    await page.getByText(over).waitFor({ state: "detached" });
    expect(await page.getByText("at most 10,000 can be solved").count()).toBe(0);
    await app.solveButton().click();
    await app.stopButton().waitFor();
  });

  it("stays whole when it comes by a link, which doesn't start it, and when it is dropped", async () => {
    await open(`${inject("appUrl")}#problem=${encodeURIComponent(long)}&run=1`);
    await expectRefused(app.problemBox());
    await app.problemBox().fill("");
    await page.evaluate((text) => {
      const source = document.createElement("p");
      Object.assign(source, { id: "source", draggable: true, textContent: "drag me" });
      source.addEventListener("dragstart", ({ dataTransfer }) =>
        dataTransfer?.setData("text/plain", text),
      );
      document.body.prepend(source);
    }, long);
    await page.locator("#source").dragTo(app.problemBox());
    await expect.poll(() => app.problemBox().inputValue()).toBe(long);
    await page.getByText(over).waitFor();
  });

  it("is said in German and Chinese", async () => {
    await open();
    await paste(long);
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await page.getByText("2.019 mehr als die 10.000").waitFor();
    await page.getByRole("textbox", { name: "Aufgabe" }).press("Control+Enter");
    await page.getByText("Kürzen Sie sie um 2.019").waitFor();
    await page.getByRole("combobox").first().selectOption("zh");
    await page.getByText("请删减 2,019 个字符").waitFor();
    expect(await page.getByRole("textbox", { name: "题目" }).inputValue()).toBe(long);
  });

  it("stays whole in the widget, from an attribute, an address and by typing", async () => {
    await open(`${inject("appUrl")}embed.html#problem=${encodeURIComponent(long)}&autorun=1`);
    await expectRefused(app.problemBox());
    await app.problemBox().fill("");
    await paste(long);
    await app.solveButton().click();
    await expectRefused(app.problemBox());
    const body = `<script type="module" src="${inject("appUrl")}math-solver.js"></script>
      <math-solver problem="${long}"></math-solver>`;
    onTestFinished(await openHostPage(page, body));
    const framed = page.frameLocator("iframe").getByRole("textbox", { name: "Problem" });
    await framed.waitFor();
    expect(await framed.inputValue()).toBe(long);
    await page.frameLocator("iframe").getByText(over).waitFor();
    const refusals = await page.evaluate(async () => {
      const element = document.querySelector("math-solver") as unknown as {
        solve(): Promise<unknown>;
      };
      const reason = (error: Error) => `${error.name}: ${error.message}`;
      // The same twice: both are told.
      return [await element.solve().catch(reason), await element.solve().catch(reason)];
    });
    expect(refusals).toEqual([1, 2].map(() => expect.stringMatching(/^invalid: .*by 2,019/)));
  });
});

describe("a text that is no clean one", () => {
  it("with halves of characters and control characters is shown, shared and solved without them", async () => {
    await open();
    await paste("1 +\u0001 1\ud800 = ?");
    await app.solveButton().click();
    await app.stopButton().waitFor();
    await page.locator(".solved-problem").getByText("1 + 1\u{fffd} = ?").waitFor();
  });

  it("does not keep an imported run from being shown", async () => {
    await open();
    await page.getByRole("link", { name: "History" }).click();
    const { record, events } = sampleRun;
    const request = { ...record.request, problem: "What is \ud83d + 1?" };
    const packed = events.map(
      ({ seconds, event }): PackedEvent => ({ kind: "event", at: seconds, event }),
    );
    const run = exportRuns([{ record: { ...record, request }, events: packed }]);
    const file = { name: "runs.json", mimeType: "application/json", buffer: Buffer.from(run) };
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.getByRole("link", { name: /What is/ }).click();
    await page.getByRole("button", { name: "Copy link to the problem" }).waitFor();
  });
});

describe("the own text", () => {
  const own = "My own long problem, not to be lost";

  it("gives way to a tapped example, which is in view and has the focus, and comes back", async () => {
    await open();
    await page.setViewportSize({ width: 390, height: 844 });
    await app.problemBox().fill(own);
    const example = page.getByRole("button", { name: "Two dice" });
    await example.scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await example.click();
    expect(await app.problemBox().inputValue()).toBe(examples[2]?.problem);
    expect(await app.problemBox().evaluate((box) => box === document.activeElement)).toBe(true);
    await expect
      .poll(async () => ((await app.problemBox().boundingBox())?.y ?? -1) >= 0)
      .toBe(true);
    // By the browser's own undo …
    await page.keyboard.press("Control+Z");
    expect(await app.problemBox().inputValue()).toBe(own);
    // … and, after another example, by the button.
    await page.getByRole("button", { name: "Two equations" }).click();
    await page.getByRole("button", { name: "Counting primes" }).click();
    await page.getByRole("button", { name: "Bring my text back" }).click();
    expect(await app.problemBox().inputValue()).toBe(own);
    expect(await page.getByRole("button", { name: "Bring my text back" }).count()).toBe(0);
  });

  it("comes back after a link took its place, and nothing is offered where nothing was typed", async () => {
    await open();
    const follow = (hash: string) =>
      page.evaluate((next) => {
        window.location.hash = next;
      }, hash);
    await follow("#problem=2+2");
    await expect.poll(() => app.problemBox().inputValue()).toBe("2+2");
    await follow("#problem=3x+5=20");
    await expect.poll(() => app.problemBox().inputValue()).toBe("3x+5=20");
    expect(await page.getByRole("button", { name: "Bring my text back" }).count()).toBe(0);
    await app.problemBox().fill(own);
    await follow("#problem=50%");
    await expect.poll(() => app.problemBox().inputValue()).toBe("50%");
    await page.getByRole("button", { name: "Bring my text back" }).click();
    expect(await app.problemBox().inputValue()).toBe(own);
  });

  it("stays when the language or the screen changes", async () => {
    await open();
    await app.problemBox().fill(own);
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    const box = page.getByRole("textbox", { name: "Aufgabe" });
    await box.waitFor();
    expect(await box.inputValue()).toBe(own);
    await page.getByRole("link", { name: "Verlauf" }).click();
    await page.getByRole("link", { name: "Löser" }).click();
    expect(await box.inputValue()).toBe(own);
    await page.goBack();
    await page.goBack();
    expect(await box.inputValue()).toBe(own);
  });
});
