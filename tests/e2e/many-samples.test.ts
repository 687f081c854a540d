import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import type { TestBrowser } from "../harness/browser";
import {
  appPage,
  type CompletionRequest,
  type CompletionServer,
  launchForApp,
  long,
  newPage,
  startCompletionServer,
} from "./app-page";

// Runs of many samples as a visitor has them.

vi.setConfig({ testTimeout: 900_000 });
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  browser = await launchForApp();
});
afterAll(() => browser?.close());
afterEach(() => page?.close());

const app = appPage(() => page);
const { answer, answerLatex, comparisons, ended, panel, samples, solve, tile, votes } = app;

async function open(): Promise<void> {
  page = await newPage(browser);
  await page.goto(inject("appUrl"));
}

/** The app on a server that writes what `complete` says. */
async function onServer(
  complete: Parameters<typeof startCompletionServer>[0],
  use: (server: CompletionServer) => Promise<void>,
): Promise<void> {
  const server = await startCompletionServer(complete);
  try {
    await open();
    await app.chooseServer(server.host);
    await app.expectReady("tiny");
    await use(server);
  } finally {
    server.close();
  }
}

const [primes] = examples;

describe("a run of many samples", () => {
  it("votes for the right answer, and says why it stopped", async () => {
    await open();
    await solve(primes?.problem ?? "", 4);
    await samples().waitFor();
    await page.getByRole("progressbar", { name: "Progress" }).waitFor({ state: "attached" });
    expect(await samples().locator("[data-sample]").count()).toBe(4);
    await answer()
      .getByText(/Leading/)
      .waitFor({ timeout: long });
    expect(await answer().textContent()).toMatch(/of \d+½? votes? · \d+ % sure/);
    await ended();
    expect(await answerLatex()).toBe(primes?.answer);
    expect(await answer().textContent()).toMatch(/Chosen by/);
    expect(await votes().textContent()).toMatch(/\d votes?/);
    const states = await samples().locator(".tile-state").allTextContents();
    expect(states.filter((state) => /done|cancelled|cut off|forced/.test(state)).length).toBe(4);
    await answer().locator("summary", { hasText: "Figures" }).click();
    const figures = await answer().locator("details.cost").textContent();
    expect(figures).toMatch(/Samples together.*one after the other.*times as long/);
    expect(figures).toMatch(/Tokens prefilled.*prompts \d+.*after tool output \d+/);
    expect(figures).toMatch(/reused from the KV/);
    expect(await app.explanation().textContent()).toMatch(/Written by sample [1-4]/);
    expect(await app.explanation().locator("annotation").allTextContents()).toContainEqual(
      expect.stringContaining(primes?.answer ?? ""),
    );
  });

  it("is drawn as charts that can be read too, and tells how long the next one takes", async () => {
    await open();
    // Tests of this file share one browser, and so its history.
    const earlierRuns = async () => {
      const told = page.getByText(/by \d+ earlier run|has not solved a problem/);
      return Number(/by (\d+) earlier/.exec((await told.textContent()) ?? "")?.[1] ?? 0);
    };
    const before = await earlierRuns();
    await solve(primes?.problem ?? "", 2);
    await samples().waitFor();
    await page.locator("summary", { hasText: /^Charts$/ }).click();
    await ended();
    const tokens = page.getByRole("table", { name: "Tokens of each sample" });
    expect(await tokens.getByRole("row").count()).toBe(3);
    expect(await tokens.textContent()).toMatch(/Sample 1\d+.*Sample 2\d+/);
    const speed = page.getByRole("img", { name: /Tokens per second: from \d+ to \d+/ });
    expect(await speed.locator("path").getAttribute("d")).toMatch(/^M.*L/);
    await page.getByRole("img", { name: /How sure the vote is: from \d+ %.*confidence/ }).waitFor();
    await page.locator("figure summary", { hasText: "Figures as a table" }).last().click();
    const table = page.getByRole("table", { name: "Tokens per second" });
    expect(await table.getByRole("row").count()).toBeGreaterThan(2);
    await expect.poll(earlierRuns, { timeout: long }).toBe(before + 1);
    await page.getByText(/^2 samples\. About .+ on this device/).waitFor();
    await page.getByText("Hard", { exact: true }).click();
    await page.getByText(/drawn until their vote is settled\. About /).waitFor();
  });

  it("draws the same samples again for the same seed, and others for another", async () => {
    await open();
    await page.getByText("Reasoning only", { exact: true }).click();
    await app.openMore();
    const draw = async (seed: number) => {
      await page.getByLabel("Seed").fill(String(seed));
      await solve(primes?.problem ?? "", 2);
      await app.stopButton().waitFor();
      await ended();
      const texts: string[] = [];
      for (const number of [1, 2]) {
        await tile(number).click();
        texts.push((await panel(number).locator(".working").textContent()) ?? "");
        await tile(number).click();
      }
      return texts;
    };
    const first = await draw(7);
    expect(first[0]).not.toBe(first[1]);
    expect(await draw(7)).toEqual(first);
    expect(await draw(8)).not.toEqual(first);
  });

  it("opens, walks and closes samples by keyboard", async () => {
    await onServer(
      () => "Let me see.\n</think>\nIt is \\boxed{42}.",
      async () => {
        // Of three, one may be cancelled before it wrote anything.
        await solve("What is $6 \\cdot 7$?", 2);
        await ended();
        await tile(1).focus();
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Enter");
        await panel(2).getByText("Let me see.").waitFor();
        expect(await tile(2).getAttribute("aria-expanded")).toBe("true");
        const id = (await tile(2).getAttribute("aria-controls")) ?? "";
        expect(await page.locator(`[id="${id}"]`).textContent()).toContain("Let me see.");
        await page.keyboard.press("Escape");
        expect(await panel(2).count()).toBe(0);
        expect(await tile(2).evaluate((one) => one === document.activeElement)).toBe(true);
        expect(await tile(2).getAttribute("aria-expanded")).toBe("false");
      },
    );
  });

  it("keeps what there is when it is stopped", async () => {
    await open();
    await app.openModels();
    // Its texts never end.
    await app.useFileOnce("tests/fixtures/script.gguf");
    await app.expectReady("script.gguf");
    await solve("a", 6);
    await tile(1).getByText(/abc/).waitFor({ timeout: long });
    expect(await tile(6).textContent()).toContain("queued");
    await tile(1).click();
    await app.stopButton().click();
    await answer().getByText("You stopped the run").waitFor({ timeout: long });
    const states = await samples().locator(".tile-state").allTextContents();
    expect(new Set(states)).toEqual(new Set(["cancelled"]));
    expect(await panel(1).textContent()).toContain("abcdefghijklmnopqrstuvwxyz");
    await tile(6).click();
    await panel(6).getByText("It was not begun").waitFor();
  });

  it("goes on when a sample fails, and says why that one did", async () => {
    let completions = 0;
    await onServer(
      () => {
        completions += 1;
        return completions === 2 ? null : "</think>\nIt is \\boxed{42}.";
      },
      async () => {
        await solve("What is $6 \\cdot 7$?", 2);
        await ended();
        expect(await answerLatex()).toBe("42");
        await answer().getByText("1 sample failed").waitFor();
        const failed = samples().getByRole("button", { name: "failed" });
        expect(await failed.count()).toBe(1);
        await failed.click();
        await samples()
          .getByText(/This sample failed:.*The model dislikes this/)
          .waitFor();
      },
    );
  });

  it("says when every sample failed, as for a problem that is too long", async () => {
    await open();
    await solve("1234567890".repeat(900), 4);
    await answer().getByText("Every sample failed.").waitFor({ timeout: long });
    expect(await answer().textContent()).toMatch(/Shorten the problem/);
    expect(await samples().getByRole("button", { name: "failed" }).count()).toBe(4);
    await solve(primes?.problem ?? "");
    await ended();
    expect(await answerLatex()).toBe(primes?.answer);
  });
});

