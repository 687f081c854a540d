import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import pypi from "../../src/python/packages/pypi-wheels.json";
import { examples } from "../../src/ui/solve/examples";
import type { TestBrowser } from "../harness/browser";
import { pypiWheels } from "../harness/pypi-wheels";
import { makeWheel } from "../unit/python/packages/make-wheel";
import { appPage, launchForApp, long, newPage } from "./app-page";

// The page of Python packages as a visitor has it, in the built app.

vi.setConfig({ testTimeout: 400_000 });
let browser: TestBrowser;
let page: Page;
/** Addresses outside of the app that were asked for. */
const asked: string[] = [];
const wheels = pypiWheels();
const z3 = pypi.wheels.find(({ name }) => name === "z3-solver");

beforeAll(async () => {
  browser = await launchForApp();
  page = await newPage(browser);
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto(inject("appUrl"));
});
afterAll(() => browser?.close());

const app = appPage(() => page);
const region = (name: string) => page.getByRole("region", { name });
const item = (title: string, within: string) =>
  region(within).getByRole("listitem").filter({ hasText: title });
const button = (name: string | RegExp) => page.getByRole("button", { name });

const wheel = (name: string, file: string) => ({
  name: `${name}-1.0-py3-none-any.whl`,
  mimeType: "",
  buffer: Buffer.from(makeWheel({ name, files: { [`${name}.py`]: file } })),
});

it("is reached from the navigation and from Storage, and names what is built in", async () => {
  await page.getByRole("link", { name: "Storage" }).click();
  await page.getByRole("link", { name: "Python packages" }).click();
  const heading = page.getByRole("heading", { name: "Python packages", level: 2 });
  await heading.waitFor();
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole("link", { name: "Solver" }).click();
  await page.getByRole("link", { name: "Python", exact: true }).click();
  await region("Part of this app").getByText("sympy 1.14.0").waitFor();
  await region("Kept in this browser").getByText("None yet.").waitFor();
  expect(asked).toEqual([]);
});

it("says why a package can't be fetched without a network, and what can't be had at all", async () => {
  await item("SciPy", "To be fetched").getByRole("button", { name: "Fetch…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Fetch SciPy 1\./ });
  await dialog
    .getByRole("alert")
    .getByText(/can't be reached.*Check the network/)
    .waitFor();
  await dialog.getByText("cdn.jsdelivr.net").first().waitFor();
  // With NumPy, unless the app has that itself.
  expect(asked.at(-1)).toMatch(/\/full\/(?:scipy|numpy)-/);
  await page.keyboard.press("Escape");
  const name = page.getByLabel(/^Another of the \d+ packages/);
  await name.fill("no_such.Package");
  await page.keyboard.press("Enter");
  await region("To be fetched")
    .getByRole("alert")
    .getByText(/No package called no_such\.Package/)
    .waitFor();
  await name.fill("SymPy");
  await button("Look it up").click();
  await region("To be fetched").getByRole("alert").getByText("sympy is part of this app").waitFor();
  await name.fill("statsmodels");
  await page.keyboard.press("Enter");
  await page
    .getByRole("dialog", { name: /^Fetch statsmodels/ })
    .getByText(/SHA-256|Hashes of/)
    .first()
    .waitFor();
  await button("Not now").click();
});

describe("wheel files from disk", () => {
  it("are taken several at once, each with a word on it", async () => {
    await page
      .getByLabel("Wheel files (.whl) to import")
      .setInputFiles([
        wheel("knots", "crossings = 3\n"),
        { name: "numpy-2.4.6-cp314-cp314-win_amd64.whl", mimeType: "", buffer: Buffer.from("x") },
      ]);
    await region("Import wheel files").getByText("knots 1.0 is kept in this browser.").waitFor();
    await region("Import wheel files")
      .getByText(/made for win_amd64, not for Python in a browser/)
      .waitFor();
    await item("knots 1.0", "Kept in this browser").getByText("import knots").waitFor();
  });

  it("can be dropped on the page", async () => {
    const transfer = await page.evaluateHandle(
      ({ name, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], name));
        return data;
      },
      { name: "braids-1.0-py3-none-any.whl", bytes: [...wheel("braids", "strands = 2\n").buffer] },
    );
    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
    await item("braids 1.0", "Kept in this browser").waitFor();
  });

  it("are there in “Try it”, after a reload too", async () => {
    await page.reload();
    await item("knots 1.0", "Kept in this browser").waitFor();
    await page.getByRole("link", { name: "Solver" }).click();
    await app.solve(examples[0]?.problem ?? "");
    await app.answerLatex();
    await app.ended();
    const cell = app.working().getByRole("figure", { name: "Python code" }).last();
    await cell.getByRole("button", { name: "Try it" }).click();
    const trial = cell.getByRole("region", { name: "Try it" });
    await trial
      .getByRole("textbox", { name: "Your code" })
      .fill("import knots, braids\nknots.crossings + braids.strands");
    await page.keyboard.press("Control+Enter");
    const output = trial.locator(".cell-output pre");
    await output.waitFor({ timeout: long });
    expect(await output.textContent()).toBe("5\n");
  });

  it("are removed once that is confirmed", async () => {
    await page.getByRole("link", { name: "Python", exact: true }).click();
    await item("knots", "Kept in this browser").getByRole("button", { name: "Remove…" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Remove knots?" });
    await dialog.getByText("without that file it can't be had again").waitFor();
    await dialog.getByRole("button", { name: "Remove" }).click();
    await item("knots", "Kept in this browser").waitFor({ state: "detached" });
    expect(await item("braids", "Kept in this browser").count()).toBe(1);
  });
});

it.skipIf(!wheels)("Z3 is fetched from PyPI's host, whole, and only after a click", async () => {
  const bytes = readFileSync(wheels?.get("z3-solver") ?? "");
  const parts: string[] = [];
  await page.route("https://files.pythonhosted.org/**", (route) => {
    const range = route.request().headers().range ?? "";
    parts.push(range);
    const [, start = 0, end = bytes.length - 1] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    return route.fulfill({
      status: 206,
      body: bytes.subarray(Number(start), Number(end) + 1),
      headers: { "Access-Control-Allow-Origin": "*" },
    });
  });
  await item("Z3", "To be fetched").getByRole("button", { name: "Fetch…" }).click();
  const dialog = page.getByRole("dialog", { name: `Fetch Z3 ${z3?.version}` });
  await dialog.getByText("files.pythonhosted.org").first().waitFor();
  expect(parts).toEqual([]);
  await dialog.getByRole("button", { name: "Fetch 6.7 MB" }).click();
  const kept = item("Z3", "Kept in this browser");
  await kept.getByText("from PyPI").waitFor({ timeout: long });
  await item("Z3", "To be fetched").getByText("Kept here").waitFor();
  await kept.locator("summary").click();
  await kept.getByText(z3?.sha256 ?? "no hash").waitFor();
  expect(parts.length).toBeGreaterThan(1);
});
