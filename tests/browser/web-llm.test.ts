import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createTokenDecoder, openTokenizer } from "../../src/engine/webgpu/tokenizer";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { type FaultServer, startFaultServer } from "../harness/fault-server";
import { serveWebLlmPackage } from "../harness/web-llm-package";

// web-llm itself, on a software GPU: the demonstration model as an MLC package of our converter's, with a
// library that tools/web-llm-library compiled.

let browser: TestBrowser;
let page: Page;
let server: FaultServer;
let expected: { readonly prompt: string; readonly text: string };

beforeAll(async () => {
  server = await startFaultServer();
  const made = await serveWebLlmPackage(server);
  expected = await readGreedy(JSON.parse(`${made.files.get("tokenizer.json")}`));
  browser = await launchBrowser({ gpu: true });
  page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/webgpu-engine.page.ts", type: "module" });
  await page.waitForFunction(() => "gpu" in window);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** A prompt, and what numpy writes after it (`tools/engine-reference/make_demo.py`). */
async function readGreedy(json: unknown) {
  const tokenizer = openTokenizer(json);
  const text = await readFile("tests/fixtures/engine-reference/demo.json", "utf8");
  const { greedyStart, greedy }: Record<string, number[]> = JSON.parse(text);
  const decode = (tokens: readonly number[]) => {
    const decoder = createTokenDecoder(tokenizer);
    return tokens.map((token) => decoder.add(token)).join("") + decoder.end();
  };
  return { prompt: decode(greedyStart ?? []), text: decode((greedy ?? []).slice(0, 8)) };
}

describe("a package by web-llm", { timeout: 600_000 }, () => {
  it("is loaded from an address with its library, and writes what numpy writes, a sample at a time", async () => {
    const { info, written, shares } = await page.evaluate(
      async ([origin, prompt]) => {
        const shares: number[] = [];
        const engine = await window.gpu.createWorkerEngine({
          model: {
            webLlm: {
              kind: "address",
              package: `${origin}/demo/`,
              library: `${origin}/library.wasm`,
            },
          },
          modelName: "Math Solver Demo",
          onProgress: (progress) => "share" in progress && shares.push(progress.share),
        });
        const sampling = { temperature: 0, topP: 1, seed: 1 };
        const sequences = await Promise.all([0, 1].map(() => engine.open(prompt, sampling)));
        const written = await Promise.all(
          sequences.map((sequence) => window.gpu.write(sequence, { maxTokens: 8 })),
        );
        const { info } = engine;
        await engine.unload();
        return { info, written, shares };
      },
      [server.origin, expected.prompt] as const,
    );
    expect(info).toMatchObject({
      ...{ backend: "webgpu", maxSequences: 1, contextLength: 4096, keepsKv: false },
      device: expect.stringMatching(/web-llm, one sample at a time/),
      promptForm: { kind: "openmath", assumed: false },
    });
    expect(shares.at(-1)).toBe(1);
    for (const { text, end, error } of written) {
      expect(error).toBeNull();
      expect(text).toBe(expected.text);
      expect(end).toMatchObject({ reason: "token-limit", generatedTokens: 8 });
    }
  });

  it("says what failed where an address has no package", async () => {
    const message = await page.evaluate(
      async (origin) => {
        const place = {
          kind: "address",
          package: `${origin}/x/`,
          library: `${origin}/y.wasm`,
        } as const;
        return window.gpu
          .createWorkerEngine({ model: { webLlm: place }, modelName: "nothing" })
          .then(
            () => "",
            (error: unknown) => String(error),
          );
      },
      `${server.origin.replace(/\d+$/, "9")}`,
    );
    expect(message).toMatch(/^ModelLoadError: web-llm could not load nothing: /);
  });
});
