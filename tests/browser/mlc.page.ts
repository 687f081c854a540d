import type { Engine, GenerateEnd, Sequence } from "../../src/engine/engine";
import { workBytes } from "../../src/engine/mlc/choose-library";
import { createMlcEngine, type MlcEngine } from "../../src/engine/mlc/create-mlc-engine";
import { fetchLibrary, fetchLibraryIndex } from "../../src/engine/mlc/fetch-library";
import { type GpuDevice, openGpuDevice } from "../../src/engine/mlc/gpu-device";
import { type GpuModel, gpuModelOf, uploadWeights } from "../../src/engine/mlc/gpu-model";
import { kvBytesPerToken } from "../../src/engine/mlc/plan-memory";
import type { GpuTensor, Parameter } from "../../src/engine/mlc/runtime";
import { weightBytes } from "../../src/engine/mlc/weight-bytes";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { loadLocal } from "../../src/engine/worker/load-local";
import { blobSource } from "../../src/models/convert/byte-source";
import type { FormatName } from "../../src/models/convert/format";
import { toHalf } from "../../src/models/convert/half";
import { openSource } from "../../src/models/convert/open-source";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

/** What `tools/model-library/check/make_fixture.py` wrote of a model. */
interface Case {
  readonly vocabulary: number;
  readonly places: readonly number[];
  readonly start: number;
  readonly rows: number;
  readonly greedyStart?: readonly number[];
  readonly greedy?: readonly number[];
}

const fixtures = new URL("/tests/fixtures/", location.href).href;

async function readCase(name: string) {
  const address = `${fixtures}mlc-reference/${name}`;
  const numbers: Case = await (await fetch(`${address}.json`)).json();
  const logits = new Float32Array(await (await fetch(`${address}.bin`)).arrayBuffer());
  const row = (index: number) =>
    logits.subarray(index * numbers.vocabulary, (index + 1) * numbers.vocabulary);
  return { ...numbers, row };
}

