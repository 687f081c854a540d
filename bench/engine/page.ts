import type { Engine, Sequence } from "../../src/engine/engine";
import { createHttpEngine } from "../../src/engine/http/create-http-engine";
import { createWebGpuEngine } from "../../src/engine/webgpu/create-webgpu-engine";
import { openEngineModel } from "../../src/engine/webgpu/model/engine-model";
import { createWllamaEngine } from "../../src/engine/wllama/create-wllama-engine";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { blobSource } from "../../src/models/convert/byte-source";
import { measureBandwidth } from "./bandwidth";
import { countGpu, type GpuCounts } from "./gpu-counter";
import type { Other } from "./others/other";
import { loadTransformersJs } from "./others/transformers-js";
import { loadWebLlm } from "./others/web-llm";

export interface Speed {
  /** Tokens a second, of all samples together, once each has its first one. */
  readonly decode: number;
  /** Tokens a second of a prompt that is new. */
  readonly prefill: number;
}

export interface Measured extends Speed {
  /** Of the prompt. */
  readonly tokens: number;
  /** What the page asked of the GPU in a step of all samples; null where a worker asks. */
  readonly step: GpuCounts | null;
}

export type OtherInfo = Pick<Other, "device" | "mostSamples">;

/** What the benchmark asks of the page. */
export interface BenchPage {
  /** The model whose tokens prompts are counted in. */
  openModel(url: string): Promise<void>;
  /** Loads it on our GPU engine. */
  loadGpu(): Promise<OtherInfo>;
  /**
   * Loads it on llama.cpp.
   * @throws where it does not run on that device
   */
  loadLlama(url: string, device: "webgpu" | "cpu"): Promise<OtherInfo>;
  /** Loads it on transformers.js, from a folder that `others/make_onnx.py` wrote. */
  loadTransformersJs(folder: string, device: "wasm" | "webgpu"): Promise<OtherInfo>;
  /** Loads an MLC package on web-llm with a library that is made for it. */
  loadWebLlm(folder: string, library: string): Promise<OtherInfo>;
  /** A llama-server: native code on the same machine, as a scale. */
  loadServer(address: string): Promise<OtherInfo>;
  /** @param context tokens of the prompt, about */
  measure(samples: number, tokens: number, context: number): Promise<Measured>;
  /** What follows one prompt when the likeliest token is taken each time. */
  greedy(tokens: number): Promise<string>;
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

/** Tokens that a text may hold, of any engine here. */
const contextLength = 4096;
const most = 16;

let source: { readonly blob: Blob; readonly count: (text: string) => number } | null = null;
let engine: Engine | null = null;
let other: Other | null = null;
/** It asks the GPU from this page, and not from a worker. */
let isCounted = false;

function theEngine(): Engine {
  if (!engine) throw new Error("No engine is loaded.");
  return engine;
}

function theSource() {
  if (!source) throw new Error("No model is open.");
  return source;
}

function engineInfo(): OtherInfo {
  const { device, maxSequences } = theEngine().info;
  return { device, mostSamples: maxSequences };
}

const { signal } = new AbortController();

/** Every token that is asked for comes: what ends a turn is not looked for. */
async function write(
  sequence: Sequence,
  tokens: number,
  onText: (text: string) => void = () => {},
): Promise<void> {
  let written = 0;
  while (written < tokens) {
    for await (const event of sequence.generate({
      ...{ maxTokens: tokens - written, stop: [], signal },
    })) {
      if (event.kind !== "token") continue;
      written += 1;
      onText(event.text);
    }
    // The model closed its turn: another one follows.
    if (written < tokens) await sequence.append("\n");
  }
}

let prompts = 0;

/** A prompt of about so many tokens that no engine has seen. */
function newPrompt(tokens: number): string {
  prompts += 1;
  const { count } = theSource();
  const of = (times: number) => chat(`${prompts} ${"What is 12 + 30? ".repeat(times)}`);
  const each = (count(of(11)) - count(of(1))) / 10;
  return of(Math.max(1, Math.round((tokens - count(of(1))) / each + 1)));
}

window.engineBench = {
  async openModel(url) {
    const blob = await (await fetch(url)).blob();
    const { tokenizer } = await openEngineModel([blobSource("model.gguf", blob)], "model");
    source = { blob, count: (text) => tokenizer.encode(text).length };
  },
  async loadGpu() {
    engine = await createWebGpuEngine({
      model: await openEngineModel([blobSource("model.gguf", theSource().blob)], "model"),
      ...{ modelName: "bench", contextLength, maxSequences: most },
      memoryBudgets: () => [8 * 2 ** 30],
    });
    isCounted = true;
    return engineInfo();
  },
  async loadLlama(url, device) {
    const limits = { modelName: "bench", contextLength, maxSequences: most };
    if (device === "cpu") {
      engine = await createWorkerEngine({ ...limits, model: url, device });
    } else {
      engine = await createWllamaEngine({ ...limits, model: theSource().blob });
      const { backend, fallbackReason } = engine.info;
      if (backend !== "webgpu") throw new Error(fallbackReason ?? "It did not take the GPU.");
    }
    return engineInfo();
  },
  async loadServer(address) {
    engine = await createHttpEngine({ baseUrl: address, model: "", maxSequences: most });
    return engineInfo();
  },
  async loadTransformersJs(folder, device) {
    other = await loadTransformersJs(folder, device);
    isCounted = device === "webgpu";
    return { device: other.device, mostSamples: other.mostSamples };
  },
  async loadWebLlm(folder, library) {
    const [model, lib] = [folder, library].map((each) => new URL(each, location.href).href);
    other = await loadWebLlm(model ?? "", lib ?? "");
    isCounted = true;
    return { device: other.device, mostSamples: other.mostSamples };
  },
  async greedy(tokens) {
    const text = chat("What is 12 + 30?");
    if (other) return other.greedy(text, tokens);
    let written = "";
    const sequence = await theEngine().open(text, { temperature: 0, topP: 1, seed: 1 });
    await write(sequence, tokens, (piece) => {
      written += piece;
    });
    await sequence.close();
    return written;
  },
  bandwidth: measureBandwidth,
  async measure(samples, tokens, context) {
    const text = newPrompt(context);
    const promptTokens = theSource().count(text);
    const speed = await (other
      ? measureOther(other, text, samples, tokens)
      : measureEngine(text, promptTokens, samples, tokens));
    return { ...speed, tokens: promptTokens };
  },
  async unload() {
    await engine?.unload();
    await other?.unload();
    engine = null;
    other = null;
    isCounted = false;
  },
};

type Timed = Omit<Measured, "tokens">;

/** All samples get their first token before the clock starts: their KV is there. */
async function measureEngine(
  text: string,
  promptTokens: number,
  samples: number,
  tokens: number,
): Promise<Timed> {
  const sequences: Sequence[] = [];
  for (let seed = 0; seed < samples; seed++) {
    sequences.push(await theEngine().open(text, { temperature: 1, topP: 1, seed }));
  }
  const [first, ...others] = sequences;
  const asked = performance.now();
  if (first) await write(first, 1);
  const prefill = (1000 * promptTokens) / (performance.now() - asked);
  await Promise.all(others.map((sequence) => write(sequence, 1)));
  const before = { ...gpuCounts };
  const started = performance.now();
  await Promise.all(sequences.map((sequence) => write(sequence, tokens)));
  const seconds = (performance.now() - started) / 1000;
  const step = countsSince(before, tokens);
  for (const sequence of sequences) await sequence.close();
  return { decode: (samples * tokens) / seconds, prefill, step };
}

async function measureOther(
  other: Other,
  text: string,
  samples: number,
  tokens: number,
): Promise<Timed> {
  const { prefill } = await other.measure(text, 1, 2);
  const before = { ...gpuCounts };
  const { decode } = await other.measure(text, samples, tokens);
  return { decode, prefill, step: countsSince(before, tokens) };
}

function countsSince(before: GpuCounts, steps: number): GpuCounts | null {
  if (!isCounted) return null;
  const each = (kind: keyof GpuCounts) => Math.round((gpuCounts[kind] - before[kind]) / steps);
  return {
    dispatches: each("dispatches"),
    passes: each("passes"),
    bindGroups: each("bindGroups"),
    submissions: each("submissions"),
    writes: each("writes"),
  };
}
