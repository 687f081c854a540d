import { copyFile, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { type FaultServer, startFaultServer } from "../harness/fault-server";
import { type StaticServer, startStaticServer } from "../harness/static-server";
import { expectAccessible, violations } from "./accessibility-check";
import {
  appPage,
  type Completion,
  type CompletionRequest,
  type CompletionServer,
  long,
  newPage,
  startCompletionServer,
} from "./app-page";

// Every screen in its states, for all who use it: axe, keyboard, motion, live regions, narrow screens.

vi.setConfig({ testTimeout: 600_000 });

let folder: string;
let server: StaticServer;
let models: FaultServer;
let completions: CompletionServer;
let browser: TestBrowser;
let page: Page;
const app = appPage(() => page);
const [primes] = examples;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "math-solver-access-"));
  await cp(await builtApp(), folder, { recursive: true });
  server = await startStaticServer({ folder });
  models = await startFaultServer();
  models.serve("school.gguf", await readFile("public/models/demo.gguf"));
  completions = await startCompletionServer(complete);
  browser = await launchBrowser();
  page = await newPage(browser);
  await page.goto(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await models?.close();
  completions?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Two of three say 42, a request of one kind is refused, and to another the text never ends. */
function complete({ prompt, seed }: CompletionRequest): Completion {
  if (prompt.includes("refused")) return null;
  if (prompt.includes("endless")) return endlessText();
  return `Let me see.\n</think>\nIt is \\boxed{${40 + (seed % 3)}}.`;
}

async function* endlessText(): AsyncGenerator<string> {
  for (;;) {
    yield "abcdefghij ";
    await setTimeout(10);
  }
}

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const check = (state: string) => expectAccessible(page, state);

const go = (hash: string) =>
  page.evaluate((hash) => {
    window.location.hash = hash;
  }, hash);

it("the check finds what is wrong", async () => {
  const other = await newPage(browser);
  await other.setContent('<img src="data:,"><p style="color: #aaa; background: #fff">A text</p>');
  const found = (await violations(other)).join("\n");
  expect(found).toContain("image-alt");
  expect(found).toContain("color-contrast");
  await other.close();
});

describe("axe finds nothing", () => {
  it("before anything is solved", async () => {
    await check("start");
    await app.problemBox().fill("What is $\\frac{1}{2} + 1$?");
    await page.getByRole("region", { name: "Preview of the problem" }).locator(".katex").waitFor();
    await app.openMore();
    await check("problem, preview, settings");
    await app.openMore();
    await go("#history");
    await page.getByText("No run is kept here yet").waitFor();
    await check("empty history");
    await go("#history=nothing");
    await page.locator("main .empty").waitFor();
    await check("a run that is not there");
    await go(`#problem=${"1".repeat(10_001)}`);
    await page.getByText("1 more than the 10,000").waitFor();
    await app.problemBox().press("Control+Enter");
    await page.getByText("Shorten it by 1,").waitFor();
    await check("a problem that is too long");
    await go("#problem=%20");
    await page.getByText("This link holds an empty problem").waitFor();
    await check("a bad link");
  });

  it("in a run of one sample, and in its Python", async () => {
    await go("#solve");
    await app.expectReady("Demonstration model");
    await app.solve(primes?.problem ?? "");
    await app.answerLatex();
    await app.ended();
    await app.answer().locator("summary", { hasText: "Figures" }).click();
    const cell = app.working().getByRole("figure", { name: "Python code" }).last();
    await cell.getByRole("button", { name: "Try it" }).click();
    await cell.getByRole("region", { name: "Try it" }).waitFor();
    await check("an answer, figures, Try it");
  });

  it("where fingers are used, for which all is large enough", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const session = await page.context().newCDPSession(page);
    const fingers = (enabled: boolean) =>
      session.send("Emulation.setTouchEmulationEnabled", { enabled });
    await fingers(true);
    const coarse = () => page.evaluate(() => matchMedia("(pointer: coarse)").matches);
    await expect.poll(coarse).toBe(true);
    expect(await tooSmall()).toEqual([]);
    await fingers(false);
  });

  it("while a run goes on, which tells its turns and not its text", async () => {
    await go("#solve");
    await app.openModels();
    await page.getByRole("heading", { name: "OpenMath models" }).waitFor();
    await check("models");
    await app.takeServer(completions.host);
    await app.expectReady("tiny");
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const region = element?.closest("[role=status],[role=alert],[role=log],[aria-live]");
          if (region && region.getAttribute("aria-live") !== "off") {
            told.push(region.textContent ?? "");
          }
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await app.solve("This is endless.");
    await app
      .working()
      .getByText(/abcdefghij/)
      .waitFor();
    await check("running");
    await expectStill();
    await app.stopButton().click();
    await app.ended();
    await check("stopped");
    const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
    expect(told.join(" ")).toContain("olving");
    expect(told.length, told.join(" / ")).toBeLessThan(20);
  });

  it("with many samples, and where all fail", async () => {
    await go("#solve");
    await app.openModels();
    await app.takeServer(completions.host);
    await app.expectReady("tiny");
    await app.solve("What is $6 \\cdot 7$?", 6);
    await app.answerLatex();
    await app.ended();
    await app.tile(1).click();
    for (const summary of await page.locator("main details:not([open]) > summary").all()) {
      if (await summary.isVisible()) await summary.click();
    }
    await check("votes, samples, comparisons");
    await app.solve("This is refused.");
    await page.getByRole("alert").filter({ hasText: "dislikes" }).first().waitFor();
    await check("a run that failed");
  });

  it("in the history", async () => {
    await go("#history");
    await page.locator(".run-item").first().waitFor();
    await check("history");
    await page.locator(".run-item").filter({ hasText: "6" }).first().getByRole("link").click();
    await app.answer().waitFor();
    await check("a run");
    await go("#history");
    await page
      .locator(".run-item")
      .first()
      .getByRole("button", { name: /^Delete/ })
      .click();
    await page.locator(".undo-toast").waitFor();
    await check("undo");
  });

  it("where a run was cut off", async () => {
    await go("#solve");
    await app.solve("This is endless.", 2);
    await app
      .tile(1)
      .getByText(/abcdefghij/)
      .waitFor();
    await app.stored();
    await page.reload();
    const offer = page.getByRole("region", { name: "A run that was cut off" });
    await offer.waitFor();
    await check("offer to continue");
    await offer.getByRole("button", { name: "Discard" }).click();
  });

  it("while a file is dragged over the page", async () => {
    await go("#solve");
    const data = {
      items: [],
      files: [resolve("tests/fixtures/script.gguf")],
      dragOperationsMask: 1,
    };
    const session = await page.context().newCDPSession(page);
    const drag = (type: "dragEnter" | "dragOver" | "dragCancel") =>
      session.send("Input.dispatchDragEvent", { type, x: 100, y: 100, data });
    await drag("dragEnter");
    await drag("dragOver");
    const hint = page.locator(".drop-hint");
    await hint.waitFor();
    // Axe passes over what screen readers aren't told. It is there for eyes, and belongs to no landmark.
    await hint.evaluate((element) => {
      element.removeAttribute("aria-hidden");
      element.setAttribute("role", "status");
    });
    await check("drop hint");
    // It ends outside of the window, which the page isn't told.
    await drag("dragCancel");
    await page.mouse.move(200, 200);
    await hint.waitFor({ state: "detached" });
  });

  it("where the page itself has failed", async () => {
    const main = page;
    // A visitor who has nothing kept, and a host that has lost a part of the page.
    const [storage] = (await readdir(join(folder, "assets"))).filter((name) =>
      name.startsWith("storage-screen-"),
    );
    const file = join(folder, "assets", storage ?? "");
    await rename(file, `${file}.lost`);
    const visitor = await launchBrowser();
    try {
      page = await newPage(visitor);
      await page.goto(`${server.url}#storage`);
      await page.getByRole("alert").getByRole("button", { name: "Reload" }).waitFor();
      await check("the page's error page");
    } finally {
      page = main;
      await visitor.close();
      await rename(`${file}.lost`, file);
    }
  });

  it("in the storage, its dialogs, and with a new version", async () => {
    await go("#solve");
    await app.openModels();
    await page.getByLabel("Address of the model").fill(models.url("school.gguf"));
    await button("Look it up").click();
    const card = page.getByRole("article", { name: "school" });
    await card.getByRole("button", { name: "Download…" }).click();
    await page
      .getByRole("dialog")
      .getByText(/Runs here/)
      .waitFor();
    await check("before a download");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Download/ })
      .click();
    await card.getByRole("button", { name: "Use", exact: true }).waitFor({ timeout: long });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await newVersion();
    await page.getByText("A new version is ready").waitFor();
    await go("#storage");
    await card.waitFor();
    await check("storage, a new version");
    await card.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("alertdialog").waitFor();
    await check("before a model is deleted");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("alertdialog").count()).toBe(0);
  });

  it("among Python packages, and before one is fetched", async () => {
    await go("#packages");
    const input = page.getByLabel("Wheel files (.whl) to import");
    await input.setInputFiles({ name: "x.whl", mimeType: "", buffer: Buffer.from("no wheel") });
    await page.getByText(/x\.whl is not named as wheels are/).waitFor();
    await check("Python packages");
    await button("Fetch…").first().click();
    await page.getByRole("dialog").locator(".facts").waitFor();
    await check("before a package is fetched");
    await page.keyboard.press("Escape");
  });

  for (const [language, name] of [
    ["de", "Deutsch"],
    ["zh", "简体中文"],
  ] as const) {
    it(`in ${name}`, async () => {
      await page.locator(".language-choice select").selectOption(language);
      await page.locator(`html[lang^=${language}]`).waitFor();
      for (const screen of ["#storage", "#packages", "#history", "#solve"]) {
        await go(screen);
        await page.locator("main").filter({ visible: true }).waitFor();
        await check(`${screen} in ${name}`);
      }
      await page.locator(".language-choice select").selectOption("en");
    });
  }

  it("in the frame of a widget", async () => {
    const main = page;
    page = await newPage(browser);
    await page.goto(`${server.url}embed.html`);
    await page.getByRole("button").first().waitFor();
    await check("embed.html");
    await page.close();
    page = main;
  });
});

