import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openPythonPage, run } from "./python-harness";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const noticesOf = (page: Page) => page.evaluate(() => window.pythonTest.notices);

/** What a block may see of how its interpreter came to be; as a text, to compare. */
const traces = `
import os, random, sys, threading
from multiprocessing import current_process
print(sys.path[0] == "", sys.path.count(""), os.getcwd())
print(list(globals()))
print(sys.modules["__main__"].__dict__ is globals(), sys.getrecursionlimit(), sys.argv, sys.executable)
print([name for name in ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core") if name in sys.modules])
print(sorted(os.environ), os.environ["HOME"])
print(sys.flags.optimize, sys.dont_write_bytecode, threading.active_count())`;

/** What no two sessions may share. */
const chance = `
import os, random, uuid
from multiprocessing import current_process
from sympy.core.random import rng
print(random.random(), rng.random(), random.Random().random(), uuid.uuid4(), os.urandom(8).hex(), bytes(current_process().authkey).hex())`;

describe.each(["isolatedUrl", "plainUrl"] as const)("from the snapshot, at %s", (url) => {
  let page: Page;
  beforeAll(async () => {
    page = await openPythonPage(browser, inject(url));
  });
  afterAll(() => page?.close());

  it("has sympy before a block imports it, and nothing to tell", async () => {
    const code = 'import sys\n[name in sys.modules for name in ("sympy", "mpmath")]';
    expect(await run(page, { code })).toMatchObject({ stdout: "[True, True]\n", stderr: "" });
    const sums = await run(page, { code: "from sympy import *\nintegrate(x, (x, 0, 2))" });
    expect(sums.stdout).toContain("NameError: name 'x' is not defined");
    const sum = await run(page, { code: 'x = symbols("x")\nsolve(x**2 - x - 1, x)' });
    expect(sum.stdout).toBe("[1/2 - sqrt(5)/2, 1/2 + sqrt(5)/2]\n");
    expect(await noticesOf(page)).toEqual([]);
  });

  it("imports what the snapshot lacks, and shows the lines of sympy in a traceback", async () => {
    const code =
      "from sympy.stats import Die, E\nprint(E(Die('X', 6)))\nimport sympy\nsympy.sympify('1 +')";
    const { stdout } = await run(page, { code, characters: 5000 });
    expect(stdout).toMatch(/^7\/2\n/);
    expect(stdout).toContain("raise SympifyError(");
  });

  it("gives each session chances of its own", async () => {
    const [one, other] = await Promise.all(
      ["first", "second"].map((session) => run(page, { code: chance, session })),
    );
    const [left = [], right = []] = [one, other].map((result) => result?.stdout.split(" "));
    expect(left).toHaveLength(right.length);
    for (const [index, part] of left.entries()) expect(part).not.toBe(right[index]);
  });

  it("has the browser's clock and time zone", async () => {
    const { stdout } = await run(page, {
      code: "import time, datetime\nprint(int(time.time()), datetime.datetime.now().year, time.timezone)",
    });
    const [seconds, year, zone] = stdout.split(" ").map(Number);
    const now = await page.evaluate(() => [
      Date.now() / 1000,
      new Date().getFullYear(),
      new Date(new Date().getFullYear(), 0, 1).getTimezoneOffset() * 60,
    ]);
    expect(Math.abs((seconds ?? 0) - (now[0] ?? 0))).toBeLessThan(120);
    expect([year, zone]).toEqual(now.slice(1));
  });
});

describe.each([
  ["is missing", { status: 404, body: "" }],
  ["is damaged", { status: 200, body: "half of it" }],
])("where the snapshot %s", (_, answer) => {
  it("starts without it, says so once, and looks the same to a block", async () => {
    const page = await openPythonPage(browser, inject("isolatedUrl"));
    const expected = await run(page, { code: traces });
    await page.route("**/*.snapshot", (route) => route.fulfill(answer));
    await page.evaluate(async () => {
      await window.pythonTest.close();
      window.pythonTest.open({});
    });
    expect(await run(page, { code: traces })).toMatchObject({ stdout: expected.stdout });
    await run(page, { code: "1", session: "other" });
    expect(await noticesOf(page)).toEqual([expect.stringContaining("Python starts slowly")]);
    await page.close();
  });
});
