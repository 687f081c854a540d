import type { Engine, EngineInfo } from "../../src/engine/engine";
import { createHttpEngine } from "../../src/engine/http/create-http-engine";
import { createMlcEngine, type MlcEngine } from "../../src/engine/mlc/create-mlc-engine";
import { gpuModelOf } from "../../src/engine/mlc/gpu-model";
import { kvBytesPerToken } from "../../src/engine/mlc/plan-memory";
import { weightBytes } from "../../src/engine/mlc/weight-bytes";
import { createWllamaEngine } from "../../src/engine/wllama/create-wllama-engine";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { blobSource } from "../../src/models/convert/byte-source";
import { openSource } from "../../src/models/convert/open-source";
import { measureBandwidth } from "./bandwidth";
import { countGpu } from "./gpu-counter";
import type { Other } from "./others/other";
import { loadTransformersJs } from "./others/transformers-js";
import { loadWebLlm } from "./others/web-llm";

export interface Speed {
  /** Tokens a second, of all samples together, from the first token of any to the last of all. */
  readonly decode: number;
  /** Tokens a second of a prompt that is new. */
  readonly prefill: number;
}

export interface Step {
  readonly kernels: number;
  readonly submissions: number;
  /** Bytes from the page to the GPU, and back. */
  readonly written: number;
  readonly read: number;
  /** Bytes that it has to read at least: all weights once, and the KV of each sample. */
  readonly least: number;
}

export type OtherInfo = Pick<Other, "device" | "mostSamples">;

/** What the benchmark asks of the page. */
export interface BenchPage {
  /** Loads the model on our GPU engine. */
  loadGpu(url: string): Promise<EngineInfo>;
  /**
   * Loads it on llama.cpp.
   * @throws where it does not run on that device
   */
  loadLlama(url: string, device: "webgpu" | "cpu"): Promise<EngineInfo>;
  /** Loads it on transformers.js, from a folder that `others/make_onnx.py` wrote. */
  loadTransformersJs(folder: string, device: "wasm" | "webgpu"): Promise<OtherInfo>;
  /** Loads an MLC package on web-llm with a library that is made for it. */
  loadWebLlm(folder: string, library: string): Promise<OtherInfo>;
  /** A llama-server: native code on the same machine, as a scale. */
  loadServer(address: string): Promise<EngineInfo>;
  measure(samples: number, tokens: number): Promise<Speed>;
  /** What follows one prompt when the likeliest token is taken each time. */
  greedy(tokens: number): Promise<string>;
  /** What one step of so many samples asks of the GPU. */
  step(samples: number): Promise<Step>;
  /** Bytes a second that the GPU's memory passes. */
  bandwidth(): Promise<number>;
  unload(): Promise<void>;
}

declare global {
  interface Window {
    engineBench: BenchPage;
  }
}

const chat = (text: string) =>
  `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n<think>\n`;

const gpuCounts = countGpu();

let engine: Engine | null = null;
let other: Other | null = null;
let gpu: {
  readonly engine: MlcEngine;
  readonly weightBytes: number;
  readonly kvBytesPerToken: number;
} | null = null;

function theEngine(): Engine {
  if (!engine) throw new Error("No engine is loaded.");
  return engine;
}

/** Stands for the likeliest token each time. */
const greedySeed = -1;

/** Every token that is asked for comes: what ends a turn is not looked for. */
async function write(
  text: string,
  seed: number,
  tokens: number,
  onText: (text: string) => void = () => {},
): Promise<number[]> {
  const temperature = seed === greedySeed ? 0 : 1;
  const sequence = await theEngine().open(text, { temperature, topP: 1, seed });
  const times: number[] = [];
  const { signal } = new AbortController();
  while (times.length < tokens) {
    const maxTokens = tokens - times.length;
    for await (const event of sequence.generate({ maxTokens, stop: [], signal })) {
      if (event.kind !== "token") continue;
      times.push(performance.now());
      onText(event.text);
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
    gpu = {
      engine: made,
      weightBytes: weightBytes(model.shape, made.format),
      kvBytesPerToken: kvBytesPerToken(model.shape, made.format),
    };
    engine = made;
    return made.info;
  },
  async loadLlama(url, device) {
    const limits = { modelName: "bench", contextLength: 2048, maxSequences: 16 };
    if (device === "cpu") {
      engine = await createWorkerEngine({ ...limits, model: url, device });
    } else {
      engine = await createWllamaEngine({ ...limits, model: await (await fetch(url)).blob() });
      const { backend, fallbackReason } = engine.info;
      if (backend !== "webgpu") throw new Error(fallbackReason ?? "It did not take the GPU.");
    }
    return engine.info;
  },
  async loadServer(address) {
    engine = await createHttpEngine({ baseUrl: address, model: "", maxSequences: 16 });
    return engine.info;
  },
  async loadTransformersJs(folder, device) {
    other = await loadTransformersJs(folder, device);
    return { device: other.device, mostSamples: other.mostSamples };
  },
  async loadWebLlm(folder, library) {
    const [model, lib] = [folder, library].map((each) => new URL(each, location.href).href);
    other = await loadWebLlm(model ?? "", lib ?? "");
    return { device: other.device, mostSamples: other.mostSamples };
  },
  async greedy(tokens) {
    const text = chat("What is 12 + 30?");
    if (other) return other.greedy(text, tokens);
    let written = "";
    await write(text, greedySeed, tokens, (piece) => {
      written += piece;
    });
    return written;
  },
  bandwidth: measureBandwidth,
  async measure(samples, tokens) {
    // A prompt that no engine has seen.
    prompts += 1;
    const long = chat(`${prompts} ${"What is 12 + 30? ".repeat(20)}`);
    if (other) {
      const { prefill } = await other.measure(long, 1, 2);
      const { decode } = await other.measure(chat(`What is ${prompts} + 30?`), samples, tokens);
      return { decode, prefill };
    }
    const started = performance.now();
    const [first = started] = await write(long, 1, 1);
    const { prefilledTokens } = await lengthOf(long);
    const text = chat(`What is ${prompts} + 30?`);
    const times = await Promise.all(
      Array.from({ length: samples }, (_, seed) => write(text, seed, tokens)),
    );
    // Some engines let samples wait for each other, and that counts.
    const begin = Math.min(...times.map(([time = 0]) => time));
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
    const before = { passes: counts.passes, ...gpuCounts };
    const text = chat("What is 1 + 1?");
    await Promise.all(Array.from({ length: samples }, (_, seed) => write(text, seed, 8)));
    // The prefill's are as many.
    const each = (kind: keyof typeof gpuCounts) =>
      Math.round((gpuCounts[kind] - before[kind]) / (counts.passes - before.passes));
    const { prefilledTokens } = await lengthOf(text);
    return {
      ...{ kernels: each("kernels"), submissions: each("submissions") },
      ...{ written: each("written"), read: each("read") },
      least: gpu.weightBytes + samples * (prefilledTokens + 4) * gpu.kvBytesPerToken,
    };
  },
  async unload() {
    await engine?.unload();
    await other?.unload();
    engine = null;
    gpu = null;
    other = null;
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
