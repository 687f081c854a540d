import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { PackedEvent } from "../../src/journal/packed-events";
import { exportRuns } from "../../src/journal/transfer";
import { en } from "../../src/ui/texts/en";
import { messages } from "../../src/ui/texts/messages/de";
import type { TestBrowser } from "../harness/browser";
import { sampleRun } from "../unit/ui/history/sample-run";
import { launchForApp, long, newPage } from "./app-page";

// The interface in the languages other than English: nothing of it stays English.

vi.setConfig({ testTimeout: 300_000 });
let browser: TestBrowser;
let page: Page;

/** A run whose problem is in no language. */
const run = exportRuns([
  {
    record: {
      ...sampleRun.record,
      request: { ...sampleRun.record.request, problem: "$2 + 4$" },
    },
    events: sampleRun.events.map(
      ({ seconds, event }): PackedEvent => ({ kind: "event", at: seconds, event }),
    ),
  },
]);
const exported = { name: "runs.json", mimeType: "application/json", buffer: Buffer.from(run) };
const noModel = { name: "x.gguf", mimeType: "", buffer: Buffer.from("no model, but long enough") };

/** Words that neither German nor Chinese has; names of models and papers have none of them. */
const english =
  /\b(?:[Tt]he|[Oo]f|and|[Ii]s|with|not|[Tt]his|[Yy]ours?|[Ff]rom|here|[Ii]ts?|are|you|or)\b/;

/** What the catalogue and the messages say in English, where that is more than a word. */
const sentences = [
  ...stringsOf(en),
  ...Object.keys(messages).flatMap((message) => message.split(/\{\d\}/)),
]
  .map((text) => text.trim())
  .filter((text) => /^\S+ \S+ \S/.test(text));

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value ? Object.values(value).flatMap(stringsOf) : [];
}

/** All that the page says to eyes or ears, apart from what models write and what is code. */
function said(): Promise<string[]> {
  return page.evaluate(() => {
    const foreign =
      "code, pre, .katex, .prose, body [lang='en'], .language-choice, [hidden], script, style";
    const found: string[] = [document.title];
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest(foreign)) continue;
      for (const name of ["aria-label", "placeholder", "title", "alt"]) {
        found.push(element.getAttribute(name) ?? "");
      }
      for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) found.push(child.textContent ?? "");
      }
    }
    return found.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
  });
}

async function leftOvers(): Promise<string[]> {
  const texts = await said();
  expect(texts.length).toBeGreaterThan(5);
  return texts.filter(
    (text) => english.test(text) || sentences.some((sentence) => text.includes(sentence)),
  );
}

/** What reaches out of its card, or out of the window; nothing may. */
function tooWide(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body, .card, .choice, .model-card, .dialog")].flatMap((box) => {
      if (box.closest("[hidden]")) return [];
      const end =
        box.getBoundingClientRect().right - parseFloat(getComputedStyle(box).paddingRight);
      return (
        [...box.querySelectorAll("*")]
          .filter((element) => !element.closest(".table-scroll, .visually-hidden, .katex"))
          // A dialog stands inside of the card that opened it, and is seen before all of them.
          .filter((element) => element.closest("dialog") === box.closest("dialog"))
          .filter((element) => element.getBoundingClientRect().right > end + 1)
          .map((element) => `${box.className} < ${element.className}: ${element.textContent}`)
      );
    }),
  );
}

async function go(hash: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, hash);
}

/** Nothing English, nothing that a phone would have to be scrolled sideways for. */
async function expectWell(): Promise<void> {
  expect(await leftOvers()).toEqual([]);
  expect(await tooWide()).toEqual([]);
}

beforeAll(async () => {
  browser = await launchForApp({ viewport: { width: 360, height: 740 } });
  page = await newPage(browser);
  page.setDefaultTimeout(60_000);
  await page.goto(inject("appUrl"));
  await page.locator(".status-ready").waitFor({ state: "attached", timeout: long });
  await go("#history");
  await page.locator("input[type=file]").setInputFiles(exported);
  await page.locator(".run-item").waitFor();
}, 2 * long);
afterAll(() => browser?.close());

it("the check for English finds some on the English page", async () => {
  expect((await leftOvers()).length).toBeGreaterThan(2);
});

describe.each([
  {
    ...{ language: "de", tag: "de", broken: "Das ist keine GGUF-Modelldatei." },
    exported: ["## Antwort", "Versuch 2 (fertig)", "| 1 Stimme |", "Startwert 1"],
  },
  {
    ...{ language: "zh", tag: "zh-Hans", broken: "这不是 GGUF 模型文件。" },
    exported: ["## 答案", "样本 2（完成）", "| 1 票 |"],
  },
])("in $language", ({ language, tag, broken, exported }) => {
  beforeAll(async () => {
    await page.locator(".language-choice select").selectOption(language);
    await page.waitForFunction((tag) => document.documentElement.lang === tag, tag);
  });

  it("the history and a run of it have no English, and exports follow", async () => {
    await go("#history");
    await page.locator(".run-item").waitFor();
    await expectWell();
    await page.locator(".run-item a").click();
    await page.locator(".run-exports button").first().waitFor();
    await page.locator(".run-screen .answer-card").waitFor();
    await expectWell();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Markdown" }).click(),
    ]);
    const markdown = await readFile(await file.path(), "utf8");
    for (const words of exported) expect(markdown).toContain(words);
    await go("#history=nothing");
    await page.locator(".empty").waitFor();
    await expectWell();
  });

  it("a worker's error is told in it, and Storage has no English", async () => {
    await go("#storage");
    await page.locator("input[type=file][accept='.gguf,.tar']:visible").setInputFiles(noModel);
    await expectWell();
    await page.locator(".file-offer-choice button").click();
    await page.getByRole("alert").filter({ hasText: broken }).waitFor();
    await expectWell();
  });

  it("the Python packages have no English, nor why a file is refused", async () => {
    await go("#packages");
    const input = page.locator("input[type=file][accept='.whl,.zip']:visible");
    const named = { name: "x-1-py3-none-any.whl", mimeType: "", buffer: Buffer.from("no wheel") };
    await input.setInputFiles([
      { ...named, name: "x.whl" },
      named,
      { ...named, name: "x-1-cp314-cp314-win_amd64.whl" },
    ]);
    await page.locator(".package-outcomes .notice").nth(2).waitFor();
    for (const more of await page.locator(".model-more summary:visible").all()) await more.click();
    await expectWell();
    await page.locator(".package .model-actions button").first().click();
    await page.locator("dialog .facts").waitFor();
    expect(await leftOvers()).toEqual([]);
    // Its buttons stand across all of the dialog, padding and all.
    const wide = (await tooWide()).filter((text) => !text.includes("< dialog-actions"));
    await page.locator("dialog .dialog-actions button").first().click();
    expect(wide).toEqual([]);
  });

  it("the models have no English, nor what is told before a download", async () => {
    await go("#solve");
    const panel = page.locator(".model-panel summary").first();
    await panel.click();
    await page.locator(".model-card .model-actions button").first().waitFor();
    // What this device can do is found out first.
    await page.locator(".model-card .badge-good, .model-card .too-large").first().waitFor();
    for (const more of await page.locator(".model-more summary").all()) await more.click();
    await expectWell();
    await page.locator(".model-card .model-actions button").first().click();
    await page.locator("dialog .facts").waitFor();
    expect(await leftOvers()).toEqual([]);
    await page.locator("dialog .dialog-actions button").first().click();
    await panel.click();
  });
});
