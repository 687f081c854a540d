import { choosePromptForm } from "../../models/choose-prompt-form";
import type { Engine, EngineInfo } from "../engine";
import { EngineError, ModelLoadError } from "../errors";
import type { PromptForm } from "../prompt-form";
import { type GpuProbe, probeGpu } from "./gpu-probe";
import { createInstance, type Instance } from "./instance";
import { createLane } from "./lane";
import { createLaneTable } from "./lane-table";
import { chooseLayout, type Layout, savedBytesLimit } from "./layout";
import { readOffload } from "./load-log";
import { checkModelFile, readTrainedContext } from "./model-file";
import { createWllamaSequence } from "./wllama-sequence";

export interface WllamaEngineParams {
  /** A GGUF file; several when it is split, in order. */
  readonly model: Blob | readonly Blob[];
  readonly modelName: string;
  /** Tokens a sequence may hold, prompt included; at most what the model was trained for. @default 4096 */
  readonly contextLength?: number;
  /** Sequences decoded at the same time, at most; what pays on this device may be fewer. @default 4 */
  readonly maxSequences?: number;
  /** Why the GPU is not to be used, in words that follow “because”. @default it is used */
  readonly refuseGpu?: string;
  /** Copies of the model and their threads. @default chosen by the model's size and this device */
  readonly layout?: Partial<Layout>;
  /** Told of each piece of a prompt that is read, and of each token. */
  readonly onStep?: () => void;
}

/**
 * llama.cpp as WebAssembly on a GGUF file: on the GPU where that works, else on the CPU. `info` says
 * what really runs, and why nothing faster does.
 * @throws {@link ModelLoadError}
 */
export async function createWllamaEngine(params: WllamaEngineParams): Promise<Engine> {
  const model = params.model instanceof Blob ? [params.model] : params.model;
  const [first] = model;
  if (!first) throw new ModelLoadError("No model file was given. Choose one.");
  await checkModelFile(first);
  const loaded = await load({ ...params, model });
  const promptForm = promptFormOf(loaded.instances[0], params.modelName);
  const limit = savedBytesLimit / loaded.instances.length;
  const lanes = loaded.instances.map((instance) => createLane(instance, loaded.start, limit));
  const table = createLaneTable(lanes.length, loaded.layout.slots);
  let unloaded = false;
  return {
    info: describe({ ...params, promptForm }, loaded),
    async open(prompt, sampling) {
      if (unloaded) throw new EngineError("This engine is unloaded.");
      return createWllamaSequence({ lanes, table, sampling, prompt });
    },
    async unload() {
      if (unloaded) return;
      unloaded = true;
      table.close(new EngineError("The model was unloaded."));
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

interface LoadParams extends Omit<WllamaEngineParams, "model"> {
  readonly model: readonly Blob[];
}

interface Loaded {
  readonly instances: readonly [Instance, ...Instance[]];
  /** Loads one more. */
  readonly start: () => Promise<Instance>;
  readonly layout: Layout;
  /** The GPU that holds the layers; null on the CPU. */
  readonly gpu: { readonly name: string; readonly layers: number; readonly of: number } | null;
  readonly contextLength: number;
  /** Why it isn't the GPU. */
  readonly noGpu: string | null;
}

async function load(params: LoadParams): Promise<Loaded> {
  const probe: GpuProbe =
    params.refuseGpu === undefined ? await probeGpu() : { usable: false, reason: params.refuseGpu };
  if (!probe.usable) return loadOnCpu(params, probe.reason);
  try {
    const loaded = await loadInstances(params, true);
    const offload = readOffload(loaded.instances[0].log);
    if (offload) return { ...loaded, gpu: { name: probe.name, ...offload }, noGpu: null };
    await Promise.all(loaded.instances.map((instance) => instance.close()));
    return loadOnCpu(params, `llama.cpp did not take the GPU (${probe.name})`);
  } catch (error) {
    // A broken file fails again, and then says so.
    const why = error instanceof Error ? error.message : String(error);
    return loadOnCpu(params, `loading it on the GPU (${probe.name}) failed: ${why}`);
  }
}

async function loadOnCpu(params: LoadParams, noGpu: string): Promise<Loaded> {
  return { ...(await loadInstances(params, false)), gpu: null, noGpu };
}

async function loadInstances(params: LoadParams, gpu: boolean) {
  const layout = {
    ...chooseLayout({
      modelBytes: params.model.reduce((sum, { size }) => sum + size, 0),
      cores: navigator.hardwareConcurrency || 1,
      gpu,
      maxSequences: params.maxSequences ?? 4,
    }),
    ...params.layout,
  };
  const [file] = params.model;
  const trained = file ? await readTrainedContext(file) : null;
  // Beyond what it was trained for a model writes nonsense.
  const wanted = Math.min(params.contextLength ?? 4096, trained ?? Number.POSITIVE_INFINITY);
  const start = () =>
    createInstance({
      ...{ model: params.model, ...layout, contextLength: wanted, gpu },
      onStep: params.onStep ?? (() => {}),
    });
  const first = await start();
  const { contextLength } = first;
  try {
    const others = Array.from({ length: layout.instances - 1 }, start);
    const instances: readonly [Instance, ...Instance[]] = [first, ...(await Promise.all(others))];
    return { instances, start, layout, contextLength };
  } catch {
    // Memory for one copy is enough.
    return { instances: [first] as const, start, layout, contextLength };
  }
}

function promptFormOf({ metadata }: Instance, fileName: string): PromptForm {
  const name = (key: string) => metadata[`general.${key}`] ?? "";
  return choosePromptForm({
    names: [name("name"), `${name("basename")} ${name("finetune")}`, fileName],
    chatTemplate: metadata["tokenizer.chat_template"] ?? null,
  });
}

type Named = Pick<EngineInfo, "modelName" | "promptForm">;

function describe({ modelName, promptForm }: Named, loaded: Loaded): EngineInfo {
  const { instances, layout, gpu } = loaded;
  const threads = gpu ? 1 : instances.length * instances[0].threads;
  const common = {
    ...{ modelName, promptForm, threads },
    contextLength: loaded.contextLength,
    maxSequences: instances.length * layout.slots,
    keepsKv: true,
    givesLogprobs: true,
  };
  if (gpu) {
    const { name, layers, of } = gpu;
    const device = layers < of ? `${name} (${layers} of ${of} layers)` : name;
    return { ...common, backend: "webgpu", device, fallbackReason: null };
  }
  const reasons = [`Runs on the CPU because ${loaded.noGpu}.`];
  if (instances[0].threads < layout.threads) {
    reasons.push(
      "It has one thread because this page is not cross-origin isolated: the server that " +
        "delivers it must send the COOP and COEP headers.",
    );
  }
  return {
    ...common,
    backend: threads > 1 ? "cpu-threads" : "cpu-single-thread",
    device: `CPU, ${threads} ${threads === 1 ? "thread" : "threads"}`,
    fallbackReason: reasons.join(" "),
  };
}
