import type { Page, Worker } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openTools } from "./wllama-harness";

// A real engine's worker that dies or falls silent in the middle of a text.

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await openTools(browser, inject("isolatedUrl"));
});
afterEach(() => page?.close());

const isEngine = (worker: Worker) => /\/engine\b/.test(worker.url());
const engineWorkers = () => page.workers().filter(isEngine);

interface Written {
  readonly text: string;
  readonly error: string | null;
  readonly notices: readonly string[];
}

/** Begins a long text in the page; `window.written` holds what came of it, `window.stop` ends it. */
async function begin(maxTokens: number): Promise<void> {
  await page.evaluate(async (maxTokens) => {
    const notices: string[] = [];
    const engine = await window.tools.script({ onNotice: (message) => notices.push(message) });
    const stop = new AbortController();
    const state = window as unknown as Record<string, unknown>;
    state.stop = stop;
    state.engine = engine;
    state.tokens = 0;
    const sequence = await engine.open("1", window.tools.greedy);
    state.written = window.tools
      .generate(sequence, {
        maxTokens,
        signal: stop.signal,
        onToken: (text) => {
          state.tokens = text.length;
        },
      })
      .then(({ text, error }) => ({ text, error, notices }));
  }, maxTokens);
  await page.waitForFunction(
    () => ((window as unknown as Record<string, number>).tokens ?? 0) > 20,
    null,
    { timeout: 60_000 },
  );
}

const written = () =>
  page.evaluate(() => (window as unknown as { written: Promise<Written> }).written);

/** The same text by an engine that nothing happened to. */
const undisturbed = (maxTokens: number) =>
  page.evaluate(async (maxTokens) => {
    const engine = await window.tools.script();
    const { text } = await window.tools.one(engine, "1", { maxTokens });
    await engine.unload();
    return text;
  }, maxTokens);

const faults = {
  "that crashes": () => {
    setTimeout(() => {
      throw new Error("injected");
    });
  },
  "that is gone without a word": () => self.close(),
  "whose event loop is blocked for good": () => {
    setTimeout(() => {
      for (;;);
    });
  },
} as const;

describe("an engine's worker", () => {
  for (const [name, fault] of Object.entries(faults)) {
    it(`${name} is replaced, and the text goes on where it was`, async () => {
      const length = 700;
      await begin(length);
      const [worker] = engineWorkers();
      await worker?.evaluate(fault);
      const { text, error, notices } = await written();
      expect(error).toBeNull();
      expect(notices).toEqual([
        expect.stringMatching(
          /(crashed \(.*injected\)|stopped answering)\. It is loaded again, and the samples go on/,
        ),
      ]);
      expect(text).toBe(await undisturbed(length));
    });
  }

  it("that answers nothing at a stop is ended, and the next text is written by another one", async () => {
    await begin(900);
    await engineWorkers()[0]?.evaluate(() => self.close());
    const { next, notices } = await page.evaluate(async () => {
      const state = window as unknown as {
        stop: AbortController;
        engine: Parameters<typeof window.tools.one>[0];
        written: Promise<Written>;
      };
      state.stop.abort();
      const { error, notices } = await state.written;
      if (error === null) throw new Error("It was not stopped.");
      const { text } = await window.tools.one(state.engine, "1", { maxTokens: 30 });
      return { next: text, notices };
    });
    expect(next).toBe(await undisturbed(30));
    expect(notices).toEqual([
      "The model did not answer when it was stopped. It is loaded again, and the samples go on from their text.",
    ]);
  });

  it("is left alone by a stop that it obeys", async () => {
    await begin(900);
    const { error, notices } = await page.evaluate(async () => {
      const state = window as unknown as {
        stop: AbortController;
        engine: Parameters<typeof window.tools.one>[0];
        written: Promise<Written>;
      };
      state.stop.abort();
      const first = await state.written;
      await window.tools.one(state.engine, "1", { maxTokens: 5 });
      return first;
    });
    expect(error).toContain("Stopped");
    expect(notices).toEqual([]);
    expect(engineWorkers().length).toBe(1);
  });
});