describe("settings", () => {
  it("that contradict each other are told at the form, and nothing is lost", async () => {
    await onServer(
      () => "</think>\nIt is \\boxed{42}.",
      async (server) => {
        await solve("What is $6 \\cdot 7$?", 2);
        await ended();
        expect(await answerLatex()).toBe("42");
        await app.openMore();
        await page.getByLabel("Token budget of the run").fill("100");
        await page.getByLabel("Tokens of one sample").fill("200");
        await app.solveButton().click();
        const alert = page
          .getByRole("alert")
          .filter({ hasText: "The budgets contradict each other" });
        await alert.waitFor();
        expect(await answerLatex()).toBe("42");
        expect(await app.problemBox().inputValue()).toBe("What is $6 \\cdot 7$?");
        await page.getByLabel("Tokens of one sample").fill("");
        expect(await alert.count()).toBe(0);
        for (const samples of ["0", "65", "a few"]) {
          await app.samplesField().fill(samples);
          await app.solveButton().click();
          await page
            .getByRole("alert")
            .filter({ hasText: /The number of samples must be/ })
            .waitFor();
          expect(await answerLatex()).toBe("42");
        }
        await app.samplesField().fill("3");
        const before = server.asked.length;
        await app.solveButton().click();
        await expect.poll(() => server.asked.length, { timeout: long }).toBeGreaterThan(before);
        await ended();
        expect(await samples().locator("[data-sample]").count()).toBe(3);
      },
    );
  });
});

