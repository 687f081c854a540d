import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import type { TestBrowser } from "../harness/browser";
import { type FaultServer, sha256Of, startFaultServer } from "../harness/fault-server";
import { appPage, launchForApp, long, newPage } from "./app-page";

// Models in the app as a visitor has them: real bytes from a real server, a real database.

vi.setConfig({ testTimeout: 400_000 });

const MiB = 2 ** 20;
/** Of the download, in the app. */
const pieceBytes = 16 * MiB;

/** The demonstration model's bytes, and room after them, which no GGUF reader minds: three pieces. */
let bytes: Uint8Array;
let browser: TestBrowser;
let server: FaultServer;
let page: Page;

beforeAll(async () => {
  const demo = await readFile("public/models/demo.gguf");
  bytes = new Uint8Array(2.5 * pieceBytes);
  bytes.set(demo);
});
beforeEach(async () => {
  server = await startFaultServer();
  server.serve("school.gguf", bytes);
  browser = await launchForApp();
  page = await newPage(browser);
});
afterEach(async () => {
  await browser.close();
  await server.close();
});

const app = appPage(() => page);
const [primes] = examples;

async function open(hash = ""): Promise<void> {
  await page.goto(inject("appUrl") + hash);
}

const card = (title: string, on: () => Page = () => page): Locator =>
  on().getByRole("article", { name: title });
const button = (name: string, within: Locator | Page = page) =>
  within.getByRole("button", { name, exact: true });
const expectState = (words: string | RegExp, on = page) =>
  card("school", () => on)
    .locator(".badge")
    .filter({ hasText: words })
    .first()
    .waitFor({ timeout: long });

/** Asks an address what it holds, as far as the details before a download; the list is open. */
async function lookUp(name = "school.gguf"): Promise<Locator> {
  await page.getByLabel("Address of the model").fill(server.url(name));
  await button("Look it up").click();
  await button("Download…", card("school")).click();
  return page.getByRole("dialog");
}

async function startDownload(): Promise<void> {
  await app.openModels();
  const details = await lookUp();
  await details.getByRole("button", { name: /^Download/ }).click();
}

async function confirm(action: string): Promise<void> {
  await button(action, page.getByRole("alertdialog")).click();
}

async function solves(): Promise<void> {
  await app.solve(primes?.problem ?? "");
  expect(await app.answerLatex()).toBe(primes?.answer);
}

/** The last piece stops coming in its middle. */
function holdLastPiece(): void {
  server.fault = ({ range }) =>
    range && range[0] >= 2 * pieceBytes ? { stallAfter: 64 * 1024 } : {};
}

