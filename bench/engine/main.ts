import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { createServer } from "vite";
import { launchBrowser } from "../../tests/harness/browser";
import { type Prepared, prepareTransformersJs, prepareWebLlm } from "./others/prepare";
import type { OtherInfo } from "./page";

const usage = `npm run bench:engine -- [options]

Tokens a second of one model in one page: our GPU engine with more and more samples, and others with the
same weights: web-llm, transformers.js (ONNX Runtime), llama.cpp in the browser. Without a GPU the
adapter is a software one: then only the mechanics count, not the speed.

  --model URL      a GGUF file, as the app's server delivers it   (/models/demo.gguf)
  --tokens N       of each sample; on the CPU 16 times as many    (32)
  --batches LIST   samples at a time                              (1,4,8,16)
  --contexts LIST  tokens of the prompt, about; at most 3900      (200,3500)
  --only LIST      of ours,web-llm,transformers.js,llama.cpp      (all)
  --cpu            llama.cpp and transformers.js on the CPU too
  --server URL     a llama-server with the same model, as a scale
  --json FILE      the rows as JSON too
  --vulkan         use this machine's GPU`;

/** llama.cpp on the CPU is so much faster than a software GPU that few tokens tell nothing. */
const many = 16;

/** Tokens that show whether two engines run the same model. */
const greedyTokens = 24;

const runs = ["ours", "web-llm", "transformers.js", "llama.cpp"] as const;

/** A line of the report: one engine with so many samples of one prompt. */
interface Row {
  readonly engine: string;
  readonly adapter: string;
  readonly samples: number;
  /** Tokens of the prompt. */
  readonly context: number;
  readonly tokensPerSecond: number;
  readonly prefillTokensPerSecond: number;
  /** Of a step of all samples; null where a worker asks the GPU. */
  readonly dispatches: number | null;
  readonly passes: number | null;
  readonly bindGroupsPerStep: number | null;
  readonly writesPerStep: number | null;
}

/** @returns the exit code: 0, or 2 when the command line can't be carried out */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      model: { type: "string", default: "/models/demo.gguf" },
      tokens: { type: "string", default: "32" },
      batches: { type: "string", default: "1,4,8,16" },
      contexts: { type: "string", default: "200,3500" },
      only: { type: "string", default: runs.join(",") },
      cpu: { type: "boolean", default: false },
      server: { type: "string", default: "" },
      json: { type: "string", default: "" },
      vulkan: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const tokens = Number(values.tokens);
  const batches = values.batches.split(",").map(Number);
  const contexts = values.contexts.split(",").map(Number);
  const only = values.only.split(",");
  if (!only.every((name) => runs.some((run) => run === name))) values.help = true;
  const isRight =
    tokens >= 2 &&
    batches.every((batch) => batch >= 1 && batch <= 16) &&
    contexts.every((context) => context >= 32 && context <= 3900);
  if (values.help || !isRight) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const { model, server, cpu } = values;
  const file = `public${model}`;
  console.log(
    `Load of this machine: ${loadavg()
      .map((n) => n.toFixed(1))
      .join(", ")}\n`,
  );
  await withPage(values.vulkan, async (page) => {
    await page.evaluate((url) => window.engineBench.openModel(url), model);
    const bandwidth = await page.evaluate(() => window.engineBench.bandwidth());
    console.log(`The GPU's memory passes ${(bandwidth / 1e9).toFixed(1)} GB a second.\n`);
    const bench: Bench = { page, batches, contexts, ours: null, rows: [] };
    if (only.includes("ours")) {
      await benchEngine(bench, "ours", tokens, {}, () =>
        page.evaluate(() => window.engineBench.loadGpu()),
      );
    }
    if (only.includes("web-llm")) {
      const prepared = await prepareWebLlm(file);
      await benchEngine(bench, "web-llm", tokens, prepared, ({ folder, library }) =>
        page.evaluate(([a, b]) => window.engineBench.loadWebLlm(a, b), [folder, library] as const),
      );
    }
    if (only.includes("transformers.js")) {
      const prepared = await prepareTransformersJs(file);
      for (const device of cpu ? (["webgpu", "wasm"] as const) : (["webgpu"] as const)) {
        const count = device === "wasm" ? tokens * many : tokens;
        await benchEngine(bench, `transformers.js (${device})`, count, prepared, ({ folder }) =>
          page.evaluate(([a, b]) => window.engineBench.loadTransformersJs(a, b), [
            folder,
            device,
          ] as const),
        );
      }
    }
    if (only.includes("llama.cpp")) {
      for (const device of cpu ? (["webgpu", "cpu"] as const) : (["webgpu"] as const)) {
        const count = device === "cpu" ? tokens * many : tokens;
        await benchEngine(bench, `llama.cpp in the browser (${device})`, count, {}, () =>
          page.evaluate(([a, b]) => window.engineBench.loadLlama(a, b), [model, device] as const),
        );
      }
    }
    if (server) {
      await benchEngine(bench, "llama.cpp, native", tokens * many, {}, () =>
        page.evaluate((url) => window.engineBench.loadServer(url), server),
      );
    }
    if (values.json) await writeFile(values.json, `${JSON.stringify(bench.rows, null, 2)}\n`);
  });
  return 0;
}

