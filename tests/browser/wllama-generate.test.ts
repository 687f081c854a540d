import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openTools } from "./wllama-harness";

// What follows each character is known: tools/engine-fixture/make_script_model.py

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openTools(browser, inject("isolatedUrl"));
});
afterAll(() => browser?.close());

describe("how a generation ends", () => {
  it("tells the end of the turn, a token limit and a full context apart", async () => {
    const ends = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const turn = await window.tools.one(engine, "x!");
      const text = await window.tools.one(engine, "x?");
      const limit = await window.tools.one(engine, "a", { maxTokens: 5 });
      const full = await window.tools.one(engine, "a", { maxTokens: 5000 });
      const nothing = await window.tools.one(engine, "a", { maxTokens: 0 });
      await engine.unload();
      return { turn, text, limit, full, nothing };
    });
    expect(ends.turn).toMatchObject({ text: "", end: { reason: "end-of-turn" } });
    expect(ends.text).toMatchObject({ text: "", end: { reason: "end-of-turn" } });
    expect(ends.limit).toMatchObject({
      text: "bcdef",
      end: { reason: "token-limit", stopString: null, generatedTokens: 5 },
    });
    expect(ends.full.end).toMatchObject({ reason: "context-full", generatedTokens: 1023 });
    expect(ends.full.text).toHaveLength(1023);
    expect(ends.nothing).toMatchObject({ text: "", end: { reason: "token-limit" } });
  });
});