describe("a model from an address", () => {
  it("is told of first, downloaded, paused, gone on with after a reload, used, and deleted", async () => {
    holdLastPiece();
    await open();
    await app.openModels();
    const details = await lookUp();
    await details.getByText(/Runs here on the .*: \d+ samples? at once/).waitFor({ timeout: long });
    const told = (await details.textContent()) ?? "";
    expect(told).toContain("Size42 MB");
    expect(told).toMatch(/GB, as the browser estimates: enough/);
    expect(told).toMatch(/Takes about/);
    expect(told).toContain(new URL(server.origin).host);
    // Nothing large before the click.
    expect(server.sentBytes()).toBeLessThan(4 * MiB);
    const asked = server.requests.length;

    await details.getByRole("button", { name: /^Download/ }).click();
    await card("school")
      .getByText(/promised to keep/)
      .waitFor();
    // Another model is used meanwhile, and the list needn't be open.
    await app.openModels();
    await page.getByRole("progressbar", { name: /school.*Downloading/ }).waitFor();
    await solves();
    await app.openModels();
    await card("school")
      .getByText(/34 MB of 42 MB/)
      .waitFor({ timeout: long });
    await button("Pause", card("school")).click();
    await expectState("Paused at 80 %");

    await page.reload();
    await app.openModels();
    await expectState("Paused at 80 %");
    server.fault = () => ({});
    await button("Go on", card("school")).click();
    await expectState("Stored");
    // No piece that was there came again.
    expect(server.timesSent(0, 2 * pieceBytes, "school.gguf", asked)).toBe(1);

    await button("Use", card("school")).click();
    await app.expectReady("school");
    await solves();
    // It is the model of this browser from now on.
    await page.reload();
    await app.expectReady("school");

    await app.openModels();
    await expectState("In use");
    await page.getByRole("link", { name: "Storage" }).click();
    await button("Delete…", card("school")).click();
    await confirm("Delete");
    await page.getByText("No model is stored here yet").waitFor();
    await page.goBack();
    await app.expectReady("Demonstration model");
    await page.reload();
    await app.expectReady("Demonstration model");
  });

  it("is shown to other tabs, which can pause it", async () => {
    holdLastPiece();
    await open();
    const first = page;
    const second = await newPage(browser);
    await second.goto(inject("appUrl"));
    await startDownload();
    await second.getByRole("progressbar", { name: /school.*Another tab/ }).waitFor();
    page = second;
    await app.openModels();
    await expectState("Another tab is downloading it");
    await button("Pause", card("school")).click();
    await expectState("Paused at", first);
    await expectState("Paused at", second);
    // Cancelling asks, then deletes what has come, everywhere.
    await button("Delete…", card("school")).click();
    await confirm("Delete");
    await card("school", () => second).waitFor({ state: "detached" });
  });

  it("says why it stopped, and what helps", async () => {
    await open();
    holdLastPiece();
    await startDownload();
    await card("school")
      .getByText(/34 MB of 42 MB/)
      .waitFor({ timeout: long });
    await button("Pause", card("school")).click();
    await expectState("Paused at 80 %");
    // Another file now lies at the address.
    const changed = bytes.slice();
    changed[changed.length - 1] = 1;
    server.serve("school.gguf", changed);
    server.fault = () => ({});
    await button("Go on", card("school")).click();
    await expectState("Stopped at 80 %");
    await card("school")
      .getByRole("alert")
      .getByText(/another|changed/i)
      .first()
      .waitFor();
    await button("Start again", card("school")).click();
    await expectState("Stored");

    await page.getByLabel("Address of the model").fill(server.url("missing.gguf"));
    await button("Look it up").click();
    await page
      .getByRole("alert")
      .filter({ hasText: /404|no such|not/i })
      .waitFor();
  });

  it("stops when the browser has no room, and offers what to delete", async () => {
    const { origin } = new URL(inject("appUrl"));
    await page.goto(`${inject("appUrl")}embed-hosts.json`);
    const session = await page.context().newCDPSession(page);
    // Chromium's estimate knows nothing of it, so the details before the download can't either.
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 30 * MiB });
    await open();
    // Something to delete.
    await app.openModels();
    await keepFile("public/models/demo.gguf");
    const details = await lookUp();
    await details.getByRole("button", { name: /^Download/ }).click();
    await expectState(/Stopped/);
    const offer = card("school").locator(".make-room");
    await offer.getByText(/Demo.* · \d.* MB/i).waitFor();
    await button("Delete…", offer).click();
    await confirm("Delete");
    await card("school")
      .getByText(/No other model/)
      .waitFor();
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await button("Go on", card("school")).click();
    await expectState("Stored");
  });
});

