import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { answerPairs, endlessPairs, knownDifferences } from "../fixtures/equal-answers";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import type { Verdict } from "./math-verify.page";

/** A page with Math-Verify in it; the first question starts it. */
async function openPage(browser: TestBrowser, url: string, seconds?: number): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${url}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/math-verify.page.ts", type: "module" });
  await page.waitForFunction(() => "equalityTest" in window);
  await page.evaluate(
    (options) => window.equalityTest.open(options),
    seconds === undefined ? {} : { seconds },
  );
  return page;
}

const same = (page: Page, one: string, other: string) =>
  page.evaluate(([a, b]) => window.equalityTest.same(a, b), [one, other] as const);
const check = (page: Page, list: string): Promise<Verdict[]> =>
  page.evaluate((name) => window.equalityTest.check(name), list);
const notices = (page: Page) => page.evaluate(() => window.equalityTest.notices);

/** For a machine that is busy with something else. */
const patience = 900_000;

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe("the table", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage(browser, inject("isolatedUrl"), 20);
  });
  afterAll(() => page?.close());

  it("has at least 150 pairs", () => {
    expect(Object.values(answerPairs).flat().length).toBeGreaterThanOrEqual(150);
  });

  it.each(Object.keys(answerPairs))(
    "%s",
    async (group) => {
      const wrong = (await check(page, group)).filter(
        ({ expected, verdict, swapped }) => verdict !== expected || swapped !== expected,
      );
      expect(wrong).toEqual([]);
    },
    patience,
  );

  // Labels that we hold to be wrong would be left out here by name; there is none.
  it.each([
    ["sharedPairs", 233],
    ["ownPairs", 843],
  ])(
    "%s: all %i labels",
    async (list, count) => {
      const verdicts = await check(page, list);
      expect(verdicts).toHaveLength(count);
      expect(
        verdicts.filter(
          ({ expected, verdict, swapped }) => verdict !== expected || swapped !== expected,
        ),
      ).toEqual([]);
    },
    patience,
  );

  it("knows where it differs from a mathematician", { timeout: patience }, async () => {
    const verdicts = await check(page, "knownDifferences");
    expect(verdicts).toHaveLength(knownDifferences.length);
    const better = verdicts.filter(
      ({ expected, verdict, swapped }) => verdict === expected || swapped !== verdict,
    );
    expect(better).toEqual([]);
    expect(await notices(page)).toEqual([]);
  });

  it("groups the same answers in the same way, whatever order they come in", async () => {
    const answers = [
      "\\sqrt{8}",
      "x=5",
      "2\\sqrt2",
      "5",
      "\\frac{1}{",
      "2^{3/2}",
      "\\{2,1\\}",
      "1,2",
    ];
    const numbered = answers.map((answer, sample) => [sample, answer] as const);
    const orders = [
      numbered,
      numbered.toReversed(),
      [...numbered.slice(3), ...numbered.slice(0, 3)],
    ];
    for (const order of orders) {
      const groups = await page.evaluate((list) => window.equalityTest.group(list), order);
      expect(groups).toEqual([[0, 2, 5], [1, 3], [4], [6, 7]]);
    }
  });
});

describe("when the time is up", () => {
  it("says that the two could not be compared, and answers the next question", {
    timeout: patience,
  }, async () => {
    const page = await openPage(browser, inject("isolatedUrl"), 3);
    const verdicts = await check(page, "endlessPairs");
    expect(verdicts).toHaveLength(endlessPairs.length);
    expect(verdicts.map(({ verdict, swapped }) => [verdict, swapped])).toEqual(
      endlessPairs.map(() => [null, null]),
    );
    expect(await same(page, "\\sqrt{25}", "5")).toBe(true);
    expect(await same(page, "\\sqrt{8}", "2\\sqrt{3}")).toBe(false);
    expect(await notices(page)).toEqual([]);
    await page.close();
  });

  it("also where it can only end the worker", { timeout: patience }, async () => {
    const page = await openPage(browser, inject("plainUrl"), 3);
    const [one, other] = endlessPairs[0] ?? ["", ""];
    expect(await same(page, one, other)).toBeNull();
    expect(await same(page, "\\sqrt{25}", "5")).toBe(true);
    await page.close();
  });
});

it("takes answers for data, not for code", async () => {
  const page = await openPage(browser, inject("isolatedUrl"), 20);
  for (const code of [
    '"); print("true") #',
    "'''\nprint('true')\n'''",
    "\\N{BULLET}",
    "}]\n\ntrue",
  ]) {
    expect(await same(page, code, "5+x")).not.toBe(true);
  }
  expect(await same(page, "x+5", "5+x")).toBe(true);
  await page.close();
});

it("says once what to do when the packages can't be had, and leaves open what needs them", async () => {
  const page = await openPage(browser, inject("isolatedUrl"), 20);
  const asked: string[] = [];
  await page.route("**/wheels/math_verify-*", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 404 });
  });
  expect(await same(page, "\\sqrt{8}", "2\\sqrt{2}")).toBeNull();
  const before = asked.length;
  expect(before).toBeGreaterThan(0);
  expect(await same(page, "x+1", "1+x")).toBeNull();
  // The cheap check is not affected.
  expect(await same(page, "0.5", "\\frac12")).toBe(true);
  expect(asked).toHaveLength(before);
  expect(await notices(page)).toEqual([
    expect.stringMatching(
      /Math-Verify could not be loaded.*npm run setup.*No module named 'math_verify'/,
    ),
  ]);
  expect(await page.evaluate(() => window.equalityTest.warmUp())).toMatch(
    /^MathVerifyUnavailableError: .*npm run setup/,
  );
  await page.unroute("**/wheels/math_verify-*");
  expect(await page.evaluate(() => window.equalityTest.warmUp())).toBe("ready");
  expect(await same(page, "\\sqrt{8}", "2\\sqrt{2}")).toBe(true);
  await page.close();
});
