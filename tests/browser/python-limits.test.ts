import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { attempt, openPythonPage, run } from "./python-harness";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const timeout = "Execution timed out after 1 seconds\n";
/** A busy machine may not get to the end of a block within the half second after its interrupt. */
const patient = { retry: 3 };
/** Of the session, seen from Python: a fresh interpreter gives another. */
const identity = "import random\nidentity = globals().get('identity', random.random())\nidentity";

describe("isolated: by interrupt", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPythonPage(browser, inject("isolatedUrl"));
  });
  afterAll(() => page?.close());

  it("stops at the time limit and keeps what was printed, and the session", patient, async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const { stdout: before } = await run(page, { code: identity });
    const code = "n = 1\nprint('so far')\nwhile True:\n    n += 1";
    expect(await run(page, { code, seconds: 1 })).toMatchObject({
      status: "timed-out",
      stdout: "so far\n",
      stderr: timeout,
    });
    expect((await run(page, { code: "n > 1" })).stdout).toBe("True\n");
    expect((await run(page, { code: "identity" })).stdout).toBe(before);
  });

  it("interrupts arithmetic on huge numbers", patient, async () => {
    const { status } = await run(page, { code: "x = 3**(10**9)", seconds: 1 });
    expect(status).toBe("timed-out");
  });

  it("cuts each stream while it is produced, and then goes on", async () => {
    const code =
      "import sys\nfor _ in range(100):\n    print('é' * 99)\nprint('e' * 5000, file=sys.stderr)\n'last'";
    const { status, stdout, stderr } = await run(page, { code, characters: 1000 });
    expect(status).toBe("completed");
    expect(stdout).toBe(`${`${"é".repeat(99)}\n`.repeat(10)}<output cut>\n`);
    expect(stderr).toBe(`${"e".repeat(1000)}<output cut>\n`);
    const exact = await run(page, { code: "print('x' * 9)", characters: 10 });
    expect(exact.stdout).toBe(`${"x".repeat(9)}\n`);
  });

  it("costs no memory for endless output", async () => {
    // A gigabyte in sum; the interpreter would have to grow by that much to keep it.
    const code = "big = 'x' * 10**7\nfor _ in range(100):\n    print(big)";
    const { status, stdout } = await run(page, { code, characters: 10 });
    expect([status, stdout]).toEqual(["completed", "xxxxxxxxxx<output cut>\n"]);
  });

  it("stops when the signal fires, and goes on afterwards", async () => {
    await run(page, { code: "kept = 41" });
    expect(await attempt(page, { code: "while True: pass", abortAfter: 500 })).toMatch(
      /AbortError/,
    );
    // On a busy machine the interrupt may come too late, and the state is a replayed one.
    expect((await run(page, { code: "kept + 1" })).stdout).toBe("42\n");
    const before = await run(page, { code: identity });
    // Before the block runs, here while its package loads.
    const aborted = await attempt(page, { code: "import sympy; 1", abortAfter: 0 });
    expect(aborted).toMatch(/AbortError/);
    expect((await run(page, { code: "identity" })).stdout).toBe(before.stdout);
  });

  it("keeps the state when the signal fires during a replay", async () => {
    await run(page, { code: "import time\nslow = 1\ntime.sleep(0.3)" });
    const stubborn =
      "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass";
    expect((await run(page, { code: stubborn, seconds: 1 })).status).toBe("timed-out");
    expect(await attempt(page, { code: "1", abortAfter: 0 })).toMatch(/AbortError/);
    expect((await run(page, { code: "slow" })).stdout).toBe("1\n");
  });

  it("kills what does not heed the interrupt, and replays what had completed", async () => {
    const { stdout: before } = await run(page, { code: identity });
    await run(page, { code: "values = [1, 2]\nprint('not again')" });
    await run(page, { code: "values.append(3)" });
    await run(page, { code: "values.append(99)\n1 / 0" });
    const stubborn =
      "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass";
    expect(await run(page, { code: stubborn, seconds: 1 })).toMatchObject({
      status: "timed-out",
      stderr: timeout,
    });
    const { stdout } = await run(page, { code: "values" });
    // The block that raised is not replayed.
    expect(stdout).toBe("[1, 2, 3]\n");
    expect((await run(page, { code: "identity" })).stdout).not.toBe(before);
  });

  it("outlives an interpreter that crashes", async () => {
    const before = await run(page, { code: "kept = 7\nkept" });
    expect(before.stdout).toBe("7\n");
    const code = "import ctypes\nctypes.string_at(-8, 64)\nctypes.memset(16, 255, 10**7)\n[] + [1]";
    const crash = await run(page, { code });
    expect(crash).toEqual({
      status: "raised",
      stdout: "SystemError: the Python interpreter crashed and was started anew\n",
      stderr: "",
      seconds: 0,
    });
    expect((await run(page, { code: "kept" })).stdout).toBe("7\n");
  });
});

