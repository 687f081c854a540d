import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { type FaultServer, startFaultServer } from "../harness/fault-server";
import { openStorePage } from "./model-store-harness";
import { splitGguf } from "./split-gguf";

const pieceBytes = 256 * 1024;

let browser: TestBrowser;
let server: FaultServer;
let page: Page;
let size: number;
beforeAll(async () => {
  server = await startFaultServer();
  const bytes = await readFile("public/models/demo.gguf");
  server.serve("demo.gguf", bytes);
  size = bytes.length;
});
beforeEach(async () => {
  // Each test has a profile, and so a store, of its own.
  browser = await launchBrowser();
  page = await openStorePage(browser);
});
afterEach(() => browser?.close());
afterAll(() => server?.close());

/** Stores the demonstration model in small pieces. */
async function store(url: string | null): Promise<void> {
  await page.evaluate(
    async ({ url, pieceBytes }) => {
      const response = await fetch("/models/demo.gguf");
      const bytes = new Uint8Array(await response.arrayBuffer());
      const store = await window.storeTools.openModelStore();
      await window.storeTools.keep(store, { id: "demo", pieceBytes, url }, bytes);
      store.close();
    },
    { url, pieceBytes },
  );
}

async function spoil(index: number, value: "other bytes" | "nothing"): Promise<void> {
  await page.evaluate(
    async ({ index, value, pieceBytes }) => {
      const blob = new Blob([window.storeTools.noise(pieceBytes, 7)]);
      const record = value === "nothing" ? undefined : { blob };
      await window.storeTools.overwrite("models", "pieces", ["demo", 0, index], record);
    },
    { index, value, pieceBytes },
  );
}

/** What the model writes, or why it was not loaded. */
async function generate(
  model: string | { storedId: string },
  { prompt = "What is 12 + 30?", maxTokens = 16 } = {},
) {
  return page.evaluate(
    async ({ model, prompt, maxTokens }) => {
      const progress: number[] = [];
      try {
        const engine = await window.storeTools.createWorkerEngine({
          model,
          modelName: "m",
          contextLength: 512,
          layout: { instances: 1, threads: 1 },
          onProgress: (now) =>
            progress.push("share" in now ? now.share : now.loadedBytes / (now.totalBytes ?? 1)),
        });
        const sequence = await engine.open(prompt, { temperature: 0, topP: 1, seed: 1 });
        let text = "";
        const { signal } = new AbortController();
        for await (const event of sequence.generate({ stop: [], maxTokens, signal })) {
          if (event.kind === "token") text += event.text;
        }
        await engine.unload();
        return { text, error: null, progress };
      } catch (error) {
        return { text: null, error: String(error), progress };
      }
    },
    { model, prompt, maxTokens },
  );
}

describe("a stored model in the engine", () => {
  it("writes the same as from its address; damaged and lost pieces are fetched, once and alone", async () => {
    const direct = await generate("/models/demo.gguf");
    await store(server.url("demo.gguf"));
    const whole = await generate({ storedId: "demo" });
    const before = server.requests.length;
    await spoil(3, "other bytes");
    await spoil(5, "nothing");
    const mended = await generate({ storedId: "demo" });
    const requests = server.requests.slice(before);
    const contents = await page.evaluate(async () =>
      window.storeTools.contents(await window.storeTools.openModelStore()),
    );
    expect(direct.text?.length).toBeGreaterThan(10);
    expect(whole.text).toBe(direct.text);
    expect(before).toBe(0);
    expect(whole.progress).toEqual([...whole.progress].sort((a, b) => a - b));
    expect(whole.progress.length).toBeGreaterThan(10);
    expect(whole.progress.at(-1)).toBe(1);
    expect(mended.error).toBeNull();
    expect(mended.text).toBe(direct.text);
    expect(requests.map(({ sent }) => sent).sort(([a], [b]) => a - b)).toEqual([
      [3 * pieceBytes, 4 * pieceBytes],
      [5 * pieceBytes, 6 * pieceBytes],
    ]);
    expect(contents).toHaveLength(Math.ceil(size / pieceBytes));
    for (const { sha256, found } of contents) expect(found).toBe(sha256);
  });

  it("is loaded from all its files when it is split", async () => {
    for (const [n, part] of (await splitGguf("tests/fixtures/script.gguf")).entries()) {
      server.serve(`part-${n + 1}.gguf`, part);
    }
    await page.evaluate(
      async (urls) => {
        const store = await window.storeTools.openModelStore();
        const parts = await Promise.all(
          urls.map(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer())),
        );
        await window.storeTools.keep(store, { id: "split", pieceBytes: 50_000 }, ...parts);
        store.close();
      },
      [server.url("part-1.gguf"), server.url("part-2.gguf")],
    );
    const { text, error, progress } = await generate(
      { storedId: "split" },
      { prompt: "a", maxTokens: 5 },
    );
    expect(error).toBeNull();
    expect(text).toBe("bcdef");
    expect(progress.at(-1)).toBe(1);
  });

  it("is not loaded damaged: without its server, with another file there, or from disk", async () => {
    await store(server.url("demo.gguf"));
    await spoil(3, "other bytes");
    await server.goOffline();
    const offline = await generate({ storedId: "demo" });
    await server.goOnline();
    server.fault = () => ({ corruptAt: 3 * pieceBytes + 10 });
    const changed = await generate({ storedId: "demo" });
    server.fault = () => ({});
    await page.evaluate(async () => {
      const store = await window.storeTools.openModelStore();
      await store.delete("demo");
      store.close();
    });
    const deleted = await generate({ storedId: "demo" });
    await store(null);
    await spoil(3, "other bytes");
    const fromDisk = await generate({ storedId: "demo" });
    expect(offline.error).toMatch(
      /^IntegrityError: Part 4 of \d+ of demo.gguf is damaged on this device, and fetching it again failed. .*can't be reached/,
    );
    expect(changed.error).toMatch(/^IntegrityError: Part 4 .* another one now. Delete the model/);
    expect(deleted.error).toMatch(/^ModelMissingError: This model is no longer stored/);
    expect(fromDisk.error).toMatch(/^IntegrityError: Part 4 .* Import the file again/);
  });
});