interface Bench {
  readonly page: Page;
  readonly batches: readonly number[];
  readonly contexts: readonly number[];
  /** What our engine writes greedily; null where it did not run. */
  ours: string | null;
  readonly rows: Row[];
}

/** @param prepared what `load` needs, or what is missing */
async function benchEngine<T extends object>(
  bench: Bench,
  name: string,
  tokens: number,
  prepared: Prepared<T>,
  load: (prepared: T) => Promise<OtherInfo>,
): Promise<void> {
  const { page, batches, contexts, rows } = bench;
  console.log(`## ${name}\n`);
  if ("missing" in prepared) return console.log(`Not run: ${prepared.missing}\n`);
  try {
    const started = performance.now();
    const { device, mostSamples } = await load(prepared);
    const seconds = (performance.now() - started) / 1000;
    const text = await page.evaluate((n) => window.engineBench.greedy(n), greedyTokens);
    if (name === "ours") bench.ours = text;
    const comparison = name === "ours" ? "" : likeOurs(text, bench.ours);
    console.log(`${device}, loaded in ${seconds.toFixed(1)} s. ${comparison}\n`);
    printRow(
      ["context", "samples", "tokens/s", "time of a step, of one sample's", "prefill"],
      true,
    );
    for (const context of contexts) {
      let one = 0;
      for (const samples of batches.filter((each) => each <= mostSamples)) {
        const measured = await page.evaluate(([a, b, c]) => window.engineBench.measure(a, b, c), [
          samples,
          tokens,
          context,
        ] as const);
        const { decode, prefill, step } = measured;
        one ||= decode / samples;
        rows.push({
          ...{ engine: name, adapter: device, samples, context: measured.tokens },
          ...{ tokensPerSecond: decode, prefillTokensPerSecond: prefill },
          ...{ dispatches: step?.dispatches ?? null, passes: step?.passes ?? null },
          ...{ bindGroupsPerStep: step?.bindGroups ?? null, writesPerStep: step?.writes ?? null },
        });
        const ofOne = ((one * samples) / decode).toFixed(2);
        printRow([measured.tokens, samples, decode.toFixed(1), `${ofOne} ×`, prefill.toFixed(0)]);
        if (step && samples === batches[0]) {
          const { dispatches, passes, bindGroups, submissions, writes } = step;
          console.log(
            `| | | a step: ${dispatches} kernels, ${passes} passes, ${bindGroups} bind groups made, ${submissions} submissions, ${writes} writes | | |`,
          );
        }
      }
    }
    console.log("");
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

function printRow(cells: readonly (string | number)[], isHead = false): void {
  console.log(`| ${cells.join(" | ")} |`);
  if (isHead) console.log(`| ${cells.map(() => "---").join(" | ")} |`);
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
