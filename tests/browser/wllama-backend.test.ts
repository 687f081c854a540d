import { describe, expect, inject, it } from "vitest";
import { type LaunchOptions, launchBrowser } from "../harness/browser";
import { openTools } from "./wllama-harness";

/** What the engine says of itself, what it wrote, and every address that was asked for. */
async function run(baseUrl: string, options: LaunchOptions = {}, prepare = () => {}) {
  const browser = await launchBrowser(options);
  try {
    const addresses: string[] = [];
    browser.context.on("request", (request) => addresses.push(request.url()));
    await browser.context.addInitScript(prepare);
    const page = await openTools(browser, baseUrl);
    const result = await page.evaluate(async () => {
      const model = await window.tools.file("script.gguf");
      const params = { model, modelName: "script", contextLength: 512, maxSequences: 2 };
      const engine = await window.tools.createWorkerEngine(params);
      const { text, error } = await window.tools.one(engine, "a", { maxTokens: 5 });
      await engine.unload();
      return { info: engine.info, text, error };
    });
    return { ...result, addresses };
  } finally {
    await browser.close();
  }
}

describe("which backend runs", () => {
  it("is the CPU with threads when there is no GPU, and asks no other host", async () => {
    const { info, text, addresses } = await run(inject("isolatedUrl"));
    expect(text).toBe("bcdef");
    expect(info).toMatchObject({ contextLength: 512, maxSequences: 2 });
    expect(info.backend).toMatch(/^cpu-/);
    expect(info.device).toMatch(/^CPU, \d+ threads?$/);
    expect(info.fallbackReason).toMatch(/no WebGPU adapter/);
    expect(addresses.some((address) => address.includes("wllama.wasm"))).toBe(true);
    expectOwnOrigin(addresses, inject("isolatedUrl"));
  });

  it("is the CPU when the adapter lacks shader-f16, and says why", async () => {
    const { info, text } = await run(inject("isolatedUrl"), { gpu: true });
    expect(text).toBe("bcdef");
    expect(info.backend).toMatch(/^cpu-/);
    expect(info.fallbackReason).toMatch(/GPU \(.+\) lacks .*shader-f16/);
  });

  it("is the CPU when llama.cpp silently leaves the GPU alone", async () => {
    const browser = await launchBrowser({ gpu: true });
    try {
      const page = await openTools(browser, inject("isolatedUrl"));
      const info = await page.evaluate(async () => {
        // The adapter claims shader-f16 here, but not in llama.cpp's own worker.
        const real = GPU.prototype.requestAdapter;
        GPU.prototype.requestAdapter = async function (options) {
          const adapter = await real.call(this, options);
          if (adapter)
            Object.defineProperty(adapter, "features", { value: new Set(["shader-f16"]) });
          return adapter;
        };
        const engine = await window.tools.createWllamaEngine({
          model: await window.tools.file("script.gguf"),
          modelName: "script",
          contextLength: 512,
        });
        const { text } = await window.tools.one(engine, "a", { maxTokens: 5 });
        await engine.unload();
        return { ...engine.info, text };
      });
      expect(info).toMatchObject({
        backend: expect.stringMatching(/^cpu-/),
        fallbackReason: expect.stringMatching(/did not take the GPU/),
        text: "bcdef",
      });
    } finally {
      await browser.close();
    }
  });

  it("works without isolation, and says that instances have one thread", async () => {
    const { info, text, addresses } = await run(inject("plainUrl"));
    expect(text).toBe("bcdef");
    expect(info.fallbackReason).toMatch(/not cross-origin isolated.*COOP and COEP/);
    expectOwnOrigin(addresses, inject("plainUrl"));
  });

  it("uses our own copy of the build for older browsers, never a CDN's", async () => {
    const browser = await launchBrowser();
    try {
      const addresses: string[] = [];
      browser.context.on("request", (request) => addresses.push(request.url()));
      const page = await openTools(browser, inject("isolatedUrl"));
      const text = await page.evaluate(async () => {
        // As in browsers without JSPI.
        Reflect.deleteProperty(WebAssembly, "Suspending");
        const engine = await window.tools.createWllamaEngine({
          model: await window.tools.file("script.gguf"),
          modelName: "script",
          contextLength: 512,
          layout: { instances: 1 },
        });
        const { text } = await window.tools.one(engine, "T", { stop: ["</tool_call>"] });
        await engine.unload();
        return text;
      });
      expect(text).toBe("<tool_call>XY</tool_call>");
      expect(addresses.some((address) => address.includes("wllama-compat"))).toBe(true);
      expectOwnOrigin(addresses, inject("isolatedUrl"));
    } finally {
      await browser.close();
    }
  });
});

function expectOwnOrigin(addresses: readonly string[], baseUrl: string) {
  const { origin } = new URL(baseUrl);
  const foreign = addresses.filter(
    (address) => new URL(address).origin !== origin && !address.startsWith("data:"),
  );
  expect(foreign).toEqual([]);
}
