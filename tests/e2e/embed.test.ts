import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page, Worker } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { MathSolverElement } from "../../src/embed/element/math-solver";
import { attackTests } from "./embed-attacks";
import { docsTests } from "./embed-docs";
import { answerIn, type EmbedStage, frameOf, gcd, script, startStage } from "./embed-host";

// The built solver on one site (127.0.0.1), and pages of another (localhost) that embed it: real Chromium,
// real model, real Python.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let stage: EmbedStage;
let page: Page;

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());
afterEach(() => page?.close());

/** Collects events of the elements of a page, also of those that come later. */
const collect = `<script>
  window.heard = [];
  for (const name of ["ready", "progress", "sample", "answer", "error", "resize"]) {
    addEventListener("solver-" + name, ({ detail }) => heard.push({ name, ...detail }));
  }
</script>`;

interface Heard {
  readonly name: string;
  readonly [field: string]: unknown;
}
const heard = (): Promise<readonly Heard[]> => page.evaluate("heard");
const hear = (name: string) => page.waitForFunction(`heard.some((one) => one.name === "${name}")`);

describe("ten widgets", () => {
  it("load when they come near, and share one engine in a queue that shows", async () => {
    const engines = new Set<Worker>();
    const ends: Promise<Worker>[] = [];
    let most = 0;
    stage.browser.context.once("page", (opened) =>
      opened.on("worker", (worker) => {
        if (!/\/engine-[^/]*\.js$/.test(worker.url())) return;
        // The browser may tell of a worker's end a moment after the next one's start.
        for (const older of engines) ends.push(older.waitForEvent("close", { timeout: 5000 }));
        engines.add(worker);
        worker.once("close", () => engines.delete(worker));
        most = Math.max(most, engines.size);
      }),
    );
    page = await stage.visit("ten.html");
    await frameOf(page).getByRole("button", { name: "Solve" }).waitFor();
    const frames = await page.locator("iframe").count();
    expect(frames).toBeGreaterThan(0);
    expect(frames).toBeLessThan(10);
    // What is far away shows the page's own words meanwhile.
    await page.locator("math-solver").last().getByText("27 and 63").waitFor();
    const fetched = () => stage.solver.requests.map(({ path }) => path);
    expect(fetched()).not.toContain("models/demo.gguf");
    // A small piece of the app's own, with addresses, has the name too.
    expect(fetched().filter((path) => /^(?!assets\/).*pyodide/.test(path))).toEqual([]);

    await page.locator("math-solver").nth(4).scrollIntoViewIfNeeded();
    const places = [0, 1, 2].map((n) => frameOf(page, n));
    for (const frame of places) await frame.getByRole("button", { name: "Solve" }).click();
    await places[1]?.getByText("Place 1 in the queue").waitFor();
    await places[2]?.getByText("Place 2 in the queue").waitFor();
    // Who leaves the queue lets the next one come up.
    await places[1]?.getByRole("button", { name: "Stop" }).click();
    await places[2]?.getByText("Place 1 in the queue").waitFor();
    const answers = [];
    for (const n of [0, 2]) answers.push(await answerIn(frameOf(page, n)));
    expect(answers).toEqual(["12", "6"]);
    await Promise.all(ends);
    expect(engines.size).toBe(1);
    expect(most).toBeLessThanOrEqual(2);
  });
});

