import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { pypiWheels } from "../harness/pypi-wheels";
import { makeWheel } from "../unit/python/packages/make-wheel";
import { openPythonPage, run } from "./python-harness";

// Packages that a person imported, in the sessions of the model's Python, with the network cut.

let browser: TestBrowser;
let page: Page;
/** Requests to other servers than our own; none is let through. */
const outside: string[] = [];
const wheels = pypiWheels();

/** Files on a person's disk. */
const disk = new Map<string, () => Uint8Array>([
  [
    "knots-1.0-py3-none-any.whl",
    () =>
      makeWheel({
        fields: ["Requires-Dist: braids", "Requires-Dist: networkx"],
        files: { "knots.py": "import braids, networkx\ncrossings = braids.strands + 1\n" },
      }),
  ],
  [
    "braids-1.0-py3-none-any (1).whl",
    () => makeWheel({ name: "braids", files: { "braids.py": "strands = 2\n" } }),
  ],
  [
    "braids-2.0-py3-none-any.whl",
    () => makeWheel({ name: "braids", version: "2.0", files: { "braids.py": "strands = 9\n" } }),
  ],
  ["ipy-1.0-py3-none-any.whl", () => makeWheel({ name: "ipy", files: { "IPython/a.py": "" } })],
  ["sympy-9.0-py3-none-any.whl", () => makeWheel({ name: "sympy", version: "9.0" })],
  ["numpy-2.4.6-cp314-cp314-win_amd64.whl", () => new Uint8Array(100)],
]);
for (const path of wheels?.values() ?? []) {
  disk.set(path.slice(path.lastIndexOf("/") + 1), () => readFileSync(path));
}

async function open(): Promise<Page> {
  const fresh = await openPythonPage(browser, inject("isolatedUrl"));
  await fresh.addScriptTag({ url: "/tests/browser/packages.page.ts", type: "module" });
  await fresh.waitForFunction(() => "packagesTest" in window);
  await fresh.evaluate(() => window.packagesTest.open());
  return fresh;
}

beforeAll(async () => {
  browser = await launchBrowser();
  await browser.context.route("**", (route) => {
    const url = new URL(route.request().url());
    const file = disk.get(decodeURIComponent(url.pathname.replace("/disk/", "")));
    if (file) return route.fulfill({ body: Buffer.from(file()) });
    if (url.origin === new URL(inject("isolatedUrl")).origin) return route.fallback();
    outside.push(url.href);
    return route.abort();
  });
  page = await open();
});
afterAll(() => browser?.close());

const importFile = (name: string) =>
  page.evaluate((file) => window.packagesTest.importFrom(`/disk/${file}`, file), name);
const stored = () => page.evaluate(() => window.packagesTest.stored());

describe("wheel files from disk", () => {
  it("are refused with the reason, and what the app brings is never replaced", async () => {
    expect(await importFile("numpy-2.4.6-cp314-cp314-win_amd64.whl")).toMatch(
      /made for win_amd64, not for Python in a browser/,
    );
    expect(await importFile("sympy-9.0-py3-none-any.whl")).toMatch(
      /would replace sympy, which is part of this app/,
    );
    expect(await importFile("ipy-1.0-py3-none-any.whl")).toMatch(
      /would replace IPython, which is part of this app/,
    );
    expect(await stored()).toEqual([]);
  });

  it("are there for a session that runs already and for new ones, with what they need", async () => {
    const before = await run(page, { code: "x = 1\nimport knots" });
    expect(before.stdout).toContain("No module named 'knots'");
    expect(await importFile("knots-1.0-py3-none-any.whl")).toBe("knots 1.0");
    expect(await importFile("braids-1.0-py3-none-any (1).whl")).toBe("braids 1.0");
    const code = "import knots\nprint(knots.crossings)";
    expect((await run(page, { code: `${code}\nx` })).stdout).toBe("3\n1\n");
    expect((await run(page, { session: "new", code })).stdout).toBe("3\n");
    // A newer one takes the place of the older one.
    expect(await importFile("braids-2.0-py3-none-any.whl")).toBe("braids 2.0");
    expect(await stored()).toEqual(["braids 2.0", "knots 1.0"]);
  });

  it("are there after a reload, whole; damaged ones are told of", async () => {
    await page.close();
    page = await open();
    expect(await stored()).toEqual(["braids 2.0", "knots 1.0"]);
    expect((await run(page, { code: "import knots\nknots.crossings" })).stdout).toBe("10\n");
    await page.evaluate(async () => {
      const request = indexedDB.open("python-packages");
      await new Promise((resolve) => request.addEventListener("success", resolve));
      const files = request.result.transaction("files", "readwrite").objectStore("files");
      files.put({ blob: new Blob(["something else"]) }, "braids");
      await new Promise((resolve) => files.transaction.addEventListener("complete", resolve));
      request.result.close();
    });
    const { stdout } = await run(page, { session: "damaged", code: "import braids" });
    expect(stdout).toContain("No module named 'braids'");
    expect(await page.evaluate(() => window.pythonTest.notices)).toEqual([
      expect.stringMatching(/braids could not be loaded.*Remove it.*import it again.*is damaged/),
    ]);
    expect(await page.evaluate(() => window.packagesTest.read("braids"))).toMatch(/is damaged/);
  });

  it("are gone once they are removed", async () => {
    await page.evaluate(() => window.packagesTest.remove("knots"));
    const { stdout } = await run(page, { session: "damaged", code: "import knots" });
    expect(stdout).toContain("No module named 'knots'");
  });
});

describe.skipIf(!wheels)("the wheels that PyPI has for this Pyodide", () => {
  it("Z3 solves conditions", async () => {
    const file = [...disk.keys()].find((name) => name.startsWith("z3_solver"));
    expect(await importFile(file ?? "")).toMatch(/^z3-solver \d/);
    const code = `
from z3 import Ints, Solver, sat, unsat
x, y = Ints("x y")
solver = Solver()
solver.add(x * x + y * y == 169, 0 < x, x < y)
assert solver.check() == sat
model = solver.model()
print(model[x], model[y])
solver.add(x != 5)
print(solver.check())`;
    const { status, stdout, stderr } = await run(page, { session: "damaged", code });
    expect([status, stdout, stderr]).toEqual(["completed", "5 12\nunsat\n", ""]);
  });

  it("python-flint computes", async () => {
    const file = [...disk.keys()].find((name) => name.startsWith("python_flint"));
    expect(await importFile(file ?? "")).toMatch(/^python-flint \d/);
    const code = `
from flint import fmpz, fmpz_poly
print(fmpz(2**89 - 1).is_prime(), fmpz(360).factor())
print(fmpz_poly([-1, 0, 0, 0, 1]).factor())`;
    const { status, stdout } = await run(page, { session: "damaged", code });
    expect([status, stdout]).toEqual([
      "completed",
      "1 [(2, 3), (3, 2), (5, 1)]\n(1, [(x + (-1), 1), (x + 1, 1), (x^2 + 1, 1)])\n",
    ]);
  });
});

it("nobody else was asked for anything", () => {
  expect(outside).toEqual([]);
});
