import type { Engine, GenerateEnd, Sequence } from "../../src/engine/engine";
import { workBytes } from "../../src/engine/webgpu/choose-plan";
import {
  createWebGpuEngine,
  type WebGpuEngine,
} from "../../src/engine/webgpu/create-webgpu-engine";
import { type EngineModel, openEngineModel } from "../../src/engine/webgpu/model/engine-model";
import { bytesOfPage } from "../../src/engine/webgpu/plan-memory";
import { weightSizes } from "../../src/engine/webgpu/weight-sizes";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { loadLocal } from "../../src/engine/worker/load-local";
import { blobSource } from "../../src/models/convert/byte-source";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

async function demoModel(): Promise<EngineModel> {
  const blob = await (await fetch("/models/demo.gguf")).blob();
  return openEngineModel([blobSource("demo.gguf", blob)], "demo");
}

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

/** An engine on the demo model whose KV has so many pages. */
async function demoEngine(pages: number, contextLength: number): Promise<WebGpuEngine> {
  const model = await demoModel();
  const kvBytes = pages * bytesOfPage(model.transformer, "f16");
  return createWebGpuEngine({
    ...{ model, modelName: "demo", contextLength, maxSequences: 8 },
    memoryBudgets: () => [weightSizes(model).gpuBytes + workBytes + kvBytes],
  });
}

let engine: WebGpuEngine | null = null;

function theEngine(): WebGpuEngine {
  if (!engine) throw new Error("No engine is loaded.");
  return engine;
}

const gpu = {
  ...{ write, writeAnew, demoEngine, demoModel, loadLocal, createWorkerEngine, theEngine },
  async openEngine(pages: number, contextLength: number) {
    engine = await demoEngine(pages, contextLength);
    return engine.info;
  },
  async closeEngine() {
    await engine?.unload();
    engine = null;
  },
};

declare global {
  interface Window {
    gpu: typeof gpu;
  }
}
window.gpu = gpu;
