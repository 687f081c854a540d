import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openTools } from "./wllama-harness";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe("what can be wrong with a model file", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openTools(browser, inject("isolatedUrl"));
  });

  it("says so when there is none, or something else", async () => {
    const errors = await page.evaluate(async () => {
      const bytes = await (await window.tools.file("script.gguf")).arrayBuffer();
      const garbage = new Uint8Array(50_000).fill(7);
      garbage.set([71, 71, 85, 70]);
      const load = (model: string | Blob) => window.tools.tryLoad({ model, modelName: "m" });
      return {
        missing: await load("/tests/fixtures/no-such-model.bin"),
        page: await load("/tests/harness/blank.html"),
        foreign: await load(new Blob(["PK zip file"])),
        empty: await load(new Blob([])),
        garbage: await load(new Blob([garbage])),
        cut: await load(new Blob([bytes.slice(0, 120_000)])),
        cutHeader: await load(new Blob([bytes.slice(0, 900)])),
        unreachable: await load("http://127.0.0.1:9/model.gguf"),
      };
    });
    expect(errors.missing).toMatch(/^ModelLoadError: /);
    expect(errors.page).toMatch(/^ModelLoadError: A web page came instead of the model/);
    expect(errors.foreign).toMatch(/^ModelLoadError: This is no GGUF model file/);
    expect(errors.empty).toMatch(/^ModelLoadError: The model file is empty/);
    expect(errors.garbage).toMatch(/^ModelLoadError: The model file is cut off or damaged/);
    expect(errors.cut).toMatch(/^ModelLoadError: The model file is cut off or damaged/);
    expect(errors.cutHeader).toMatch(/^ModelLoadError: The/);
    expect(errors.unreachable).toMatch(/^ModelLoadError: The model could not be fetched/);
  });

  it("says so when memory does not suffice", async () => {
    const error = await page.evaluate(async () => {
      const bytes = new Uint8Array(await (await window.tools.file("script.gguf")).arrayBuffer());
      const header = new TextDecoder("latin1").decode(bytes.slice(0, 2000));
      const at = header.indexOf(".context_length") + ".context_length".length + 4;
      new DataView(bytes.buffer).setUint32(at, 2 ** 30, true);
      const contextLength = 2 ** 28;
      const model = new Blob([bytes]);
      return window.tools.tryLoad({ model, modelName: "m", contextLength });
    });
    expect(error).toMatch(/^ModelLoadError: There is not enough memory/);
  });

  it("works again after a failed load", async () => {
    const text = await page.evaluate(async () => {
      await window.tools.tryLoad({ model: new Blob(["nonsense"]), modelName: "m" });
      const engine = await window.tools.script();
      const { text } = await window.tools.one(engine, "a", { maxTokens: 3 });
      await engine.unload();
      return text;
    });
    expect(text).toBe("bcd");
  });
});

describe("a model that loads", () => {
  it("comes from an address with progress, from a file, and in parts", async () => {
    const page = await openTools(browser, inject("isolatedUrl"));
    const { size } = await readFile("tests/fixtures/script.gguf").then((bytes) => ({
      size: bytes.length,
    }));
    const result = await page.evaluate(async () => {
      const progress: object[] = [];
      const engine = await window.tools.createWorkerEngine({
        model: "/tests/fixtures/script.gguf",
        modelName: "script",
        contextLength: 100_000,
        onProgress: (now) => progress.push(now),
      });
      const info = engine.info;
      await engine.unload();
      const file = await window.tools.script({ model: await window.tools.file("script.gguf") });
      const { text } = await window.tools.one(file, "a", { maxTokens: 3 });
      await file.unload();
      return { progress, info, text };
    });
    expect(result.progress.at(-1)).toEqual({ loadedBytes: size, totalBytes: size });
    expect(result.info).toMatchObject({ modelName: "script", keepsKv: true, givesLogprobs: true });
    // Not more than it was trained for.
    expect(result.info.contextLength).toBe(8192);
    expect(result.text).toBe("bcd");
  });

  it("can be given up while it loads, and unloaded while it generates", async () => {
    const page = await openTools(browser, inject("isolatedUrl"));
    const results = await page.evaluate(async () => {
      const controller = new AbortController();
      const loading = window.tools
        .createWorkerEngine({
          model: "/tests/fixtures/script.gguf",
          modelName: "script",
          signal: controller.signal,
        })
        .catch(String);
      controller.abort();
      const given = await loading;
      const engine = await window.tools.script();
      const running = window.tools.one(engine, "a", {
        maxTokens: 1000,
        onToken: () => void engine.unload(),
      });
      const { error } = await running.catch((thrown) => ({ error: String(thrown) }));
      const after = await engine.open("a", window.tools.greedy).catch(String);
      return { given, error, after };
    });
    expect(results.given).toBe("AbortedError: Stopped.");
    expect(results.error).toMatch(/^EngineError: The model was unloaded/);
    expect(results.after).toMatch(/^EngineError: The model was unloaded/);
  });
});

describe("what dies", () => {
  it("goes on with everything under way when the engine's worker crashes", async () => {
    const page = await openTools(browser, inject("isolatedUrl"));
    const ends = await page.evaluate(async () => {
      const workers = window.tools.recordWorkers();
      const engine = await window.tools.script();
      const running = [1, 2].map(() => engine.open("a", window.tools.greedy));
      const generating = (await Promise.all(running)).map((sequence) =>
        window.tools.generate(sequence, { maxTokens: 50 }),
      );
      workers[0]?.dispatchEvent(new ErrorEvent("error", { message: "out of luck" }));
      return Promise.all(generating);
    });
    for (const { error, end } of ends) {
      expect(error).toBeNull();
      expect(end).toMatchObject({ reason: "token-limit", generatedTokens: 50 });
    }
  });

  it("says so when llama.cpp's own worker can't start", async () => {
    const page = await openTools(browser, inject("isolatedUrl"));
    const error = await page.evaluate(async () => {
      // The library's worker is a blob: a site may forbid that.
      const policy = document.createElement("meta");
      policy.httpEquiv = "Content-Security-Policy";
      policy.content = "worker-src 'self'";
      document.head.append(policy);
      const model = await window.tools.file("script.gguf");
      return window.tools
        .createWllamaEngine({ model, modelName: "script", layout: { instances: 1 } })
        .then(() => "loaded", String);
    });
    expect(error).toMatch(/^ModelLoadError: The browser did not start llama\.cpp's worker/);
  });

  it("says so when llama.cpp itself aborts, and starts it anew for the next", async () => {
    const page = await openTools(browser, inject("isolatedUrl"));
    const results = await page.evaluate(async () => {
      const workers = window.tools.recordWorkers();
      // In the page itself, to reach the library's own worker.
      const engine = await window.tools.createWllamaEngine({
        model: await window.tools.file("script.gguf"),
        modelName: "script",
        layout: { instances: 1 },
      });
      let told = false;
      const running = window.tools.one(engine, "a", {
        maxTokens: 1000,
        onToken: () => {
          if (told) return;
          told = true;
          const args = ["abort", "Aborted(OOM)", "", null];
          const data = { verb: "signal.abort", args };
          workers[0]?.dispatchEvent(new MessageEvent("message", { data }));
        },
      });
      const { error } = await running;
      const later = await window.tools.one(engine, "a", { maxTokens: 3 });
      await engine.unload();
      return { error, later: later.text };
    });
    expect(results.error).toMatch(/^EngineError: llama\.cpp crashed.*memory/);
    expect(results.later).toBe("bcd");
  });
});