/** What can't be hit with a finger: lower than 24 pixels, as WCAG 2.2 has it; 44 for our buttons. */
function tooSmall(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("button, summary, select, .kept-link a")]
      .filter((element) => element.checkVisibility() && !element.closest(".example"))
      .filter((element) => {
        const least = element.matches(".button, select") ? 44 : 24;
        return element.getBoundingClientRect().height < least;
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );
}

/** The host has a newer service worker, and the browser looks for it. */
async function newVersion(): Promise<void> {
  const file = join(folder, "service-worker.js");
  await copyFile(file, `${file}.before`);
  await writeFile(file, `${await readFile(file, "utf8")}\n// newer`);
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
}

/** Nothing moves for those who asked for that; for others something does. */
async function expectStill(): Promise<void> {
  const moving = () =>
    page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === "running").length,
    );
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await expect.poll(moving).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moving).toBe(0);
}

describe("by keyboard", () => {
  it("all that can be used is reached in its order, is seen to have the focus, and is no trap", async () => {
    await page.locator(".language-choice select").selectOption("en");
    await page.setViewportSize({ width: 1280, height: 900 });
    await go("#solve");
    await app.openMore();
    const { wanted, walked } = await walk();
    expect(wanted.length).toBeGreaterThan(10);
    expect(walked.map(({ name }) => name)).toEqual(wanted);
    expect(walked.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
  });
});

/** What should take the focus, and what does when Tab is pressed from the page's beginning to its end. */
async function walk() {
  await page.evaluate(() => {
    const usable =
      "a[href],button:not(:disabled),input:not(:disabled),select,textarea,summary,[tabindex='0']";
    const all = [...document.querySelectorAll<HTMLElement>(usable)].filter((element) => {
      const radio = element instanceof HTMLInputElement && element.type === "radio";
      // Of a group of radio buttons the chosen one.
      if (radio && !element.checked) return false;
      return element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0;
    });
    all.forEach((element, index) => {
      element.dataset.stop = `${index}: ${element.tagName} ${element.textContent?.slice(0, 30)}`;
    });
    const begin = document.createElement("span");
    begin.tabIndex = -1;
    document.body.prepend(begin);
    begin.focus();
  });
  const wanted = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-stop]")].map(({ dataset }) => dataset.stop),
  );
  const walked: { name: string | undefined; seen: boolean }[] = [];
  for (let step = 0; step < wanted.length + 5; step++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const shown = (part: Element | null) => {
        if (!part) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(part);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      };
      // A control that is hidden behind its label is drawn by it.
      const drawn = [element, element.closest("label"), element.parentElement];
      const label = element.id && document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
      return {
        name: element.dataset.stop ?? element.outerHTML.slice(0, 200),
        seen: [...drawn, label || null, element.nextElementSibling].some(shown),
      };
    });
    if (stop === null) break;
    walked.push(stop);
  }
  return { wanted, walked };
}
