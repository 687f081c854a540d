import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import { en } from "../../src/ui/texts/en";
import type { TestBrowser } from "../harness/browser";
import { appPage, launchForApp, newPage } from "./app-page";

// The demonstration model on WebGPU, with a software adapter: real kernels, slowly.

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp({ gpu: true });
});
afterAll(() => browser?.close());
afterEach(() => page?.close());

const app = appPage(() => page);

describe("on the GPU", { timeout: 900_000 }, () => {
  it("solves with Python, and says where it runs", async () => {
    const [example] = examples;
    if (!example) throw new Error("There are no examples.");
    page = await newPage(browser);
    page.setDefaultTimeout(800_000);
    await page.goto(inject("appUrl"));
    await app.openModels();
    await page.getByLabel("Runs on").selectOption("gpu");
    await app.expectReady("GPU: ");
    await app.samplesField().fill("1");
    await page.getByRole("button", { name: en.solve.examples[example.name] }).click();
    await app.solveButton().click();
    const source = app.answer().locator("annotation").first();
    await source.waitFor({ state: "attached", timeout: 800_000 });
    expect(await source.textContent()).toBe(example.answer);
    expect(
      await app.working().getByRole("figure", { name: "Python code" }).count(),
    ).toBeGreaterThan(0);
    const alerts = await page.getByRole("alert").allTextContents();
    expect(alerts.filter((text) => text !== "")).toEqual([]);
  });
});
