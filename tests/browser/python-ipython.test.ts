import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import recording from "../fixtures/ipython/cells.json";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openPythonPage, run } from "./python-harness";

/** What a cell prints: as recorded from real IPython, or what is other on purpose. */
interface Cell {
  readonly code: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly ours?: { readonly stdout: string; readonly stderr: string };
  readonly because?: string;
}
const groups: readonly { readonly name: string; readonly cells: readonly Cell[] }[] =
  recording.groups;

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPythonPage(browser, inject("isolatedUrl"));
});
afterAll(() => browser?.close());

/** Without what is never the same twice: addresses, durations, folders, a recursion's depth. */
function vague(text = ""): string {
  return (
    text
      .replace(/0x[0-9a-f]+/g, "0x0")
      // A thousand is "1e+03". As in tools/ipython-reference/record.py.
      .replace(/[\d.]+(e\+\d+)? (ns|us|ms|s)\b/g, "0 s")
      .replace(/\/\S+\/(?=sympy\/)/g, "")
      .replace(/repeated (\d+|#) more/g, "repeated # more")
  );
}

it("has enough cells, and a reason for each that is other on purpose", () => {
  const cells = groups.flatMap((group) => group.cells);
  expect(cells.length).toBeGreaterThan(500);
  const exceptions = cells.filter(({ ours }) => ours);
  expect(exceptions.filter(({ because }) => !because)).toEqual([]);
  expect(exceptions.length).toBeLessThan(40);
});

// In order and in one session, as they were recorded: some build on others.
it.each(groups)("prints what IPython prints: $name", async ({ cells }) => {
  const different: unknown[] = [];
  for (const cell of cells) {
    const { stdout, stderr } = await run(page, { code: cell.code });
    const expected = cell.ours ?? cell;
    if (vague(stdout) === vague(expected.stdout) && vague(stderr) === vague(expected.stderr)) {
      continue;
    }
    different.push({ code: cell.code, expected, stdout, stderr });
  }
  expect(different).toEqual([]);
});
