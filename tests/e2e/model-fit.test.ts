import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { TestBrowser } from "../harness/browser";
import { type FaultServer, startFaultServer } from "../harness/fault-server";
import { appPage, launchForApp, long, newPage } from "./app-page";

// What the cards say of models that aren't here yet, with a real WebGPU adapter: a software one, which
// lacks shader-f16.

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp({ gpu: true });
});
beforeEach(async () => {
  page = await newPage(browser);
  // Machines differ.
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 16 });
  });
});
afterEach(() => page?.close());
afterAll(() => browser?.close());

const app = appPage(() => page);
const card = (title: string): Locator => page.getByRole("article", { name: title, exact: true });

async function openList(): Promise<void> {
  await page.goto(inject("appUrl"));
  await app.openModels();
}

describe("a model of the list", () => {
  it("runs on a GPU without 16-bit arithmetic, and that is said with how", async () => {
    await openList();
    const q8 = card("OpenMath-Nemotron-1.5B, Q8_0");
    await q8
      .getByText(/^Runs here on the GPU: 8 samples at once, up to 32,768 tokens each\./)
      .waitFor();
    await q8.getByText("Recommended").waitFor();
    await card("OpenMath-Nemotron-1.5B, Q4_K_M")
      .getByText(/^Runs here on the GPU: 8 samples at once/)
      .waitFor();
    await card("OpenMath-Nemotron-7B, Q4_K_M")
      .getByText(/^Runs here on the GPU: 5 samples at once/)
      .waitFor();
    const large = card("OpenMath-Nemotron-7B, Q8_0");
    await large.locator("summary").click();
    await large.getByText(/doesn't tell how much memory the GPU has\. About 10\.\d GB/).waitFor();
  });

  it("can be tested on this device before it is fetched, until the person cancels", async () => {
    await openList();
    const q8 = card("OpenMath-Nemotron-1.5B, Q8_0");
    const test = q8.getByRole("button", { name: "Test this device" });
    await test.click();
    const progress = q8.getByRole("progressbar");
    await expect
      .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: long })
      .toBeGreaterThan(0);
    // One at a time.
    const other = card("OpenMath-Nemotron-1.5B, Q4_K_M");
    expect(await other.getByRole("button", { name: "Test this device" }).isDisabled()).toBe(true);
    await q8.getByRole("button", { name: "Cancel" }).click();
    await test.waitFor();
    expect(await progress.count()).toBe(0);
    expect(await q8.getByRole("alert").count()).toBe(0);
  });

  it("is judged for llama.cpp where the browser gives no GPU", async () => {
    await page.addInitScript(() => {
      Object.defineProperty(GPU.prototype, "requestAdapter", { value: async () => null });
    });
    await openList();
    const q8 = card("OpenMath-Nemotron-1.5B, Q8_0");
    await q8.getByText(/^Runs here on the CPU: 1 sample at once/).waitFor();
    await q8.locator("summary").click();
    await q8.getByText(/No GPU can be used: the browser offers no WebGPU adapter/).waitFor();
    expect(await page.getByRole("button", { name: "Test this device" }).count()).toBe(0);
  });
});

describe("a package from an address", () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
    serve("tensor-cache.json", { records: [{ dataPath: "params_shard_0.bin", nbytes: 8 }] });
  });
  afterAll(() => server?.close());

  const serve = (name: string, value: object) =>
    server.serve(name, new TextEncoder().encode(JSON.stringify(value)));

  async function lookUp(format: string): Promise<Locator> {
    serve("mlc-chat-config.json", packageConfig(format));
    await openList();
    const address = `${server.origin}/${format}/mlc-chat-config.json`;
    await page.getByLabel("Address of the model").fill(address);
    await page.getByRole("button", { name: "Look it up" }).click();
    return card(format);
  }

  it("is judged by its format, before anything large is fetched", async () => {
    const fits = await lookUp("q4f32_1");
    await fits.getByText(/^Runs here on the GPU: 8 samples at once/).waitFor();
    const unfit = await lookUp("q3f16_1");
    await unfit.getByText("Can't run here").waitFor();
    await unfit
      .getByText(/a qwen2 model in the format q3f16_1, .* or the model as a GGUF file\./)
      .waitFor();
    expect(server.requests.every(({ path }) => path.endsWith(".json"))).toBe(true);
  });
});

describe("a model that is stored", () => {
  it("is judged by its own bytes", async () => {
    await openList();
    await page.getByLabel("Model file (GGUF)").setInputFiles("public/models/demo.gguf");
    await page.getByRole("button", { name: "Keep in this browser" }).click();
    await card("Math Solver Demo, Q8_0")
      .getByText(/^Runs here on the CPU: \d samples? at once, 4,096/)
      .waitFor();
  });
});

/** Of OpenMath-Nemotron-1.5B, as MLC's tools and ours write it. */
function packageConfig(format: string): object {
  return {
    model_type: "qwen2",
    quantization: format,
    context_window_size: 131_072,
    tokenizer_files: ["tokenizer.json"],
    model_config: {
      hidden_size: 1536,
      intermediate_size: 8960,
      num_attention_heads: 12,
      num_hidden_layers: 28,
      num_key_value_heads: 2,
      head_dim: 128,
      rms_norm_eps: 1e-6,
      rope_theta: 500_000,
      vocab_size: 151_936,
      tie_word_embeddings: true,
    },
  };
}
