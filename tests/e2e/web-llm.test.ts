import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import type { TestBrowser } from "../harness/browser";
import { type FaultServer, startFaultServer } from "../harness/fault-server";
import { serveWebLlmPackage } from "../harness/web-llm-package";
import { appPage, launchForApp, newPage } from "./app-page";

// Models of web-llm, chosen in the built app, with a software GPU.

let browser: TestBrowser;
let server: FaultServer;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp({ gpu: true });
  server = await startFaultServer();
  await serveWebLlmPackage(server);
}, 300_000);
afterEach(() => page?.close());
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const app = appPage(() => page);

async function openChoice(): Promise<void> {
  page = await newPage(browser);
  page.setDefaultTimeout(300_000);
  await page.goto(inject("appUrl"));
  await app.openModels();
  await page.getByText("Choose such a model").click();
}

it("shows web-llm's list, and what a model of it takes before it is fetched", {
  timeout: 300_000,
}, async () => {
  await openChoice();
  await page.getByRole("button", { name: "Show web-llm's list" }).click();
  const list = page.getByRole("combobox", { name: "Model", exact: true });
  await list.waitFor();
  expect(await list.locator("option").count()).toBeGreaterThan(100);
  const use = page.getByRole("button", { name: "Download and use" }).first();
  expect(await use.isDisabled()).toBe(true);
  await list.selectOption("Qwen2.5-Math-1.5B-Instruct-q4f16_1-MLC");
  expect(await use.isEnabled()).toBe(true);
  await page.getByText(/about \d\.\d+ GB of the GPU's memory\. It is downloaded from/).waitFor();
});

it("loads a package and its library from addresses, and says that it draws one sample at a time", {
  timeout: 600_000,
}, async () => {
  await openChoice();
  const use = page.getByRole("button", { name: "Download and use" });
  await page.getByLabel("Address of the package").fill("a package");
  await page.getByLabel("Address of its library").fill(`${server.origin}/library.wasm`);
  expect(await use.isDisabled()).toBe(true);
  await page.getByLabel("Address of the package").fill(`${server.origin}/Math-Solver-Demo/`);
  await use.click();
  await app.expectReady("web-llm, one sample at a time");
});