describe("a model of the catalogue", () => {
  it("comes from its host on a click, and not before", async () => {
    // That host can't be reached from a test: its address leads to real bytes of the local server.
    const asked: string[] = [];
    await browser.context.route("https://huggingface.co/**", async (route) => {
      const request = route.request();
      asked.push(request.url());
      const headers = await request.allHeaders();
      const answer = await fetch(server.url("school.gguf"), {
        headers: headers.range ? { range: headers.range } : {},
      });
      await route.fulfill({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      });
    });
    await open();
    await app.openModels();
    const q4 = card("OpenMath-Nemotron-1.5B, Q4_K_M");
    await q4
      .getByText(/Runs here|too large|memory/i)
      .first()
      .waitFor();
    expect(await q4.textContent()).toMatch(/986 MB.*83\.3 %.*Source.*by NVIDIA.*CC-BY-4\.0/s);
    await card("OpenMath-Nemotron-1.5B, Q8_0").getByText("Recommended").waitFor();
    await card("OpenMath-Nemotron-7B, Q4_K_M").getByText("Too large for this device").waitFor();
    await button("Download…", q4).click();
    expect(asked).toEqual([]);
    await page
      .getByRole("dialog")
      .getByText(/isn't contacted before you click/)
      .waitFor();
    await page.keyboard.press("Escape");
    expect(await button("Download…", q4).evaluate((one) => one === document.activeElement)).toBe(
      true,
    );
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Download 986 MB" }).click();
    await button("Use", q4).click({ timeout: long });
    expect(asked.length).toBeGreaterThan(0);
    await app.expectReady("OpenMath-Nemotron-1.5B, Q4_K_M");
    // By itself one sample of an OpenMath model reasons without Python; these bytes need it.
    await page.getByLabel("Samples", { exact: true }).fill("1");
    expect(await page.getByRole("radio", { name: "Reasoning only" }).isChecked()).toBe(true);
    await page.getByText("With Python", { exact: true }).click();
    await solves();
  });
});

async function keepFile(path: string): Promise<void> {
  await page.getByLabel("Model file (GGUF)").setInputFiles(path);
  await button("Keep in this browser").click();
  await told("is kept in this browser");
}

/** The page stays beneath the storage page, but isn't seen. */
const told = (words: string) =>
  page.getByText(words).filter({ visible: true }).waitFor({ timeout: long });

describe("a file", () => {
  it("is kept, used, checked, exported, and imported again", async () => {
    // The place a person would choose: a real file, in the page's own file system.
    await page.addInitScript(() => {
      Object.assign(window, {
        showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
          const folder = await navigator.storage.getDirectory();
          return folder.getFileHandle(suggestedName, { create: true });
        },
      });
    });
    await open();
    await app.openModels();
    await keepFile("public/models/demo.gguf");
    await button("Use it").click();
    await app.expectReady("demo");
    await solves();

    await page.getByRole("link", { name: "Storage" }).click();
    const kept = card("demo");
    await kept.locator("summary").click();
    const hash = sha256Of(await readFile("public/models/demo.gguf"));
    await kept.getByText(hash).waitFor();
    await kept.getByText(/Learnt when the file was copied/).waitFor();
    await button("Verify", kept).click();
    await kept.getByText(/every byte was right/).waitFor();
    await button("Export to a file", kept).click();
    const exported = () =>
      page.evaluate(async () => {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle("demo.gguf");
        const buffer = await (await handle.getFile()).arrayBuffer();
        const digest = await crypto.subtle.digest("SHA-256", buffer);
        return Array.from(new Uint8Array(digest), (byte) =>
          byte.toString(16).padStart(2, "0"),
        ).join("");
      });
    await expect.poll(exported, { timeout: long }).toBe(hash);
    // Browsers without such a dialog get a download.
    await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button("Export to a file", kept).click(),
    ]);
    expect(download.suggestedFilename()).toBe("demo.gguf");
    expect(sha256Of(await readFile(await download.path()))).toBe(hash);

    await button("Delete…", kept).click();
    await confirm("Delete");
    await kept.waitFor({ state: "detached" });
    await dropExported();
    await button("Keep in this browser").click();
    await kept.waitFor({ timeout: long });
    await told("is kept in this browser");
  });

  it("that can't be read is refused with a reason, and nothing of it stays", async () => {
    await open("#storage");
    const file = { name: "notes.gguf", mimeType: "", buffer: Buffer.from("no model at all") };
    await page.getByLabel("GGUF file to import").setInputFiles(file);
    await button("Keep in this browser").click();
    await page.getByRole("alert").filter({ hasText: /GGUF/ }).waitFor({ timeout: long });
    await page.getByText("No model is stored here yet").waitFor();
  });
});

/** Drops the exported file on the page, as from a stick. */
async function dropExported(): Promise<void> {
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle("demo.gguf")).getFile();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    for (const kind of ["dragover", "drop"]) {
      document.body.dispatchEvent(
        new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }),
      );
    }
  });
}

describe("the storage page", () => {
  it("names the hosts, and loses no run", async () => {
    const link = `#problem=${encodeURIComponent(primes?.problem ?? "")}&run=1`;
    await open(link);
    await page.getByRole("link", { name: "Storage" }).click();
    await page.getByRole("heading", { name: "Who is contacted, and why" }).waitFor();
    await page.getByText("huggingface.co", { exact: true }).waitFor();
    await page.goBack();
    expect(await app.answerLatex()).toBe(primes?.answer);
    await app.ended();
    const before = await app.answer().textContent();
    await page.goForward();
    await page.getByRole("heading", { name: "Storage", exact: true }).waitFor();
    await page.goBack();
    expect(await app.answer().textContent()).toBe(before);
  });

  it("leaves a database of a newer version alone, and says so", async () => {
    await page.goto(`${inject("appUrl")}embed-hosts.json`);
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open("models", 1000);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            request.result.close();
            resolve();
          };
        }),
    );
    await open("#storage");
    await page
      .getByRole("alert")
      .getByText(/newer version/)
      .waitFor();
    await page.getByRole("link", { name: "Solver" }).click();
    await solves();
  });
});
