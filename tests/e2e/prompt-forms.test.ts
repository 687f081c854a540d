import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import type { TestBrowser } from "../harness/browser";
import { appPage, launchForApp, newPage } from "./app-page";

// Models that are no OpenMath models, in the page: real llama.cpp, real Python.

vi.setConfig({ testTimeout: 400_000 });
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  browser = await launchForApp();
  page = await newPage(browser);
  await page.goto(inject("appUrl"));
});
afterAll(() => browser?.close());

const app = appPage(() => page);

/** The details of the file that was just chosen say so. */
async function expectNotice(fixture: string, notice: string): Promise<void> {
  await app.expectReady(fixture);
  await app.openModels();
  await page.getByText(notice).waitFor();
  await app.openModels();
}

async function expectCell(): Promise<void> {
  const cell = app.working().getByRole("figure", { name: "Python code" });
  await cell.getByText("print(6 * 7)").waitFor();
  // "finished in 42 ms" is no result.
  await cell.getByText("42", { exact: true }).waitFor();
  // Neither fence nor request for output is shown as text.
  expect(await app.working().textContent()).not.toContain("```");
}

const chosen = (mode: string) => page.getByRole("radio", { name: mode }).isChecked();

it("lets a chat model reason by itself, and use Python when a person wants it to", async () => {
  await app.openModels();
  await app.useFileOnce("tests/fixtures/script-chat.gguf");
  await expectNotice("script-chat.gguf", "asked by its own chat template");
  expect(await chosen("Reasoning only")).toBe(true);
  await app.solve("What is $6 \\cdot 7$?");
  expect(await app.answerLatex()).toBe("42");
  await app.working().getByText("not run").waitFor();
  await page.getByText("With Python").click();
  await page.getByText("not trained to use Python").waitFor();
  await app.solve("What is $6 \\cdot 7$?");
  await expectCell();
  expect(await app.answerLatex()).toBe("42");
});

it("asks Qwen2.5-Math-Instruct with Python from the start", async () => {
  await page.goto(inject("appUrl"));
  await app.openModels();
  await app.useFileOnce("tests/fixtures/script-qwen-math.gguf");
  await expectNotice("script-qwen-math.gguf", "asked in its own form");
  expect(await chosen("With Python")).toBe(true);
  await app.solve("What is $6 \\cdot 7$?");
  await expectCell();
  expect(await app.answerLatex()).toBe("42");
});