describe("the element", () => {
  it("has properties from before its definition, tells all that happens, and grows", async () => {
    page = await stage.open(`<!doctype html>${collect}<math-solver></math-solver><script>
      const early = document.createElement("math-solver");
      Object.assign(early, { problem: ${JSON.stringify(gcd)}, samples: 2, readonly: true, lang: "de" });
      Object.assign(early, { expected: "12", reveal: "always", maxAttempts: 5, appLink: "none" });
      document.querySelector("math-solver").replaceWith(early);
      const later = document.createElement("script");
      Object.assign(later, { type: "module", src: "https://solver.example/math-solver.js" });
      setTimeout(() => document.body.append(later), 300);
    </script>`);
    await hear("ready");
    const element = page.locator("math-solver");
    expect(await element.getAttribute("samples")).toBe("2");
    const reflected = { expected: "12", reveal: "always", "max-attempts": "5", "app-link": "none" };
    for (const [name, value] of Object.entries(reflected)) {
      expect(await element.getAttribute(name), name).toBe(value);
    }
    expect(
      await element.evaluate((one: MathSolverElement) => [one.readonly, one.samples, one.mode]),
    ).toEqual([...[true, 2, null]]);
    // In the language of its place, without a box to type in, in a page that is not isolated.
    const frame = frameOf(page);
    await frame.getByRole("button", { name: "Lösen" }).waitFor();
    expect(await frame.getByRole("textbox").count()).toBe(0);
    expect(await frame.locator("html").evaluate(() => crossOriginIsolated)).toBe(false);

    const solved = await element.evaluate((one: MathSolverElement) => one.solve());
    expect(solved).toMatchObject({ answer: "12", problem: gcd, samples: 2, stopped: false });
    const events = await heard();
    const names = events.map(({ name }) => name);
    expect(names.filter((name) => name === "sample")).toHaveLength(2);
    expect(names.filter((name) => name === "answer")).toHaveLength(1);
    expect(names).not.toContain("error");
    const phases = events.map(({ phase }) => phase);
    expect(phases).toContain("loading");
    expect(phases).toContain("solving");
    const heights = events.flatMap(({ name, height }) => (name === "resize" ? [height] : []));
    expect(heights.length).toBeGreaterThan(1);
    // The frame is as high as what is in it.
    const wrongBy = async () => {
      const inside = await frame.locator("#root").evaluate((one: HTMLElement) => one.offsetHeight);
      const outside = await page.locator("iframe").evaluate((one) => one.clientHeight);
      return Math.abs(outside - inside);
    };
    await expect.poll(wrongBy).toBeLessThan(2);
    // The page is not moved by its frame.
    expect(await page.evaluate(() => scrollY)).toBe(0);

    await element.evaluate((one: MathSolverElement) => {
      one.lang = "zh";
      one.theme = "dark";
      one.readonly = false;
    });
    await frame.getByRole("textbox", { name: "题目" }).waitFor();
    const background = await frame
      .locator("body")
      .evaluate((body) => getComputedStyle(body).backgroundColor);
    expect(background).toBe("rgb(19, 20, 25)");
  });

  it("goes on when it is moved, and comes back when it was removed", async () => {
    page = await stage.open(
      `${script}${collect}<div id="a"><math-solver samples="1" problem="${gcd}"></math-solver></div>
      <div id="b"></div>`,
    );
    await hear("ready");
    const box = frameOf(page).getByRole("textbox", { name: "Problem" });
    await box.fill("What is the greatest common divisor of 48 and 18?");
    // What was typed is told soon.
    await page.waitForFunction(async () => {
      const state = await document.querySelector("math-solver")?.getState();
      return state?.problem.includes("48 and 18");
    });
    await page.evaluate(() => {
      const solver = document.querySelector("math-solver");
      // Cut off, and begun again, with what was typed.
      Object.assign(window, { run: solver?.solve() });
      if (solver) document.getElementById("b")?.append(solver);
    });
    expect(await page.evaluate(() => Reflect.get(window, "run"))).toMatchObject({ answer: "6" });
    const state = await page.evaluate(() => document.querySelector("math-solver")?.getState());
    expect(state).toMatchObject({ version: 1, samples: 1, answer: { answer: "6" } });

    await page.evaluate(() => {
      const solver = document.querySelector("math-solver");
      solver?.remove();
      Object.assign(window, { gone: solver });
    });
    expect(await page.locator("iframe").count()).toBe(0);
    await page.evaluate(() => document.body.append(Reflect.get(window, "gone")));
    // The answer is there again, and says that it was kept.
    const kept = frameOf(page).getByRole("region", { name: "Kept answer" });
    expect(await kept.locator("annotation").first().textContent()).toBe("6");
    expect(await box.inputValue()).toContain("48 and 18");
  });

  it("says what is wrong", async () => {
    page = await stage.open(
      `${script}${collect}<math-solver samples="many" problem=""></math-solver>`,
    );
    await hear("error");
    expect(await heard()).toContainEqual(
      expect.objectContaining({
        name: "error",
        code: "invalid",
        message: expect.stringContaining("samples"),
      }),
    );
    const failure = await page.evaluate(() =>
      document
        .querySelector("math-solver")
        ?.solve()
        .catch((error: Error) => error.name),
    );
    expect(failure).toBe("invalid");
    // A model that must be fetched is never begun by itself.
    await page.evaluate((problem) => {
      const solver = document.querySelector("math-solver");
      Object.assign(solver ?? {}, {
        samples: 1,
        model: "openmath-1.5b-q8_0",
        autorun: true,
        problem,
      });
    }, gcd);
    const offer = frameOf(page).getByRole("region", { name: "Model to download" });
    await offer.getByText("1.65 GB").first().waitFor();
    const missing = await page.evaluate(() =>
      document
        .querySelector("math-solver")
        ?.solve()
        .catch((error: Error) => error.name),
    );
    expect(missing).toBe("model-missing");
  });
});