describe("effort and the expert's settings", () => {
  it("decide how many samples are drawn, how, and when that ends", async () => {
    const asked: CompletionRequest[] = [];
    await onServer(
      (request) => {
        asked.push(request);
        return "</think>\nIt is \\boxed{42}.";
      },
      async () => {
        await app.problemBox().fill("What is $6 \\cdot 7$?");
        await page.getByText("Quick", { exact: true }).click();
        await app.problemBox().press("Control+Enter");
        await app.working().waitFor();
        await ended();
        await page.getByText("Hard", { exact: true }).click();
        await app.openMore();
        await page.getByLabel("Temperature").fill("0.3");
        await page.getByLabel("Top-p").fill("0.9");
        await page.getByLabel("Draw samples until").selectOption({ label: "all have ended" });
        asked.length = 0;
        await app.solveButton().click();
        await ended();
        // Twice as many as the server gets at once; each has a vote, though four would have been enough.
        expect(await answer().textContent()).toMatch(/Chosen by vote: 16 of 16 votes/);
        expect(asked.length).toBe(16);
        for (const { temperature, top_p } of asked) {
          expect({ temperature, top_p }).toEqual({ temperature: 0.3, top_p: 0.9 });
        }
        const link = "#problem=x&effort=quick&stopping=agree-2&temperature=1.5";
        await page.evaluate((hash) => {
          window.location.hash = hash;
        }, link);
        await page.getByText(/^1 sample, half as long at most/).waitFor();
        expect(await page.getByLabel("Temperature").inputValue()).toBe("1.5");
        expect(await page.getByLabel("Draw samples until").inputValue()).toBe("agree-2");
      },
    );
  });
});

describe("answers that are written in different ways", () => {
  it("vote together", async () => {
    let completions = 0;
    await onServer(
      () => {
        completions += 1;
        const half = completions % 2 === 1 ? "\\frac{\\sqrt{2}}{2}" : "\\frac{1}{\\sqrt{2}}";
        return `</think>\nIt is $\\boxed{${half}}$.`;
      },
      async () => {
        await solve("What is $\\sin 45°$?", 2);
        await ended();
        expect(await votes().getByRole("listitem").count()).toBe(1);
        expect(await answer().textContent()).toMatch(/Chosen by vote: 2 of 2 votes/);
      },
    );
  });
});

