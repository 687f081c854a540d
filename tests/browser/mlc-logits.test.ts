import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestBrowser } from "../harness/browser";
import { expectClose, openMlcPage } from "./mlc-harness";

// Against a numpy forward pass on the numbers that a format holds: see `tools/model-library/check/`.

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  ({ browser, page } = await openMlcPage());
});
afterAll(() => browser?.close());

/** A format takes four minutes on a software adapter; `MLC_FORMATS=all` runs more than one. */
const wantsAll = process.env.MLC_FORMATS === "all";

/** Of a logit, as a share of the logits' standard deviation. */
const tolerance = 0.002;

describe.runIf(wantsAll).each(["q4f32_1", "q8f32_1"])(
  "one layer of the 1.5B's shape, %s",
  {
    timeout: 400_000,
  },
  (format) => {
    const name = `one-layer-${format}`;
    beforeAll(async () => {
      const adapter = await page.evaluate((name) => window.mlc.loadRandom(name, 512), name);
      expect(adapter).toMatch(/swiftshader/i);
    }, 400_000);
    afterAll(() => page.evaluate(() => window.mlc.close()));

    it("reads a text in chunks, the later ones onto a filled KV", async () => {
      expectClose(await page.evaluate((name) => window.mlc.longText(name, 12), name), tolerance);
    });

    it("computes forked texts in one pass", async () => {
      expectClose(await page.evaluate((name) => window.mlc.rows(name, 2), name), tolerance);
    });
  },
);

describe.runIf(wantsAll)("a small layer and a long text", { timeout: 600_000 }, () => {
  const name = "one-small-layer-q8f32_1";
  afterAll(() => page.evaluate(() => window.mlc.close()));

  it("is right in later chunks and beyond 4096 tokens", async () => {
    await page.evaluate((name) => window.mlc.loadRandom(name, 5120), name);
    const differences = await page.evaluate((name) => window.mlc.longText(name, 512), name);
    expect(differences.at(-1)?.name).toBe("place 4599");
    expectClose(differences, tolerance);
  });
});

const demoFormats = [
  ["q8f32_1", "/model-libraries/"],
  ["q4f32_1", "/model-libraries/"],
  ["q0f32", "/tests/fixtures/model-libraries/"],
] as const;

describe.each(wantsAll ? demoFormats : demoFormats.slice(0, 1))(
  "the demo model in %s",
  { timeout: 600_000 },
  (format, folder) => {
    const name = `demo-${format}`;
    beforeAll(async () => {
      const adapter = await page.evaluate(
        ([format, folder]) => window.mlc.loadDemo(format, folder, 2048),
        [format, folder] as const,
      );
      expect(adapter).toMatch(/swiftshader/i);
    }, 400_000);
    afterAll(() => page.evaluate(() => window.mlc.close()));

    it.each(wantsAll ? [1, 3, 16] : [3])("computes %i forked texts in one pass", async (batch) => {
      const differences = await page.evaluate(([name, batch]) => window.mlc.rows(name, batch), [
        name,
        batch,
      ] as const);
      expect(differences).toHaveLength(batch);
      expectClose(differences, tolerance);
    });

    it("computes long and short pieces in one pass", async () => {
      expectClose(await page.evaluate((name) => window.mlc.mixed(name), name), tolerance);
    });

    it.runIf(wantsAll)(
      "draws the same where a pass is filled up with rows that nobody reads",
      async () => {
        const [plain = [], ...others] = await page.evaluate(
          (name) => window.mlc.filled(name),
          name,
        );
        expect(plain).toHaveLength(5);
        expect(others).toHaveLength(2);
        for (const filled of others) {
          expect(filled.map(({ token }) => token)).toEqual(plain.map(({ token }) => token));
          for (const [i, { logprob }] of filled.entries()) {
            expect(logprob).toBeCloseTo(plain[i]?.logprob ?? Number.NaN, 2);
          }
        }
      },
    );

    // The formats that the app has: it takes half a minute on a software adapter.
    const shipped = format === "q0f32" ? [] : [256];
    it.each(shipped)("writes %i tokens as the reference does", async (count) => {
      const { tokens, wanted } = await page.evaluate((name) => window.mlc.greedy(name), name);
      expect(wanted).toHaveLength(count);
      expect(tokens).toEqual(wanted);
    });

    it("gives all pages back", async () => {
      // One more than the tokens need: TVM keeps a spare.
      expect(await page.evaluate(() => window.mlc.freePages())).toBe(2048 / 16 + 1);
    });
  },
);
