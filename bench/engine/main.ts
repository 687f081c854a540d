import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { createServer } from "vite";
import { launchBrowser } from "../../tests/harness/browser";
import type { Speed } from "./page";

const usage = `npm run bench:engine -- [options]

Tokens a second of one model in one page: our GPU engine with more and more samples, and llama.cpp on
the CPU. Without a GPU the adapter is a software one: then only the mechanics count, not the speed.

  --model URL     a GGUF file, as the app's server delivers it   (/models/demo.gguf)
  --tokens N      of each sample; of llama.cpp 16 times as many  (32)
  --batches LIST  samples at a time                              (1,2,4,8,16)
  --server URL    a llama-server with the same model, as a scale
  --vulkan        use this machine's GPU`;

/** llama.cpp on the CPU is so much faster than a software GPU that few tokens tell nothing. */
const many = 16;

/** @returns the exit code: 0, or 2 when the command line can't be carried out */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      model: { type: "string", default: "/models/demo.gguf" },
      tokens: { type: "string", default: "32" },
      batches: { type: "string", default: "1,2,4,8,16" },
      server: { type: "string", default: "" },
      vulkan: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const tokens = Number(values.tokens);
  const batches = values.batches.split(",").map(Number);
  if (values.help || !(tokens >= 2) || !batches.every((batch) => batch >= 1 && batch <= 16)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  await withPage(values.vulkan, async (page) => {
    await benchGpu(page, values.model, tokens, batches);
    const cpu = await page.evaluate((url) => window.engineBench.loadLlama(url), values.model);
    await benchOther(page, `llama.cpp in the browser, ${cpu.device}`, tokens * many, batches);
    if (!values.server) return;
    await page.evaluate((url) => window.engineBench.loadServer(url), values.server);
    await benchOther(page, "llama.cpp, native, CPU", tokens * many, batches);
  });
  return 0;
}

async function benchGpu(
  page: Page,
  model: string,
  tokens: number,
  batches: readonly number[],
): Promise<void> {
  const gpu = await page.evaluate((url) => window.engineBench.loadGpu(url), model);
  console.log(`GPU engine on ${gpu.device}\n`);
  console.log(
    "| samples | tokens/s | of one sample | time of a step, of one sample | kernels a step | weights read a second |",
  );
  console.log("| --- | --- | --- | --- | --- | --- |");
  let one: Speed | null = null;
  for (const batch of batches) {
    const speed = await measure(page, batch, tokens);
    const { kernels, weightBytes } = await page.evaluate((n) => window.engineBench.step(n), batch);
    one ??= speed;
    const steps = speed.decode / batch;
    const cells = [
      batch,
      speed.decode.toFixed(1),
      `${(speed.decode / one.decode).toFixed(2)} ×`,
      `${(one.decode / steps).toFixed(2)} ×`,
      kernels,
      `${((steps * weightBytes) / 1e9).toFixed(3)} GB`,
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log(`\nPrefill: ${one?.prefill.toFixed(0)} tokens/s`);
  await page.evaluate(() => window.engineBench.unload());
}

async function benchOther(
  page: Page,
  name: string,
  tokens: number,
  batches: readonly number[],
): Promise<void> {
  console.log(`\n${name}\n`);
  console.log("| samples | tokens/s |");
  console.log("| --- | --- |");
  for (const batch of batches) {
    console.log(`| ${batch} | ${(await measure(page, batch, tokens)).decode.toFixed(1)} |`);
  }
  await page.evaluate(() => window.engineBench.unload());
}

function measure(page: Page, batch: number, tokens: number): Promise<Speed> {
  return page.evaluate(([batch, tokens]) => window.engineBench.measure(batch, tokens), [
    batch,
    tokens,
  ] as const);
}

async function withPage(vulkan: boolean, use: (page: Page) => Promise<void>): Promise<void> {
  const app = await createServer({
    server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
    cacheDir: "node_modules/.vite-bench",
    logLevel: "error",
  });
  await app.listen();
  const browser = await launchBrowser({ gpu: vulkan ? "vulkan" : true });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(
      `${app.resolvedUrls?.local[0] ?? app.resolvedUrls?.network[0]}bench/engine/page.html`,
    );
    await page.waitForFunction(() => "engineBench" in window);
    await use(page);
  } finally {
    await browser.close();
    await app.close();
  }
}