describe("answers that compete", () => {
  /** Every other sample says 41; comparisons prefer that, wherever it stands. */
  const undecided = () => {
    let completions = 0;
    return ({ prompt }: CompletionRequest) => {
      if (prompt.includes("Judgment:")) {
        const shown = [...prompt.matchAll(/^Solution \d+:\n.*?boxed\{(\d+)\}/gm)];
        const place = shown.findIndex(([, found]) => found === "41");
        return `</think>\nSolution ${place} is **sound**.\n\nJudgment: ${place}`;
      }
      completions += 1;
      const found = completions % 2 === 1 ? 42 : 41;
      return `</think>\nIt is $\\boxed{${found}}$.`;
    };
  };

  it("are compared; order, verdict and reasons are shown", async () => {
    await onServer(undecided(), async () => {
      await solve("What is $6 \\cdot 7$?", 4);
      await ended();
      expect(await answerLatex()).toBe("41");
      expect(await answer().textContent()).toMatch(/GenSelect\): 8 of 8 verdicts/);
      expect(await votes().getByRole("listitem").count()).toBe(2);
      expect(await answer().textContent()).toMatch(/Other answers.*2 votes/);
      // Requests may come in any order.
      const votesFor41 = votes().getByRole("listitem").filter({ hasText: "41" });
      const [, voters = ""] = /samples (\d, \d)/.exec((await votesFor41.textContent()) ?? "") ?? [];
      expect(await app.explanation().textContent()).toMatch(
        new RegExp(`It is.*41.*Written by sample [${voters.replace(", ", "")}]`),
      );
      const items = comparisons().locator("ol > li");
      expect(await items.count()).toBe(8);
      const first = items.first();
      // Two samples of each answer are shown, those of one answer together.
      expect(await first.textContent()).toMatch(/chose solution [02]/);
      expect(await first.locator(".contender-chosen annotation").textContent()).toBe("41");
      await first.locator("summary").press("Enter");
      await first.getByText("sound", { exact: true }).waitFor();
      expect(await first.textContent()).toMatch(/Solution 0 is of sample \d/);
    });
  });

  it("are compared by the demonstration model, which can't count without Python", async () => {
    await open();
    await page.getByText("Reasoning only", { exact: true }).click();
    // Off until a person switches it on: it votes better.
    expect(await page.getByLabel(/Compare answers/).isChecked()).toBe(false);
    await page.getByLabel(/Compare answers/).check();
    await app.openMore();
    // They compete with nearly every seed.
    for (let seed = 1; seed <= 5 && (await comparisons().count()) === 0; seed += 1) {
      await page.getByLabel("Seed").fill(String(seed));
      await solve(primes?.problem ?? "", 3);
      await ended();
    }
    const verdicts = await comparisons().locator(".comparison-verdict").allTextContents();
    const competitors = await votes().getByRole("listitem").count();
    // Four, or the next multiple of the answers.
    expect(verdicts.length).toBe(Math.ceil(4 / competitors) * competitors);
    for (const verdict of verdicts) expect(verdict).toMatch(/chose solution \d|void/);
    await comparisons().locator("summary").first().click();
    await comparisons()
      .getByText(/Judge?ment/)
      .first()
      .waitFor();
    const competing = await votes().locator(".vote-answer annotation").allTextContents();
    expect(competing.length).toBeGreaterThan(1);
    expect(competing).toContain(await answerLatex());
    expect(await answer().textContent()).toMatch(/Chosen by|A tie/);
  });

  it("are shown as a tie where nothing tells them apart, with one number of tokens", async () => {
    await onServer(undecided(), async () => {
      await page.getByLabel(/Compare answers/).uncheck();
      await solve("What is $6 \\cdot 7$?", 2);
      await ended();
      const card = await answer().textContent();
      expect(card).toMatch(
        /A tie: .*4[12].* and .*4[12].* have equally many votes \(1 vote each\)/,
      );
      expect(card).toMatch(/is shown only because it came first/);
      expect(card).not.toMatch(/Chosen by/);
      expect(card).toMatch(/50 % sure: the chance that more samples/);
    });
  });

  it("cost tokens, which the card and the history count alike", async () => {
    await onServer(undecided(), async () => {
      await solve("What is $6 \\cdot 7$?", 4);
      await ended();
      const [shown] = /\d[\d,]* tokens/.exec((await answer().textContent()) ?? "") ?? [];
      await answer().locator("summary", { hasText: "Figures" }).click();
      const figures = await answer().locator("details.cost").textContent();
      const [, generated] = /Tokens generated\s*([\d,]+)/.exec(figures ?? "") ?? [];
      expect(shown).toBe(`${generated} tokens`);
      await answer()
        .getByRole("link", { name: /Export, print or share/ })
        .click();
      await page.locator("main p", { hasText: `· ${shown} ·` }).waitFor();
    });
  });

  it("are left to the vote when asked so", async () => {
    await onServer(undecided(), async () => {
      await page.getByLabel(/Compare answers/).uncheck();
      await solve("What is $6 \\cdot 7$?", 5);
      await ended();
      expect(await answerLatex()).toBe("42");
      expect(await answer().textContent()).toMatch(/Chosen by vote: 3 of [345] votes/);
      expect(await comparisons().count()).toBe(0);
    });
  });
});