function mix(index: number, parameter: number): number {
  let hash = (Math.imul(index, 0x9e3779b9) + Math.imul(parameter, 0x85ebca6b)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const textOf = (length: number, seed: number, vocabulary: number) =>
  Array.from({ length }, (_, i) => mix(i, seed) % vocabulary);

/** As `tools/model-library/check/random_model.py` makes them. */
function randomParameter(parameter: Parameter, index: number, bits: number): Uint8Array {
  const { name, shape, dtype } = parameter;
  const count = shape.reduce((product, n) => product * n, 1);
  const words = Uint32Array.from({ length: count }, (_, i) => mix(i, index));
  if (name.endsWith("q_weight")) return new Uint8Array(words.buffer);
  const scale = Math.fround(bits === 4 ? 0.0055 : 0.00035);
  const number = (share: number) => {
    if (name.endsWith("q_scale")) return scale * Math.fround(0.5 + share);
    return name.endsWith("bias") ? share - 0.5 : 0.5 + share;
  };
  const floats = Float32Array.from(words, (word) => number((word >>> 16) / 65536));
  const stored = dtype === "float16" ? Uint16Array.from(floats, toHalf) : floats;
  return new Uint8Array(stored.buffer);
}

async function adapterOf(): Promise<GPUAdapter> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error("There is no WebGPU adapter.");
  return adapter;
}

async function libraryOf(folder: string, name: string) {
  const address = new URL(folder, location.href).href;
  const entry = (await fetchLibraryIndex(address)).find(({ file }) => file === `${name}.wasm.gz`);
  if (!entry) throw new Error(`There is no library ${name}.`);
  return fetchLibrary(address, entry);
}

let device: GpuDevice | null = null;

function open(): GpuDevice {
  if (!device) throw new Error("No model is loaded.");
  return device;
}

interface Difference {
  readonly name: string;
  readonly largest: number;
  /** The reference's own, for the scale. */
  readonly spread: number;
  readonly sameBest: boolean;
}

function compare(name: string, got: Float32Array, wanted: Float32Array): Difference {
  let largest = 0;
  const best = [0, 0] as [number, number];
  let sum = 0;
  let squares = 0;
  for (const [i, value] of wanted.entries()) {
    // A NaN stays: `Math.max` passes it on.
    largest = Math.max(largest, Math.abs((got[i] ?? Number.NaN) - value));
    if ((got[i] ?? 0) > (got[best[0]] ?? 0)) best[0] = i;
    if (value > (wanted[best[1]] ?? 0)) best[1] = i;
    sum += value;
    squares += value * value;
  }
  const mean = sum / wanted.length;
  const spread = Math.sqrt(squares / wanted.length - mean * mean);
  return { name, largest, spread, sameBest: best[0] === best[1] };
}

async function demoModel(): Promise<GpuModel> {
  const blob = await (await fetch("/models/demo.gguf")).blob();
  return gpuModelOf(await openSource([blobSource("demo.gguf", blob)], "demo"));
}

const libraries = new URL("/model-libraries/", location.href).href;

interface Written {
  readonly text: string;
  readonly logprobs: readonly (number | null)[];
  readonly end: GenerateEnd | null;
  readonly error: string | null;
}

interface WriteOptions {
  readonly maxTokens: number;
  readonly stop?: readonly string[];
  /** Called after each token. */
  onToken?(count: number): void;
}

async function write(sequence: Sequence, options: WriteOptions): Promise<Written> {
  const { maxTokens, stop = [], onToken = () => {} } = options;
  let text = "";
  const logprobs: (number | null)[] = [];
  let end: GenerateEnd | null = null;
  try {
    const { signal } = new AbortController();
    for await (const event of sequence.generate({ maxTokens, stop, signal })) {
      if (event.kind === "end") end = event;
      else {
        text += event.text;
        logprobs.push(event.logprob);
        onToken(logprobs.length);
      }
    }
  } catch (error) {
    return { text, logprobs, end, error: String(error) };
  }
  return { text, logprobs, end, error: null };
}

async function writeAnew(
  engine: Engine,
  prompt: string,
  seed: number,
  options: WriteOptions,
): Promise<Written> {
  const sequence = await engine.open(prompt, { temperature: 2, topP: 1, seed });
  const written = await write(sequence, options);
  await sequence.close();
  return written;
}

/** An engine on the demo model whose KV has this many tokens. */
async function demoEngine(
  kvTokens: number,
  contextLength: number,
  notices: string[] = [],
): Promise<MlcEngine> {
  const model = { ...(await demoModel()), formats: ["q8f32_1"] as const };
  const { shape } = model;
  return createMlcEngine({
    ...{ model, modelName: "demo", libraries, contextLength, maxSequences: 8 },
    memoryBudgets: () => [
      weightBytes(shape, "q8f32_1") + workBytes + kvTokens * kvBytesPerToken(shape, "q8f32_1"),
    ],
    onNotice: (message) => notices.push(message),
  });
}

let engine: MlcEngine | null = null;

function theEngine(): MlcEngine {
  if (!engine) throw new Error("No engine is loaded.");
  return engine;
}

const greedySampling = { temperature: 0, topP: 1, uniform: 0.5 };

/** The rows of [rows, vocabulary]. */
const rowsOf = (logits: Float32Array, vocabulary: number) =>
  Array.from({ length: logits.length / vocabulary }, (_, i) =>
    logits.subarray(i * vocabulary, (i + 1) * vocabulary),
  );

/** Logits after a prompt, and after one more token of its own in each fork of it. */
async function logitsOfForks(
  prompt: readonly number[],
  own: readonly number[],
): Promise<Float32Array[]> {
  const { runtime } = open();
  runtime.add(100);
  const after = await runtime.logits([{ text: 100, tokens: prompt }]);
  const pieces = own.map((token, text) => ({ text, tokens: [token] }));
  for (const { text } of pieces) runtime.fork(100, text);
  const rows = await runtime.logits(pieces);
  for (const { text } of [...pieces, { text: 100 }]) runtime.remove(text);
  return [after, ...rowsOf(rows, after.length)];
}

const mlc = {
  write,
  writeAnew,
  demoEngine,
  loadLocal,
  demoModel,
  libraries,
  async openEngine(kvTokens: number, contextLength: number) {
    engine = await demoEngine(kvTokens, contextLength);
    return engine.info;
  },
  theEngine,
  createWorkerEngine,
  async closeEngine() {
    await engine?.unload();
    engine = null;
  },
  /** The demo model, quantised here; gives the adapter's name. */
  async loadDemo(format: FormatName, folder: string, tokens: number): Promise<string> {
    const adapter = await adapterOf();
    const model = await demoModel();
    device = await openGpuDevice({
      adapter,
      wasm: await libraryOf(folder, `demo-${format}`),
      loadWeights: (runtime) => uploadWeights(model, format, runtime, () => {}),
      cache: { tokens, pageSize: 16 },
    });
    return `${adapter.info.vendor} ${adapter.info.architecture} ${adapter.info.description}`;
  },
  /** A library with random weights on it; gives the adapter's name. */
  async loadRandom(
    name: string,
    tokens: number,
    folder = "/tests/fixtures/model-libraries/",
  ): Promise<string> {
    const bits = name.includes("q4") ? 4 : 8;
    const adapter = await adapterOf();
    device = await openGpuDevice({
      adapter,
      wasm: await libraryOf(folder, name),
      async loadWeights({ metadata, allocate }) {
        const tensors = metadata.params.map((parameter, index): [string, GpuTensor] => {
          const tensor = allocate(parameter);
          tensor.write(0, randomParameter(parameter, index, bits));
          return [parameter.name, tensor];
        });
        return new Map(tensors);
      },
      cache: { tokens, pageSize: 16 },
    });
    return `${adapter.info.vendor} ${adapter.info.architecture} ${adapter.info.description}`;
  },
  close() {
    device?.dispose();
    device = null;
  },
  /** A long text in chunks of some size: the logits at the places of the fixture. */
  async longText(name: string, chunk: number): Promise<Difference[]> {
    const { runtime } = open();
    const { places, vocabulary, row } = await readCase(name);
    const tokens = textOf(Math.max(...places) + 1, 1, vocabulary);
    const cuts = new Set([...places.map((place) => place + 1)]);
    for (let at = chunk; at < tokens.length; at += chunk) cuts.add(at);
    runtime.add(1);
    const differences: Difference[] = [];
    let at = 0;
    for (const cut of [...cuts].toSorted((a, b) => a - b)) {
      const got = await runtime.logits([{ text: 1, tokens: tokens.slice(at, cut) }]);
      const place = places.indexOf(cut - 1);
      if (place >= 0) differences.push(compare(`place ${cut - 1}`, got, row(place)));
      at = cut;
    }
    runtime.remove(1);
    return differences;
  },
  /** A prompt that is forked, and then a token of its own in each of `batch` texts, in one pass. */
  async rows(name: string, batch: number): Promise<Difference[]> {
    const { places, start, rows, vocabulary, row } = await readCase(name);
    const own = textOf(rows, 3, vocabulary).slice(0, batch);
    const [, ...got] = await logitsOfForks(textOf(start, 2, vocabulary), own);
    return Array.from({ length: batch }, (_, i) =>
      compare(`row ${i} of ${batch}`, got[i] ?? new Float32Array(), row(places.length + i)),
    );
  },
  /** In one pass: a long piece of one text, and one token of others. */
  async mixed(name: string): Promise<Difference[]> {
    const { runtime } = open();
    const { places, start, rows, vocabulary, row } = await readCase(name);
    const own = textOf(rows, 3, vocabulary);
    const prompt = textOf(start, 2, vocabulary);
    runtime.add(100);
    await runtime.logits([{ text: 100, tokens: prompt }]);
    for (const text of [0, 1]) runtime.fork(100, text);
    runtime.add(2);
    await runtime.logits([{ text: 2, tokens: prompt.slice(0, 9) }]);
    const got = await runtime.logits([
      { text: 0, tokens: [own[0] ?? 0] },
      { text: 2, tokens: [...prompt.slice(9), own[2] ?? 0] },
      { text: 1, tokens: [own[1] ?? 0] },
    ]);
    for (const text of [0, 1, 2, 100]) runtime.remove(text);
    return [0, 2, 1].map((own, i) =>
      compare(
        `mixed ${own}`,
        rowsOf(got, vocabulary)[i] ?? new Float32Array(),
        row(places.length + own),
      ),
    );
  },
  /** The likeliest tokens after five forked texts: in a pass of five rows, and twice in one of nine. */
  async filled(name: string): Promise<{ token: number; logprob: number }[][]> {
    const { runtime } = open();
    const { start, rows, vocabulary } = await readCase(name);
    const own = textOf(rows, 3, vocabulary).slice(0, 5);
    const pieces = own.map((token, text) => ({
      ...{ text, tokens: [token] },
      sampling: greedySampling,
    }));
    runtime.add(100);
    await runtime.logits([{ text: 100, tokens: textOf(start, 2, vocabulary) }]);
    const found = [];
    for (const rows of [5, 9, 9]) {
      for (const { text } of pieces) runtime.fork(100, text);
      const draws = await runtime.forward(pieces, rows);
      found.push(draws.map(({ token, logprob }) => ({ token, logprob })));
      for (const { text } of pieces) runtime.remove(text);
    }
    runtime.remove(100);
    return found;
  },
  /** Two libraries of one shape with the same random weights: how far the first is from the second. */
  async twoFormats(name: string, other: string): Promise<Difference[]> {
    const found: Float32Array[][] = [];
    for (const one of [name, other]) {
      await mlc.loadRandom(one, 512, "/model-libraries/");
      found.push(await logitsOfForks(textOf(40, 2, 3000), textOf(3, 3, 3000)));
      mlc.close();
    }
    const [got = [], wanted = []] = found;
    return wanted.map((logits, i) => compare(`row ${i}`, got[i] ?? new Float32Array(), logits));
  },
  /**
   * Greedy tokens in 16 stretches at once, since a software GPU takes little longer for 16 texts than for
   * one. Each goes on from the reference's own text: where all are right, so is one text from its start.
   */
  async greedy(name: string) {
    const { runtime } = open();
    const { greedyStart = [], greedy = [] } = await readCase(name);
    const length = greedy.length / 16;
    const reference = [...greedyStart, ...greedy];
    const stretches = Array.from({ length: 16 }, (_, text) => {
      const last = greedyStart.length + text * length - 1;
      return { text, last, tokens: [reference[last] ?? 0] };
    });
    runtime.add(100);
    let read = 0;
    for (const { text, last } of stretches) {
      await runtime.logits([{ text: 100, tokens: reference.slice(read, last) }]);
      runtime.fork(100, text);
      read = last;
    }
    for (let step = 0; step < length; step++) {
      const pieces = stretches.map(({ text, tokens }) => ({
        text,
        tokens: tokens.slice(-1),
        sampling: greedySampling,
      }));
      const draws = await runtime.forward(pieces);
      for (const [i, { tokens }] of stretches.entries()) tokens.push(draws[i]?.token ?? -1);
    }
    for (const { text } of [...stretches, { text: 100 }]) runtime.remove(text);
    return { tokens: stretches.flatMap(({ tokens }) => tokens.slice(1)), wanted: greedy };
  },
  freePages: () => open().freePages(),
};

declare global {
  interface Window {
    mlc: typeof mlc;
  }
}
window.mlc = mlc;
