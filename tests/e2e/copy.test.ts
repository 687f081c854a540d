import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { TestBrowser } from "../harness/browser";
import {
  appPage,
  type CompletionServer,
  launchForApp,
  newPage,
  startCompletionServer,
} from "./app-page";

// The menu that copies, with the clipboard of a real browser.

let server: CompletionServer;
let browser: TestBrowser;
let page: Page;
const app = appPage(() => page);

const text =
  "Half of **one** is $\\frac{1}{2}$.\n\n- So 100 % of it.\n</think>\nIt is \\boxed{\\frac{1}{2}}.";

beforeAll(async () => {
  server = await startCompletionServer(() => text);
  browser = await launchForApp();
  await browser.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  page = await newPage(browser);
  await page.goto(inject("appUrl"));
  await app.chooseServer(server.host);
  await app.expectReady("tiny");
  await app.solve("What is half of one?", 2);
  await app.answerLatex();
  await app.ended();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const button = (name: string) => page.getByRole("button", { name, exact: true });
const menu = (name: string) => page.getByRole("menu", { name });
const item = (name: string) => page.getByRole("menuitem", { name });
/** What the focus is on, in words. */
const focused = () =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent;
  });

/** What lies in the clipboard after something of a part of the page was copied in a form. */
async function copied(part: Locator, form: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText("nothing"));
  // For a moment its name is "Copied".
  await part.locator(".copy-open").first().click();
  await item(form).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("nothing");
  return page.evaluate(() => navigator.clipboard.readText());
}

it("an answer in three forms", async () => {
  expect(await copied(app.answer(), "LaTeX")).toBe("\\frac{1}{2}");
  expect(await copied(app.answer(), "Markdown")).toBe("$\\frac{1}{2}$");
  expect(await copied(app.answer(), "Plain text")).toBe("1/2");
});

it("a sample in three forms", async () => {
  await app.tile(1).click();
  await app.panel(1).waitFor();
  const latex = await copied(app.panel(1), "LaTeX");
  expect(latex).toContain("Half of \\textbf{one} is");
  expect(latex).toContain("\\item {}So 100 \\% of it.");
  const markdown = await copied(app.panel(1), "Markdown");
  expect(markdown).toContain("Half of **one** is $\\frac{1}{2}$.");
  const plain = await copied(app.panel(1), "Plain text");
  expect(plain).toContain("Half of one is 1/2.");
  expect(plain).not.toMatch(/\*\*|\\|\$/);
});

it("is written in a worker, which then goes: a long text must not stop the page", async () => {
  const workers: string[] = [];
  const ended: string[] = [];
  page.on("worker", (worker) => {
    workers.push(worker.url());
    worker.on("close", () => ended.push(worker.url()));
  });
  await copied(app.answer(), "Plain text");
  expect(workers).toEqual([expect.stringMatching(/\/documents-/)]);
  await expect.poll(() => ended).toEqual(workers);
});

it("says why a text can't be written, and another try works", async () => {
  await page.route(/\/documents-/, (route) => route.abort());
  await button("Copy the answer").click();
  await item("LaTeX").click();
  await page.getByRole("alert").getByText("could not be fetched").waitFor();
  await page.unroute(/\/documents-/);
  expect(await copied(app.answer(), "LaTeX")).toBe("\\frac{1}{2}");
});

it("says that it is done, to screen readers too", async () => {
  await button("Copy the answer").click();
  await item("LaTeX").click();
  await app.answer().getByRole("status").getByText("Copied").waitFor({ state: "attached" });
});

it("by keyboard: arrows, letters, Home and End; Escape and a choice give the focus back", async () => {
  const opener = button("Copy the answer");
  await opener.waitFor();
  await opener.focus();
  await page.keyboard.press("Enter");
  await menu("Copy the answer").waitFor();
  expect(await opener.getAttribute("aria-expanded")).toBe("true");
  expect(await focused()).toBe("LaTeX");
  for (const [key, name] of [
    ["ArrowDown", "Markdown"],
    ["ArrowDown", "Plain text"],
    ["ArrowDown", "LaTeX"],
    ["ArrowUp", "Plain text"],
    ["Home", "LaTeX"],
    ["End", "Plain text"],
    ["m", "Markdown"],
  ] as const) {
    await page.keyboard.press(key);
    expect(await focused(), key).toBe(name);
  }
  await page.keyboard.press("Escape");
  expect(await menu("Copy the answer").count()).toBe(0);
  expect(await focused()).toBe("Copy the answer");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("1/2");
  expect(await opener.or(button("Copied")).evaluate((it) => it === document.activeElement)).toBe(
    true,
  );
  // Tab leaves the menu, and closes it.
  await opener.waitFor();
  await page.keyboard.press("ArrowDown");
  await menu("Copy the answer").waitFor();
  await page.keyboard.press("Tab");
  await menu("Copy the answer").waitFor({ state: "detached" });
});

it("shows the text to be copied by hand where the browser refuses", async () => {
  await page.evaluate(() => {
    Clipboard.prototype.write = () =>
      Promise.reject(new DOMException("Refused.", "NotAllowedError"));
    document.execCommand = () => false;
  });
  await button("Copy the answer").click();
  await item("Markdown").click();
  await page.getByRole("alert").getByText("did not let this page copy").waitFor();
  const box = page.getByRole("textbox", { name: "Text to copy" });
  expect(await box.inputValue()).toBe("$\\frac{1}{2}$");
  const selected = await box.evaluate((it) => {
    const { selectionStart, selectionEnd, value } = it as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
  expect(selected).toBe("$\\frac{1}{2}$");
  await page.getByRole("alert").locator("..").getByRole("button", { name: "Close" }).click();
  expect(await box.count()).toBe(0);
});
