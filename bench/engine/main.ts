import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { createServer } from "vite";
import { launchBrowser } from "../../tests/harness/browser";
import { type Prepared, prepareTransformersJs, prepareWebLlm } from "./others/prepare";
import type { OtherInfo, Speed } from "./page";

const usage = `npm run bench:engine -- [options]

Tokens a second of one model in one page: our GPU engine with more and more samples, and others with the
same weights: web-llm, transformers.js (ONNX Runtime), llama.cpp in the browser. Without a GPU the
adapter is a software one: then only the mechanics count, not the speed.

  --model URL     a GGUF file, as the app's server delivers it   (/models/demo.gguf)
  --tokens N      of each sample; on the CPU 16 times as many    (32)
  --batches LIST  samples at a time                              (1,2,4,8,16)
  --only LIST     of ours,web-llm,transformers.js,llama.cpp      (all)
  --server URL    a llama-server with the same model, as a scale
  --vulkan        use this machine's GPU`;

/** llama.cpp on the CPU is so much faster than a software GPU that few tokens tell nothing. */
const many = 16;

/** Tokens that show whether two engines run the same model. */
const greedyTokens = 24;

const runs = ["ours", "web-llm", "transformers.js", "llama.cpp"] as const;

/** @returns the exit code: 0, or 2 when the command line can't be carried out */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      model: { type: "string", default: "/models/demo.gguf" },
      tokens: { type: "string", default: "32" },
      batches: { type: "string", default: "1,2,4,8,16" },
      only: { type: "string", default: runs.join(",") },
      server: { type: "string", default: "" },
      vulkan: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const tokens = Number(values.tokens);
  const batches = values.batches.split(",").map(Number);
  const only = values.only.split(",");
  if (!only.every((name) => runs.some((run) => run === name))) values.help = true;
  if (values.help || !(tokens >= 2) || !batches.every((batch) => batch >= 1 && batch <= 16)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const { model, server } = values;
  const file = `public${model}`;
  console.log(
    `Load of this machine: ${loadavg()
      .map((n) => n.toFixed(1))
      .join(", ")}\n`,
  );
  await withPage(values.vulkan, async (page) => {
    const bench: Bench = { page, tokens, batches, ours: null };
    if (only.includes("ours")) await benchGpu(bench, model);
    if (only.includes("web-llm")) {
      await benchOther(bench, "web-llm", tokens, await prepareWebLlm(file), ({ folder, library }) =>
        page.evaluate(([a, b]) => window.engineBench.loadWebLlm(a, b), [folder, library] as const),
      );
    }
    if (only.includes("transformers.js")) {
      const prepared = await prepareTransformersJs(file);
      for (const device of ["webgpu", "wasm"] as const) {
        const count = device === "wasm" ? tokens * many : tokens;
        await benchOther(bench, `transformers.js (${device})`, count, prepared, ({ folder }) =>
          page.evaluate(([a, b]) => window.engineBench.loadTransformersJs(a, b), [
            folder,
            device,
          ] as const),
        );
      }
    }
    if (only.includes("llama.cpp")) {
      for (const device of ["webgpu", "cpu"] as const) {
        const count = device === "cpu" ? tokens * many : tokens;
        await benchOther(bench, `llama.cpp in the browser (${device})`, count, {}, async () => ({
          ...(await page.evaluate(([a, b]) => window.engineBench.loadLlama(a, b), [
            model,
            device,
          ] as const)),
          mostSamples: 16,
        }));
      }
    }
    if (!server) return;
    await benchOther(bench, "llama.cpp, native", tokens * many, {}, async () => ({
      ...(await page.evaluate((url) => window.engineBench.loadServer(url), server)),
      mostSamples: 16,
    }));
  });
  return 0;
}

interface Bench {
  readonly page: Page;
  readonly tokens: number;
  readonly batches: readonly number[];
  /** What our engine writes greedily; null where it did not run. */
  ours: string | null;
}

async function benchGpu(bench: Bench, model: string): Promise<void> {
  const { page, tokens, batches } = bench;
  const bandwidth = await page.evaluate(() => window.engineBench.bandwidth());
  const gpu = await page.evaluate((url) => window.engineBench.loadGpu(url), model);
  console.log(`## This engine on ${gpu.device}, memory ${gigabytes(bandwidth)} a second\n`);
  printRow([
    ...["samples", "tokens/s", "of one sample", "time of a step, of one sample"],
    ...["kernels a step", "submissions", "to the GPU", "back", "least read", "of the bandwidth"],
  ]);
  printRow(Array.from({ length: 10 }, () => "---"));
  let one: Speed | null = null;
  for (const batch of batches) {
    const speed = await measure(page, batch, tokens);
    const step = await page.evaluate((n) => window.engineBench.step(n), batch);
    one ??= speed;
    const steps = speed.decode / batch;
    printRow([
      batch,
      speed.decode.toFixed(1),
      `${(speed.decode / one.decode).toFixed(2)} ×`,
      `${(one.decode / steps).toFixed(2)} ×`,
      ...[step.kernels, step.submissions, `${step.written} B`, `${step.read} B`],
      gigabytes(step.least),
      `${((100 * steps * step.least) / bandwidth).toFixed(2)} %`,
    ]);
  }
  console.log(`\nPrefill: ${one?.prefill.toFixed(0)} tokens/s\n`);
  bench.ours = await page.evaluate((n) => window.engineBench.greedy(n), greedyTokens);
  await page.evaluate(() => window.engineBench.unload());
}

/** @param prepared what `load` needs, or what is missing */
async function benchOther<T extends object>(
  bench: Bench,
  name: string,
  tokens: number,
  prepared: Prepared<T>,
  load: (prepared: T) => Promise<OtherInfo>,
): Promise<void> {
  const { page } = bench;
  console.log(`## ${name}\n`);
  if ("missing" in prepared) return console.log(`Not run: ${prepared.missing}\n`);
  try {
    const { device, mostSamples } = await load(prepared);
    const text = await page.evaluate((n) => window.engineBench.greedy(n), greedyTokens);
    console.log(`${device}. ${likeOurs(text, bench.ours)}\n`);
    printRow(["samples", "tokens/s"]);
    printRow(["---", "---"]);
    let first: Speed | null = null;
    for (const batch of bench.batches.filter((each) => each <= mostSamples)) {
      const speed = await measure(page, batch, tokens);
      first ??= speed;
      printRow([batch, speed.decode.toFixed(1)]);
    }
    console.log(`\nPrefill: ${first?.prefill.toFixed(0)} tokens/s\n`);
  } catch (error) {
    console.log(`Failed: ${error instanceof Error ? error.message : error}\n`);
  }
  await page.evaluate(() => window.engineBench.unload());
}

/** Whether it is the same model: the texts of the likeliest tokens, compared. */
function likeOurs(text: string, ours: string | null): string {
  if (ours === null) return "";
  if (text === ours) return `Its ${greedyTokens} likeliest tokens are ours`;
  const same = [...text].findIndex((character, index) => character !== ours[index]);
  return `Its likeliest tokens are ours for the first ${same < 0 ? text.length : same} of ${ours.length} characters`;
}

function printRow(cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(3)} GB`;
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
