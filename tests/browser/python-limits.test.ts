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
/** Of the session, seen from Python: a fresh interpreter gives another. */
const identity = "import random\nidentity = globals().get('identity', random.random())\nidentity";

describe("isolated: by interrupt", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPythonPage(browser, inject("isolatedUrl"));
  });
  afterAll(() => page?.close());

  it("stops at the time limit and keeps what was printed, and the session", async () => {
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

  it("interrupts arithmetic on huge numbers", async () => {
    const { status } = await run(page, { code: "x = 3**(10**9)", seconds: 1 });
    expect(status).toBe("timed-out");
  });

  it("cuts each stream while it is produced, and then goes on", async () => {
    const code =
      "import sys\nfor _ in range(100):\n    print('é' * 99)\nprint('e' * 5000, file=sys.stderr)\n'last'";
    const { status, stdout, stderr } = await run(page, { code, characters: 1000 });
    expect(status).toBe("completed");
    expect(stdout).toBe(`${`${"é".repeat(99)}\n`.repeat(10)}<output cut>`);
    expect(stderr).toBe(`${"e".repeat(1000)}<output cut>`);
    const exact = await run(page, { code: "print('x' * 9)", characters: 10 });
    expect(exact.stdout).toBe(`${"x".repeat(9)}\n`);
  });

  it("costs no memory for endless output", async () => {
    // A gigabyte in sum; the interpreter would have to grow by that much to keep it.
    const code = "big = 'x' * 10**7\nfor _ in range(100):\n    print(big)";
    const { status, stdout } = await run(page, { code, characters: 10 });
    expect([status, stdout]).toEqual(["completed", "xxxxxxxxxx<output cut>"]);
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

  it("ends cleanly on more memory than there is", async () => {
    const { status, stdout } = await run(page, { code: "huge = bytearray(5 * 10**9)" });
    expect(status).toBe("raised");
    expect(stdout).toMatch(/MemoryError|OverflowError|crashed/);
    expect((await run(page, { code: "kept" })).stdout).toBe("7\n");
  });
});

describe("not isolated", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPythonPage(browser, inject("plainUrl"));
  });
  afterAll(() => page?.close());

  it("interrupts at the time limit too, and keeps what was printed, and the session", async () => {
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
  });

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
