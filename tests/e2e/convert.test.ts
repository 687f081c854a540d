import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { TestBrowser } from "../harness/browser";
import { launchForApp, long, newPage } from "./app-page";

// Converting a model for the GPU engine as a visitor does, on the storage page.

vi.setConfig({ testTimeout: 400_000 });

const folder = "tests/fixtures/convert/safetensors";
const parts = ["config.json", "tokenizer.json", "model.safetensors.index.json"].concat(
  [1, 2].map((part) => `model-0000${part}-of-00002.safetensors`),
);

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp();
  page = await newPage(browser);
  await page.goto(`${inject("appUrl")}#storage`);
});
afterAll(() => browser?.close());

const card = (title: string): Locator => page.getByRole("article", { name: title, exact: true });
const button = (name: string, within: Locator | Page = page) =>
  within.getByRole("button", { name, exact: true });

async function importFile(name: string, path: string): Promise<void> {
  await page.getByLabel("GGUF file to import").setInputFiles({
    name,
    mimeType: "application/octet-stream",
    buffer: await readFile(path),
  });
  await button("Keep in this browser").click();
  await page.getByRole("status").filter({ hasText: "is kept in this browser" }).waitFor();
}

describe("the storage page", () => {
  it("converts a stored model, and offers the copy like any other", async () => {
    await importFile("demo.gguf", "public/models/demo.gguf");
    const source = card("Math Solver Demo, Q8_0");
    await button("Convert for the GPU engine…", source).click();
    const panel = source.getByRole("group", { name: "Convert for the GPU engine" });
    const choice = panel.getByLabel("Weights of Math Solver Demo in the copy");
    await choice.waitFor();
    // Those with 16-bit scales, with the copy's size.
    const offered = await choice.locator("option").allTextContents();
    expect(offered).toHaveLength(3);
    for (const words of offered) expect(words).toMatch(/^\d+ bits: [\d.]+ MB$/);
    await choice.selectOption("q4f16_1");
    await panel.getByText("Free space:").waitFor();
    await button("Convert", panel).click();
    await panel
      .getByRole("status")
      .filter({ hasText: "Math Solver Demo, q4f16_1 is stored here" })
      .waitFor({ timeout: long });
    await button("Close", panel).click();
    const copy = card("Math Solver Demo, q4f16_1");
    await copy.locator(".badge").filter({ hasText: "Stored" }).waitFor();
    await copy.getByText("a model that was converted in this browser").waitFor();
    await button("Verify", copy).click();
    await copy.locator(".badge").filter({ hasText: "Stored" }).waitFor({ timeout: long });
    await page.goto(inject("appUrl"));
    await page.locator("summary", { hasText: "Model:" }).click();
    await button("Use", card("Math Solver Demo, q4f16_1")).waitFor();
    await page.goto(`${inject("appUrl")}#storage`);
  });

  it("says why files can't be converted, and offers to convert them when all are there", async () => {
    const files = page.getByLabel("Files of the model to convert");
    const panel = page.getByRole("group", { name: "Convert for the GPU engine" });
    await files.setInputFiles(parts.slice(0, -1).map((name) => `${folder}/${name}`));
    await panel.getByRole("alert").filter({ hasText: "00002.safetensors is missing" }).waitFor();
    await button("Close", panel).click();
    await files.setInputFiles(parts.map((name) => `${folder}/${name}`));
    await panel.getByLabel(/^Weights of .* in the copy$/).waitFor();
    await button("Cancel", panel).click();
    await panel.waitFor({ state: "detached" });
  });
});
