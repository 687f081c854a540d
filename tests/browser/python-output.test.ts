import { spawnSync } from "node:child_process";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { notebooks } from "./python-cells";
import { openPythonPage, run } from "./python-harness";

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPythonPage(browser, inject("isolatedUrl"));
});
afterAll(() => browser?.close());

// All in one session: to start an interpreter costs far more than to run a block.
it.each(Object.entries(notebooks))(
  "prints what the demo model was trained on: %s",
  async (_, cells) => {
    for (const { code, output } of cells) {
      const { stdout, stderr } = await run(page, { code });
      expect({ code, stdout, stderr }).toEqual({ code, stdout: output, stderr: "" });
    }
  },
);

const runTraining = `
import json, sys
sys.path.insert(0, "tools/demo-model")
from cells import Notebook
book = Notebook()
print(json.dumps([book.run(code)[0] for code in json.load(sys.stdin)]))
`;

it("knows what the demo model was trained on", () => {
  const shared = Object.values(notebooks).flat();
  expect(shared.length).toBeGreaterThan(40);
  const { stdout, stderr } = spawnSync("python3", ["-c", runTraining], {
    input: JSON.stringify(shared.map(({ code }) => code)),
    encoding: "utf8",
    env: { ...process.env, PYTHONUTF8: "1" },
  });
  expect(stderr).toBe("");
  const trained: string[] = JSON.parse(stdout);
  expect(shared.map(({ code }, index) => ({ code, output: trained[index] }))).toEqual(
    shared.map(({ code, output }) => ({ code, output })),
  );
});

it("keeps stderr apart", async () => {
  const code = "import sys, warnings\nprint('out')\nprint('err', file=sys.stderr)";
  expect(await run(page, { code })).toMatchObject({ stdout: "out\n", stderr: "err\n" });
});

it("says whether a block completed", async () => {
  expect((await run(page, { code: "1" })).status).toBe("completed");
  expect((await run(page, { code: "1 / 0" })).status).toBe("raised");
  expect((await run(page, { code: "raise KeyboardInterrupt" })).status).toBe("raised");
});

it("keeps the streams its own when a block replaces them", async () => {
  await run(page, { code: "import io, sys\nsys.stdout = io.StringIO()\nprint('lost')" });
  expect((await run(page, { code: "print('seen')" })).stdout).toBe("seen\n");
});

it("keeps each session's state to itself, with chance of its own", async () => {
  await run(page, { code: "secret = 1" });
  const other = await run(page, { session: "other", code: "secret" });
  expect(other.stdout).toContain("NameError: name 'secret' is not defined");
  const code = "import random\nrandom.random()";
  const a = await run(page, { code });
  const b = await run(page, { session: "other", code });
  expect(a.stdout).not.toBe(b.stdout);
});