describe("memory", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPythonPage(browser, inject("isolatedUrl"));
    const megabyte = 2 ** 20;
    const memory = { session: 256 * megabyte, all: 2000 * megabyte };
    await page.evaluate((options) => window.pythonTest.open(options), { memory });
  });
  afterAll(() => page?.close());

  it.each([
    ["a block of memory", "huge = bytearray(400 * 10**6)"],
    ["a list", "huge = [0] * 10**8"],
    ["a list that grows", "huge = []\nwhile True:\n    huge.append('x' * 10**6)"],
    ["a string that grows", "huge = 'x'\nwhile True:\n    huge += huge"],
    ["more than an address can say", "huge = bytearray(5 * 10**9)"],
  ])("is refused beyond the ceiling, and the state comes back: %s", async (_, code) => {
    const { stdout: before } = await run(page, { code: `kept = 7\n${identity}` });
    const { status, stdout } = await run(page, { code });
    expect(status).toBe("raised");
    expect(stdout).toMatch(/MemoryError|OverflowError/);
    expect((await run(page, { code: "kept" })).stdout).toBe("7\n");
    // Where memory was refused, what it had grown to is given back.
    const { stdout: after } = await run(page, { code: "identity" });
    expect(after === before).toBe(/OverflowError/.test(stdout));
  });

  it.each([
    ["a number with ten thousand million digits", "10**10**10"],
    ["endless recursion", "def f(): return f()\nf()"],
    ["a structure too deep", "x = []\nfor _ in range(10**6):\n    x = [x]\nrepr(x)"],
    ["an expression too deep", "eval('(' * 10**5)"],
    ["an iterator without an end", "sum(iter(int, 1))"],
    ["an exception in vain", "while True:\n    try:\n        1 / 0\n    except: pass"],
  ])("and time are not used up by %s", async (_, code) => {
    await run(page, { code: "kept = 8" });
    const { status } = await run(page, { code, seconds: 2 });
    expect(status).not.toBe("completed");
    expect((await run(page, { code: "kept" })).stdout).toBe("8\n");
  });

  const noSpace = /OSError: \[Errno \d+\] No space left on device/;

  it.each([
    ["in one piece", "open('/tmp/f', 'wb').write(bytes(100 * 10**6))"],
    ["by a hole", "with open('/tmp/f', 'wb') as f:\n    f.seek(10**9)\n    f.write(b'x')"],
    ["by its length", "with open('/tmp/f', 'wb') as f: f.truncate(10**9)"],
  ])("is not used up by what is written %s", async (_, code) => {
    const { status, stdout } = await run(page, { code });
    expect(status).toBe("raised");
    expect(stdout).toMatch(noSpace);
    // What was refused does not count.
    expect((await run(page, { code: "open('/tmp/g', 'w').write('kept')" })).stdout).toBe("4\n");
  });

  it.each([
    [
      "to many files",
      "import itertools\nfor n in itertools.count(): open(f'/tmp/{n}', 'wb').write(bytes(10**6))",
    ],
    ["to a pipe", "import os\n_, w = os.pipe()\nwhile True: os.write(w, bytes(10**6))"],
    ["around print", "import os\nwhile True: os.write(1, bytes(10**6))"],
  ])("is not used up by what is written %s", async (_, code) => {
    // Each needs for itself what may be written in sum.
    await page.evaluate(() => window.pythonTest.renew());
    const { status, stdout } = await run(page, { code });
    expect(status).toBe("raised");
    expect(stdout).toMatch(noSpace);
  });

  it("of idle sessions is given back beyond a budget; their state comes back", async () => {
    await page.evaluate(
      async (all) => {
        await window.pythonTest.close();
        window.pythonTest.open({ memory: { session: 2 ** 28, all } });
      },
      100 * 2 ** 20,
    );
    const codes = ["one", "two"].map((session) => ({ session, code: identity }));
    const before: string[] = [];
    for (const block of codes) before.push((await run(page, block)).stdout);
    const after: string[] = [];
    for (const { session } of codes) {
      after.push((await run(page, { session, code: "identity" })).stdout);
    }
    // Random numbers differ in a replay: an interpreter that was ended shows by them.
    expect(after.filter((text, index) => text !== before[index]).length).toBeGreaterThan(0);
    expect(after.every((text) => /^0\.\d+\n$/.test(text))).toBe(true);
  });
});