describe("grading", () => {
  it("checks a quiz without a model, however an answer is written, and keeps the verdict", async () => {
    page = await stage.visit("quiz.html");
    const question = page.locator(".question").first();
    const enter = async (answer: string, verdict: string) => {
      await question.getByRole("textbox").fill(answer);
      await question.getByRole("button", { name: "Check" }).click();
      await question.getByText(verdict, { exact: true }).waitFor();
    };
    stage.solver.requests.length = 0;
    await enter("1/8", "Not right yet.");
    await enter("(1/3)^2", "Right, at attempt 2.");
    expect(stage.solver.requests.map(({ path }) => path)).not.toContain("models/demo.gguf");
    await page.reload();
    await question.getByText("Right, at attempt 2.").waitFor();
    expect(await question.getByRole("textbox").inputValue()).toBe("(1/3)^2");
  });

  it("solves first where nobody says what is expected, and tells what came of it", async () => {
    page = await stage.open(
      `${script}<math-solver samples="1" problem="${gcd}"></math-solver><script>
        addEventListener("solver-check", ({ detail }) => { window.checked = detail; });
      </script>`,
    );
    const element = page.locator("math-solver");
    await page.waitForFunction(() => customElements.get("math-solver"));
    const check = await element.evaluate((one: MathSolverElement) => one.check("24/2"));
    expect(check).toEqual({ answer: "24/2", correct: true, score: 1, attempts: 1 });
    expect(await page.evaluate("checked")).toEqual(check);
    const wrong = await element.evaluate((one: MathSolverElement) => one.check("13"));
    expect(wrong).toMatchObject({ correct: false, attempts: 2 });
  });

  it("shows nothing of a solution before it may be seen", async () => {
    page = await stage.open(
      `${script}<math-solver reveal="after-attempts" max-attempts="2" samples="1" problem="${gcd}"></math-solver>`,
    );
    const frame = frameOf(page);
    await frame.getByText("Try the problem yourself").waitFor();
    const ways = frame.getByRole("button", { name: "Solve" }).or(frame.getByRole("link"));
    expect(await ways.count()).toBe(0);
    const element = page.locator("math-solver");
    // The solver works its own answer out, unseen.
    const first = await element.evaluate((one: MathSolverElement) => one.check("13"));
    expect(first).toMatchObject({ correct: false, attempts: 1 });
    expect(await frame.locator("annotation, .answer-card, details").count()).toBe(0);
    await element.evaluate((one: MathSolverElement) => one.check("14"));
    expect(await answerIn(frame)).toBe("12");
    await frame.getByRole("link", { name: /full app/ }).waitFor();
    // Another problem begins anew.
    await element.evaluate((one: MathSolverElement) => {
      one.problem = "What is the greatest common divisor of 48 and 18?";
    });
    await frame.getByText("Try the problem yourself").waitFor();
    await frame.locator(".answer-card").waitFor({ state: "detached" });
  });

  it("rejects where the solver can't be reached", async () => {
    page = await stage.open(`${script}<math-solver src="ftp://x/" expected="1"></math-solver>`);
    await page.waitForFunction(() => customElements.get("math-solver"));
    const failure = await page
      .locator("math-solver")
      .evaluate((one: MathSolverElement) => one.check("1").catch(({ name }) => name));
    expect(failure).toBe("invalid");
  });

  it("takes undefined and null for what is not there", async () => {
    page = await stage.open(`${script}<math-solver problem="1" samples="2"></math-solver>`);
    await page.waitForFunction(() => customElements.get("math-solver"));
    const left = await page.locator("math-solver").evaluate((one: MathSolverElement) => {
      Object.assign(one, {
        problem: undefined,
        samples: null,
        src: undefined,
        readonly: undefined,
      });
      return one.getAttributeNames();
    });
    expect(left).toEqual([]);
  });
});

describe("frameworks", () => {
  const solved = () => page.getByText("The answer is 12.").waitFor();

  it("React sets its properties and hears its events", async () => {
    const entry = fileURLToPath(new URL("../fixtures/embed/react-host.tsx", import.meta.url));
    const result = await build({
      ...{ configFile: false, publicDir: false, logLevel: "error" },
      define: { "process.env.NODE_ENV": '"production"' },
      // Vitest's own mode would be taken for development.
      oxc: { jsx: { runtime: "automatic", development: false } },
      build: { write: false, lib: { entry, formats: ["iife"], name: "host" } },
    });
    const [output] = Array.isArray(result) ? result : [result];
    const [chunk] = output && "output" in output ? output.output : [];
    const code = chunk?.type === "chunk" ? chunk.code.replaceAll("</script", "<\\/script") : "";
    page = await stage.open(`${script}<div id="root"></div><script>${code}</script>`);
    await solved();
  });

  it("Vue sets its properties and hears its events", async () => {
    const host = new URL("../fixtures/embed/vue-host.html", import.meta.url);
    page = await stage.open(await readFile(host, "utf8"));
    await solved();
  });
});

describe("without a script", () => {
  it("an iframe solves, and a learning platform gets a statement", async () => {
    page = await stage.visit("lms.html");
    const frame = frameOf(page);
    await frame.getByRole("button", { name: "Solve" }).click();
    expect(await answerIn(frame)).toBe("6");
    await page.getByText('"response": "6"').waitFor();
    const link = await frame
      .getByRole("link", { name: "Open in the full app" })
      .getAttribute("href");
    expect(link).toContain("index.html#problem=What%20is");
  });
});

describe("a strict content security policy", () => {
  it("is no hindrance", async () => {
    page = await stage.visit("strict-csp.html");
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && /security policy/i.test(message.text())) {
        refused.push(message.text());
      }
    });
    await page.reload();
    const frame = frameOf(page);
    await frame.getByRole("button", { name: "Solve" }).click();
    expect(await answerIn(frame)).toBe("12");
    expect(refused).toEqual([]);
  });
});

describe("a hostile page", () => attackTests(() => stage));
docsTests(() => stage);
