import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { type FaultServer, startFaultServer } from "../harness/fault-server";
import { openStorePage } from "./model-store-harness";

const pieceBytes = 256 * 1024;

let browser: TestBrowser;
let server: FaultServer;
let page: Page;
beforeAll(async () => {
  server = await startFaultServer();
  server.serve("demo.gguf", await readFile("public/models/demo.gguf"));
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
async function generate(model: string | { storedId: string }) {
  return page.evaluate(async (model) => {
    const progress: number[] = [];
    try {
      const engine = await window.storeTools.createWorkerEngine({
        model,
        modelName: "m",
        contextLength: 512,
        layout: { instances: 1, threads: 1 },
        onProgress: ({ loadedBytes, totalBytes }) => progress.push(loadedBytes / (totalBytes ?? 1)),
      });
      const sequence = await engine.open("What is 12 + 30?", { temperature: 0, topP: 1, seed: 1 });
      let text = "";
      const { signal } = new AbortController();
      for await (const event of sequence.generate({ stop: [], maxTokens: 40, signal })) {
        if (event.kind === "token") text += event.text;
      }
      await engine.unload();
      return { text, error: null, progress };
    } catch (error) {
      return { text: null, error: String(error), progress };
    }
  }, model);
}

describe("a stored model in the engine", () => {
  it("writes the same as from its address, with progress and no request", async () => {
    await store(server.url("demo.gguf"));
    const before = server.requests.length;
    const stored = await generate({ storedId: "demo" });
    const direct = await generate("/models/demo.gguf");
    expect(stored.error).toBeNull();
    expect(stored.text).toBe(direct.text);
    expect(stored.text?.length).toBeGreaterThan(20);
    expect(stored.progress).toEqual([...stored.progress].sort((a, b) => a - b));
    expect(stored.progress.length).toBeGreaterThan(10);
    expect(stored.progress.at(-1)).toBe(1);
    expect(server.requests.length).toBe(before);
  });

  it("is mended where a piece is damaged or lost: exactly that range is fetched, once", async () => {
    await store(server.url("demo.gguf"));
    await spoil(3, "other bytes");
    await spoil(5, "nothing");
    const before = server.requests.length;
    const first = await generate({ storedId: "demo" });
    const ranges = server.requests.slice(before).map(({ range }) => range?.[0]);
    const again = await generate({ storedId: "demo" });
    expect(first.error).toBeNull();
    expect(first.text).toBe((await generate("/models/demo.gguf")).text);
    expect(again.text).toBe(first.text);
    expect(ranges.sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([3 * pieceBytes, 5 * pieceBytes]);
    expect(server.requests.slice(before).map(({ sent }) => sent[1] - sent[0])).toEqual([
      pieceBytes,
      pieceBytes,
    ]);
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
      /^IntegrityError: Part 4 of 23 of demo.gguf is damaged.*can't be reached. Connect to the internet, then try again. The rest is kept/,
    );
    expect(changed.error).toMatch(/^IntegrityError: Part 4 .* another one now. Delete the model/);
    expect(deleted.error).toMatch(/^ModelMissingError: This model is no longer stored/);
    expect(fromDisk.error).toMatch(/^IntegrityError: Part 4 .* Import the file again/);
  });
});