it("lets more sessions than cores take turns", async () => {
  const page = await openPythonPage(browser, inject("isolatedUrl"));
  await page.evaluate(() => window.pythonTest.open({ cores: 2 }));
  const block = (session: string) => ({ session, code: `n = '${session}'\nn`, seconds: 60 });
  const names = ["a", "b", "c", "d", "e"];
  const results = await Promise.all(names.map((name) => run(page, block(name))));
  expect(results.map(({ stdout }) => stdout)).toEqual(names.map((name) => `'${name}'\n`));
  const again = await Promise.all(names.map((session) => run(page, { session, code: "n" })));
  expect(again.map(({ stdout }) => stdout)).toEqual(names.map((name) => `'${name}'\n`));
  await page.close();
});

describe("not isolated", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPythonPage(browser, inject("plainUrl"));
  });
  afterAll(() => page?.close());

  it(
    "interrupts at the time limit too, and keeps what was printed, and the session",
    patient,
    async () => {
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      await run(page, { code: "kept = 1" });
      const code = "kept = 41\nprint('so far')\nwhile True: pass";
      expect(await run(page, { code, seconds: 1 })).toMatchObject({
        status: "timed-out",
        stdout: "so far\n",
        stderr: timeout,
      });
      expect((await run(page, { code: "kept" })).stdout).toBe("41\n");
      await run(page, { code: "kept = 41" });
    },
  );

  it("kills when the signal fires; the next block finds what had completed", async () => {
    expect(await attempt(page, { code: "while True: pass", abortAfter: 500 })).toMatch(
      /AbortError/,
    );
    expect((await run(page, { code: "kept" })).stdout).toBe("41\n");
  });

  it("gives up a session that is closed", async () => {
    const running = attempt(page, { code: "while True: pass" });
    await page.waitForTimeout(500);
    await page.evaluate(() => window.pythonTest.close());
    expect(await running).toMatch(/AbortError.*closed/);
    expect(await attempt(page, { code: "1" })).toMatch(/AbortError.*closed/);
  });
});

it("says what to do when Pyodide's files are missing", async () => {
  const page = await openPythonPage(browser, inject("isolatedUrl"));
  await page.route("**/assets-setup/pyodide/pyodide.asm.wasm", (route) =>
    route.fulfill({ status: 404 }),
  );
  expect(await page.evaluate(() => window.pythonTest.warmUp())).toMatch(
    /PythonUnavailableError.*pyodide\.asm\.wasm.*404.*npm run setup/,
  );
  await page.unrouteAll();
  // A later try may succeed.
  expect((await run(page, { code: "1" })).stdout).toBe("1\n");
  await page.close();
});
