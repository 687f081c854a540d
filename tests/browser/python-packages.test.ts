import { existsSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import wheels from "../../src/python/wheels.json";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openPythonPage, run } from "./python-harness";

let browser: TestBrowser;
let page: Page;
/** Requests to other servers than our own; none is let through. */
const outside: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPythonPage(browser, inject("isolatedUrl"));
  await page.route("**", (route) => {
    const url = route.request().url();
    if (new URL(url).origin === new URL(inject("isolatedUrl")).origin) return route.fallback();
    outside.push(url);
    return route.abort();
  });
});
afterAll(() => browser?.close());

it("does not count loading against the time limit", async () => {
  // A fresh interpreter takes far longer than this to load and import sympy.
  const code = "import sympy as sp\nsp.Integer(2)";
  const { status, stdout } = await run(page, { code, seconds: 0.5 });
  expect([status, stdout]).toEqual(["completed", "2\n"]);
});

it("has sympy and mpmath with the network cut", async () => {
  const cells = [
    ["x = sp.symbols('x')\nsp.solve(x**2 - 5*x + 6, x)", "[2, 3]\n"],
    ["sp.factor(x**2 - 1)", "(x - 1)*(x + 1)\n"],
    ["sp.Rational(1, 3) + sp.Rational(1, 6)", "1/2\n"],
    ["sp.integrate(sp.sin(x), (x, 0, sp.pi))", "2\n"],
    ["from sympy.ntheory import factorint\nfactorint(360)", "{2: 3, 3: 2, 5: 1}\n"],
    ["from mpmath import mp\nmp.dps = 20\nprint(mp.sqrt(2))", "1.4142135623730950488\n"],
  ];
  for (const [code = "", stdout] of cells) {
    expect(await run(page, { code })).toMatchObject({ stdout, stderr: "" });
  }
  expect(outside).toEqual([]);
});

it("finds imports that no statement makes", async () => {
  const fresh = { session: "dynamic" };
  const texts = "exec('import networkx as nx')\nprint(nx.path_graph(3))";
  expect((await run(page, { ...fresh, code: texts })).stdout).toBe(
    "Graph with 3 nodes and 2 edges\n",
  );
  // A name that nobody can read from the code: it says what to do, and does it for the next block.
  const made = {
    session: "made",
    code: "__import__('network' + 'x').path_graph(3).number_of_edges()",
  };
  const { stdout } = await run(page, made);
  expect(stdout).toContain("\nModuleNotFoundError: No module named 'networkx'\n");
  expect(stdout).toContain("\nOnly an import statement loads it here: import networkx\n");
  expect((await run(page, made)).stdout).toBe("2\n");
});

it("asks our own server, then Pyodide's distribution, then says what to do", async () => {
  const own: string[] = [];
  await page.route("**/assets-setup/wheels/numpy-*", (route) => {
    own.push(route.request().url());
    return route.fulfill({ status: 404 });
  });
  const { stdout } = await run(page, { code: "print('before')\nimport numpy as np" });
  expect(stdout).toBe(
    "before\nTraceback (most recent call last):\n    import numpy as np\nModuleNotFoundError: No module named 'numpy'\nPackages that are here: mpmath, networkx, sympy\n",
  );
  expect(own).toHaveLength(1);
  expect(outside).toEqual([expect.stringMatching(/^https:.*\/v314\.0\.7\/full\/numpy-.*\.whl$/)]);
  expect(await page.evaluate(() => window.pythonTest.notices)).toEqual([
    expect.stringMatching(/package numpy could not be loaded.*npm run setup/),
  ]);
  await page.unroute("**/assets-setup/wheels/numpy-*");
});

const numpy = wheels.wheels.find(({ name }) => name === "numpy");
const hasNumpy = existsSync(`public/assets-setup/wheels/${numpy?.file}`);

it.skipIf(!hasNumpy)("has numpy with the network cut", async () => {
  outside.length = 0;
  const { stdout } = await run(page, { code: "import numpy as np\nnp.arange(3).sum()" });
  expect(stdout).toBe("np.int64(3)\n");
  expect(outside).toEqual([]);
});

it("takes no wheel with another hash, from either server", async () => {
  // A page of its own, where no interpreter has the package.
  const fresh = await openPythonPage(browser, inject("isolatedUrl"));
  const headers = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
  };
  await fresh.route("**/*.whl", (route) => route.fulfill({ status: 200, body: "forged", headers }));
  const forged = await run(fresh, { code: "import mpmath" });
  expect(forged.stdout).toContain("ModuleNotFoundError: No module named 'mpmath'");
  await fresh.unroute("**/*.whl");
  // Once it can be had, it is; also without its compiled modules.
  await fresh.route("**/*.bytecode-*.zip", (route) => route.fulfill({ body: "<html>" }));
  const { stdout } = await run(fresh, { code: "import mpmath\nprint(mpmath.mpf(2))" });
  expect(stdout).toBe("2.0\n");
  await fresh.close();
});
