import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, type TestContext, vi } from "vitest";
import type { TestBrowser } from "../harness/browser";
import { expectClose, openMlcPage } from "./mlc-harness";

// The libraries that compute in 16 bits, where Chromium's software adapter can: see docs/engine.md.

vi.setConfig({ testTimeout: 900_000, hookTimeout: 400_000 });

let browser: TestBrowser;
let page: Page;
let able = false;
beforeAll(async () => {
  ({ browser, page } = await openMlcPage());
  able = await page.evaluate(
    async () => (await navigator.gpu.requestAdapter())?.features.has("shader-f16") ?? false,
  );
  if (able) await page.evaluate(() => window.mlc.loadDemo("q8f16_1", "/model-libraries/", 2048));
});
afterAll(() => browser?.close());

function needF16({ skip }: TestContext) {
  skip(!able, "the adapter lacks shader-f16; tools/f16-chromium makes one that has it");
}

// The same numbers as in q8f32_1: GGUF's Q8_0 has scales of 16 bits.
const reference = "demo-q8f32_1";

it.for([1, 3, 16])(
  "computes %i forked texts of the demo model in one pass",
  async (batch, test) => {
    needF16(test);
    const differences = await page.evaluate(([name, batch]) => window.mlc.rows(name, batch), [
      reference,
      batch,
    ] as const);
    expect(differences).toHaveLength(batch);
    expectClose(differences, 0.01);
  },
);

it("computes long and short pieces in one pass", async (test) => {
  needF16(test);
  const differences = await page.evaluate((name) => window.mlc.mixed(name), reference);
  expectClose(differences, 0.01);
});

it("writes 256 tokens as the reference does", async (test) => {
  needF16(test);
  const { tokens, wanted } = await page.evaluate((name) => window.mlc.greedy(name), reference);
  expect(wanted).toHaveLength(256);
  expect(tokens).toEqual(wanted);
});

it("computes the 1.5B in 16 bits as in 32", async (test) => {
  needF16(test);
  const differences = await page.evaluate(async () => {
    window.mlc.close();
    return window.mlc.twoFormats("openmath-1.5b-q4f16_1", "openmath-1.5b-q4f32_1");
  });
  expect(differences).toHaveLength(4);
  expectClose(differences, 0.05);
  expect(differences.every(({ sameBest }) => sameBest)).toBe(true);
});
