import { describe, expect, inject, it } from "vitest";
import { type LaunchOptions, launchBrowser } from "../harness/browser";
import { openTools } from "./wllama-harness";

/** What the engine says of itself, what it wrote, and every address that was asked for. */
async function run(
  baseUrl: string,
  options: LaunchOptions = {},
  layout: { instances?: number; threads?: number } = {},
) {
  const browser = await launchBrowser(options);
  try {
    const addresses: string[] = [];
    browser.context.on("request", (request) => addresses.push(request.url()));
    const page = await openTools(browser, baseUrl);
    const result = await page.evaluate(async (layout) => {
      const model = await window.tools.file("script.gguf");
      const params = { model, modelName: "script", contextLength: 512, maxSequences: 2, layout };
      const engine = await window.tools.createWorkerEngine(params);
      const { text, error } = await window.tools.one(engine, "a", { maxTokens: 5 });
      await engine.unload();
      return { info: engine.info, text, error };
    }, layout);
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

  it("works without isolation: a small model needs none, a large one has one thread", async () => {
    const small = await run(inject("plainUrl"));
    expect(small.text).toBe("bcdef");
    expect(small.info.fallbackReason).not.toMatch(/isolated/);
    expectOwnOrigin(small.addresses, inject("plainUrl"));
    const large = await run(inject("plainUrl"), {}, { instances: 1, threads: 2 });
    expect(large.text).toBe("bcdef");
    expect(large.info).toMatchObject({
      backend: "cpu-single-thread",
      device: "CPU, 1 thread",
      threads: 1,
      fallbackReason: expect.stringMatching(/not cross-origin isolated.*COOP and COEP/),
    });
    const isolated = await run(inject("isolatedUrl"), {}, { instances: 1, threads: 2 });
    expect(isolated.text).toBe("bcdef");
    expect(isolated.info).toMatchObject({ backend: "cpu-threads", threads: 2 });
    expect(isolated.info.fallbackReason).not.toMatch(/isolated/);
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
