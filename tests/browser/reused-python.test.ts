import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

it("gives the next sample the same interpreter, and nothing of the last sample's notebook", async () => {
  const page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/reused-python.page.ts", type: "module" });
  const outputs = await page.evaluate(
    (samples) => window.runSamples(samples),
    [
      [
        "import sys, mpmath\nsys.kept = 1\nmpmath.mp.dps = 50\nprint = 3\na = 5\n_b = 6\na",
        "from decimal import getcontext\ngetcontext().prec = 3",
      ],
      ["a", "_b", "_", "sys", "print(__name__)"],
      ["import sys, mpmath, decimal\nsys.kept, mpmath.mp.dps, decimal.getcontext().prec"],
    ],
  );
  expect(outputs[0]).toEqual(["5\n", ""]);
  expect(outputs[1]?.map((text) => text.trim().split("\n").at(-1))).toEqual([
    "NameError: name 'a' is not defined",
    "NameError: name '_b' is not defined",
    "NameError: name '_' is not defined",
    expect.stringMatching(/^NameError: name 'sys' is not defined/),
    "__main__",
  ]);
  expect(outputs[2]).toEqual(["(1, 15, 28)\n"]);
});
