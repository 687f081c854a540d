import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { memoryNeed } from "../../src/models/fit/memory-need";
import { launchBrowser, type TestBrowser } from "../harness/browser";

const MiB = 2 ** 20;

const shape = {
  layers: 3,
  heads: 8,
  kvHeads: 2,
  headSize: 64,
  embeddingSize: 512,
  feedForwardSize: 2048,
  vocabularySize: 400,
  contextLength: 65_536,
};

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/memory-need.page.ts", type: "module" });
  await page.waitForFunction(() => "memory" in window);
});
afterAll(() => browser?.close());

describe("memoryNeed, beside what llama.cpp logs", () => {
  it.each([
    { gpu: false, slots: 1, contextLength: 4096 },
    { gpu: false, slots: 1, contextLength: 16_384 },
    // Without a GPU llama.cpp runs such a plan on the CPU, with buffers of the same sizes.
    { gpu: true, slots: 4, contextLength: 8192 },
  ])("$slots × $contextLength tokens, for a GPU: $gpu", async (plan) => {
    const measured = await page.evaluate(([shape, plan]) => window.memory.measure(shape, plan), [
      shape,
      plan,
    ] as const);
    // As for a model of 1 GB: small ones are laid out otherwise.
    const need = memoryNeed(1e9, shape, { ...plan, sequences: plan.slots, cores: 2 });
    expect(need.sequences).toBe(plan.slots);
    expect(need.kvBytes).toBe(measured.kvBytes);
    expect(need.stepBytes).toBeGreaterThan(0.95 * measured.stepBytes);
    expect(need.stepBytes).toBeLessThan(1.2 * measured.stepBytes + MiB);
    expect(measured.modelBytes).toBeLessThan(measured.fileBytes + MiB);
  });
});
