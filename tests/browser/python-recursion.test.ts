import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openPythonPage, run } from "./python-harness";

let browser: TestBrowser;
let page: Page;
/** Of the interpreter: another one gives another. */
let identity: string;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPythonPage(browser, inject("isolatedUrl"));
  identity = (await run(page, { code: "import random\nidentity = random.random()\nidentity" }))
    .stdout;
});
afterAll(() => browser?.close());

const fibonacci = `from functools import cache, lru_cache
@lru_cache(None)
def f(n):
    return n if n < 2 else (f(n - 1) + f(n - 2)) % (10**9 + 7)
`;

describe("memoised recursion", () => {
  it.each([
    ["of 900 levels, within the usual limit", `${fibonacci}f(900)`, "396503076\n"],
    [
      "of 5,000 levels, beyond it",
      `import sys\nsys.setrecursionlimit(10**6)\n${fibonacci}f(5000)`,
      "976496506\n",
    ],
    [
      "of a method",
      "import sys\nsys.setrecursionlimit(10**5)\nclass S:\n    @cache\n    def f(self, n): return 0 if n == 0 else 1 + self.f(n - 1)\nS().f(5000)",
      "5000\n",
    ],
    [
      "over a grid",
      "@lru_cache(maxsize=None)\ndef ways(r, c): return 1 if 0 in (r, c) else ways(r - 1, c) + ways(r, c - 1)\nways(200, 200) % 10**9",
      "506774120\n",
    ],
  ])("is right: %s", async (_, code, stdout) => {
    const result = await run(page, { code });
    expect(result).toMatchObject({ status: "completed", stdout });
  });
});

describe("recursion through C", () => {
  it.each([
    ["functools.partial", "def h(n): return 0 if n == 0 else 1 + functools.partial(h)(n - 1)"],
    ["sorted", "def h(n): return 0 if n == 0 else 1 + sorted([n], key=lambda x: h(x - 1))[0]"],
    ["sum", "def h(n): return 0 if n == 0 else 1 + sum(h(n - 1) for _ in range(1))"],
    ["map", "def h(n): return 0 if n == 0 else 1 + list(map(h, [n - 1]))[0]"],
    ["eval", "def h(n): return 0 if n == 0 else 1 + eval('h(n)', globals(), {'n': n - 1})"],
    ["reduce", "def h(n): return n and functools.reduce(lambda a, b: h(a - 1), [n, 1])"],
    [
      "__getattr__",
      "class A:\n    def __getattr__(s, k): return getattr(s, k + 'x')\ndef h(n): return n and A().x",
    ],
    ["__call__", "class A:\n    def __call__(s): return s()\ndef h(n): return n and A()()"],
    ["__add__", "class A:\n    def __add__(s, o): return A() + o\ndef h(n): return n and A() + 1"],
    ["__repr__", "class A:\n    def __repr__(s): return repr(s)\ndef h(n): return n and repr(A())"],
    [
      "__eq__",
      "class A:\n    def __eq__(s, o): return [A()] == [o]\ndef h(n): return n and A() == 1",
    ],
    [
      "__hash__",
      "class A:\n    def __hash__(s): return hash((A(), 1))\ndef h(n): return n and hash(A())",
    ],
    ["__init__", "class A:\n    def __init__(s): s.x = A()\ndef h(n): return n and A()"],
    [
      "a list in a list",
      "def h(n):\n    x = []\n    for _ in range(n): x = [x]\n    return len(repr(x))",
    ],
  ])("raises RecursionError with advice, and keeps all: %s", async (_, code) => {
    await run(page, { code: `import functools, sys\nsys.setrecursionlimit(10**6)\n${code}` });
    // What a problem needs works.
    expect(await run(page, { code: "h(0)" })).toMatchObject({ status: "completed" });
    const deep = await run(page, { code: "print('before')\nh(100_000)", characters: 5000 });
    expect(deep.status).toBe("raised");
    expect(deep.stdout).toMatch(
      /^before\n[\s\S]*(RecursionError|MemoryError): [\s\S]*Write it as a loop/,
    );
    expect((await run(page, { code: "identity" })).stdout).toBe(identity);
  });

  it("goes a hundred levels deep", async () => {
    const code = "def g(n): return 0 if n == 0 else 1 + sum(g(n - 1) for _ in range(1))\ng(100)";
    expect(await run(page, { code })).toMatchObject({ status: "completed", stdout: "100\n" });
  });
});

it.each([
  ["Pool", "from multiprocessing import Pool\nwith Pool(4) as p: print(p.map(abs, [1]))"],
  ["Process", "from multiprocessing import Process\nProcess(target=print).start()"],
  [
    "ProcessPoolExecutor",
    "from concurrent.futures import ProcessPoolExecutor\nwith ProcessPoolExecutor() as p: print(list(p.map(abs, [1])))",
  ],
  ["signal.alarm", "import signal\nsignal.alarm(5)"],
])("says in plain words that there is no %s", async (_, code) => {
  const { stdout } = await run(page, { code });
  expect(stdout).toMatch(/RuntimeError: .*Call the function directly instead\.\n$/);
});
