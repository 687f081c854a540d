import type { Engine, EngineInfo } from "../../src/engine/engine";
import { createHttpEngine } from "../../src/engine/http/create-http-engine";
import { createMlcEngine, type MlcEngine } from "../../src/engine/mlc/create-mlc-engine";
import { gpuModelOf } from "../../src/engine/mlc/gpu-model";
import { weightBytes } from "../../src/engine/mlc/weight-bytes";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { blobSource } from "../../src/models/convert/byte-source";
import { openSource } from "../../src/models/convert/open-source";

export interface Speed {
  /** Tokens a second, of all samples together, after the first token of each. */
  readonly decode: number;
  /** Tokens a second of a prompt that is new. */
  readonly prefill: number;
}

/** What the benchmark asks of the page. */
export interface BenchPage {
  /** Loads the model on our GPU engine. */
  loadGpu(url: string): Promise<EngineInfo>;
  /** Loads it on llama.cpp. */
  loadLlama(url: string): Promise<EngineInfo>;
  /** A llama-server: native code on the same machine, as a scale. */
  loadServer(address: string): Promise<EngineInfo>;
  measure(samples: number, tokens: number): Promise<Speed>;
  /** Kernels launched by one step of so many samples, and the bytes of weights that it reads. */
  step(samples: number): Promise<{ readonly kernels: number; readonly weightBytes: number }>;
  unload(): Promise<void>;
}

declare global {
  interface Window {
    engineBench: BenchPage;
  }
}

const chat = (text: string) =>
  `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n<think>\n`;

let engine: Engine | null = null;
let gpu: { readonly engine: MlcEngine; readonly weightBytes: number } | null = null;

function theEngine(): Engine {
  if (!engine) throw new Error("No engine is loaded.");
  return engine;
}

/** Every token that is asked for comes: what ends a turn is not looked for. */
async function write(text: string, seed: number, tokens: number): Promise<number[]> {
  const sequence = await theEngine().open(text, { temperature: 1, topP: 1, seed });
  const times: number[] = [];
  const { signal } = new AbortController();
  while (times.length < tokens) {
    const maxTokens = tokens - times.length;
    for await (const event of sequence.generate({ maxTokens, stop: [], signal })) {
      if (event.kind === "token") times.push(performance.now());
    }
    // The model closed its turn: another one follows.
    if (times.length < tokens) await sequence.append("\n");
  }
  await sequence.close();
  return times;
}

let prompts = 0;

window.engineBench = {
  async loadGpu(url) {
    const blob = await (await fetch(url)).blob();
    const model = gpuModelOf(await openSource([blobSource("model.gguf", blob)], "model"));
    const made = await createMlcEngine({
      ...{ model, modelName: "bench", contextLength: 2048, maxSequences: 16 },
      libraries: new URL("/model-libraries/", location.href).href,
      memoryBudgets: () => [8 * 2 ** 30],
    });
    gpu = { engine: made, weightBytes: weightBytes(model.shape, made.format) };
    engine = made;
    return made.info;
  },
  async loadLlama(url) {
    engine = await createWorkerEngine({
      ...{ model: url, modelName: "bench", contextLength: 2048, maxSequences: 16, device: "cpu" },
    });
    return engine.info;
  },
  async loadServer(address) {
    engine = await createHttpEngine({ baseUrl: address, model: "", maxSequences: 16 });
    return engine.info;
  },
  async measure(samples, tokens) {
    // A prompt that no engine has seen.
    prompts += 1;
    const long = chat(`${prompts} ${"What is 12 + 30? ".repeat(20)}`);
    const started = performance.now();
    const [first = started] = await write(long, 1, 1);
    const { prefilledTokens } = await lengthOf(long);
    const text = chat(`What is ${prompts} + 30?`);
    const times = await Promise.all(
      Array.from({ length: samples }, (_, seed) => write(text, seed, tokens)),
    );
    const begin = Math.max(...times.map(([time = 0]) => time));
    const end = Math.max(...times.map((each) => each.at(-1) ?? 0));
    const count = times.flat().filter((time) => time > begin).length;
    return {
      decode: (1000 * count) / (end - begin),
      prefill: (1000 * prefilledTokens) / (first - started),
    };
  },
  async step(samples) {
    if (!gpu) throw new Error("The GPU engine is not loaded.");
    const { counts } = gpu.engine;
    const before = { passes: counts.passes, kernels: gpu.engine.dispatches() };
    const text = chat("What is 1 + 1?");
    await Promise.all(Array.from({ length: samples }, (_, seed) => write(text, seed, 8)));
    // The prefill's kernels are as many.
    const passes = counts.passes - before.passes;
    return {
      kernels: Math.round((gpu.engine.dispatches() - before.kernels) / passes),
      weightBytes: gpu.weightBytes,
    };
  },
  async unload() {
    await engine?.unload();
    engine = null;
    gpu = null;
  },
};

/** Tokens of a prompt, as the engine counts them when it reads it anew. */
async function lengthOf(text: string): Promise<{ readonly prefilledTokens: number }> {
  const sequence = await theEngine().open(`${text} `, { temperature: 0, topP: 1, seed: 1 });
  const { signal } = new AbortController();
  let tokens = 0;
  for await (const event of sequence.generate({ maxTokens: 1, stop: [], signal })) {
    if (event.kind === "end") tokens = event.prefilledTokens + event.cachedTokens;
  }
  await sequence.close();
  return { prefilledTokens: tokens };
}
