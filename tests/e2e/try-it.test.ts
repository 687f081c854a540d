import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import type { TestBrowser } from "../harness/browser";
import { appPage, launchForApp, long, newPage } from "./app-page";

// A cell's console as a visitor has it: real Chromium, real model, real Python.

vi.setConfig({ testTimeout: 400_000 });
let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp();
  page = await newPage(browser);
});
afterAll(() => browser?.close());

const app = appPage(() => page);

it("runs a finished sample's code again, changed, in its state, and leaves the transcript", async () => {
  await page.goto(inject("appUrl"));
  await app.solve(examples[0]?.problem ?? "");
  await app.answerLatex();
  await app.ended();
  const cell = app.working().getByRole("figure", { name: "Python code" }).last();
  const transcript = await app.working().textContent();
  const output = cell.locator(".cell-output").first();
  const open = cell.getByRole("button", { name: "Try it" });
  await open.focus();
  await page.keyboard.press("Enter");
  const console_ = cell.getByRole("region", { name: "Try it" });
  const result = console_.locator(".cell-output pre");
  const editor = console_.getByRole("textbox", { name: "Your code" });
  expect(await editor.evaluate((element) => element === document.activeElement)).toBe(true);

  // As it is, it prints what the model got.
  await page.keyboard.press("Control+Enter");
  await result.waitFor({ timeout: long });
  expect(await result.textContent()).toBe(await output.locator("pre").textContent());

  // Typed by hand: a new line goes in where Python needs it.
  await editor.fill("");
  await page.keyboard.type("for n in range(2):");
  await page.keyboard.press("Enter");
  await page.keyboard.type("print('<b>', n)");
  expect(await editor.inputValue()).toBe("for n in range(2):\n    print('<b>', n)");
  await page.keyboard.press("Control+Enter");
  await result.filter({ hasText: "<b> 1" }).waitFor({ timeout: long });

  await editor.fill("1 / 0");
  await console_.getByRole("button", { name: "Run" }).click();
  await result.filter({ hasText: "ZeroDivisionError" }).waitFor({ timeout: long });

  await editor.fill("while True: pass");
  await page.keyboard.press("Control+Enter");
  await console_.getByText("running…").waitFor();
  await page.keyboard.press("Escape");
  await console_.getByText("stopped").waitFor();

  // The Escape that drops what an input method composes is none of the console's.
  await editor.fill("x = 1");
  const devTools = await page.context().newCDPSession(page);
  const composed = { text: "にほん", selectionStart: 3, selectionEnd: 3 };
  await devTools.send("Input.imeSetComposition", composed);
  await page.keyboard.press("Escape");
  expect(await console_.isVisible()).toBe(true);
  await devTools.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });

  // One that closes the console loses nothing that was typed.
  await editor.fill("y = 2");
  await page.keyboard.press("Escape");
  await console_.waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  expect(await editor.inputValue()).toBe("y = 2");

  await console_.getByRole("button", { name: "Reset" }).click();
  await page.keyboard.press("Escape");
  await console_.waitFor({ state: "detached" });
  expect(await open.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await app.working().textContent()).toBe(transcript);
});
