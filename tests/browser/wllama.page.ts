import type { Engine, EngineInfo, GenerateEnd, Sampling, Sequence } from "../../src/engine/engine";
import { createWllamaEngine } from "../../src/engine/wllama/create-wllama-engine";
import type { WorkerEngineParams } from "../../src/engine/worker/create-worker-engine";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

const greedy: Sampling = { temperature: 0, topP: 1, seed: 1 };

interface Generated {
  readonly text: string;
  readonly logprobs: readonly (number | null)[];
  readonly end: GenerateEnd | null;
  readonly error: string | null;
}

interface GenerateParams {
  readonly stop?: readonly string[];
  readonly maxTokens?: number;
  readonly signal?: AbortSignal;
  readonly onToken?: (text: string) => void;
}

async function generate(sequence: Sequence, params: GenerateParams = {}): Promise<Generated> {
  let text = "";
  let end: GenerateEnd | null = null;
  let error: string | null = null;
  const logprobs: (number | null)[] = [];
  const signal = params.signal ?? new AbortController().signal;
  const { stop = [], maxTokens = 100 } = params;
  try {
    for await (const event of sequence.generate({ stop, maxTokens, signal })) {
      if (event.kind === "end") {
        end = event;
        continue;
      }
      text += event.text;
      logprobs.push(event.logprob);
      params.onToken?.(text);
    }
  } catch (thrown) {
    error = String(thrown);
  }
  return { text, logprobs, end, error };
}

async function file(name: string): Promise<Blob> {
  return (await fetch(`/tests/fixtures/${name}`)).blob();
}

/** All workers that the page starts from now on. */
function recordWorkers(): readonly Worker[] {
  const workers: Worker[] = [];
  const RealWorker = window.Worker;
  window.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(this);
    }
  };
  return workers;
}

const tools = {
  recordWorkers,
  greedy,
  generate,
  file,
  createWorkerEngine,
  createWllamaEngine,
  /** An engine on the script model, in its worker. */
  async script(params: Partial<WorkerEngineParams> = {}): Promise<Engine> {
    return createWorkerEngine({
      model: "/tests/fixtures/script.gguf",
      modelName: "script",
      contextLength: 1024,
      ...params,
    });
  },
  async one(
    engine: Engine,
    prompt: string,
    params: GenerateParams = {},
    sampling: Partial<Sampling> = {},
  ): Promise<Generated> {
    const sequence = await engine.open(prompt, { ...greedy, ...sampling });
    const generated = await generate(sequence, params);
    await sequence.close();
    return generated;
  },
  /** What loading gives: the engine's info, or the error. */
  async tryLoad(params: WorkerEngineParams): Promise<EngineInfo | string> {
    try {
      const engine = await createWorkerEngine(params);
      await engine.unload();
      return engine.info;
    } catch (error) {
      return String(error);
    }
  },
};

declare global {
  interface Window {
    tools: typeof tools;
  }
}

window.tools = tools;
