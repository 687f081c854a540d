import { choosePromptForm } from "../../models/choose-prompt-form";
import type { Engine, EngineInfo } from "../engine";
import { EngineError, PromptTooLongError } from "../errors";
import type { LoadProgress } from "../wllama/model-file";
import { type AdapterFacts, openAdapter, readAdapter } from "./adapter";
import { choosePlan } from "./choose-plan";
import { afterLoss } from "./device-loss";
import { GpuLostError, GpuMemoryError, GpuUnsuitableError } from "./errors";
import { type DeviceCounts, type GpuDevice, openGpuDevice } from "./gpu-device";
import type { KvType } from "./kv-pages";
import type { EngineModel } from "./model/engine-model";
import { openWithLess } from "./open-with-less";
import { type KvPlan, mostOfOneText, mostTexts, smallerPlan, usualWish } from "./plan-memory";
import { type Counts, createScheduler, type Scheduler, type SchedulerParams } from "./scheduler";
import { createTokenSequence } from "./token-sequence";
import { weightSizes } from "./weight-sizes";

export interface WebGpuEngineParams {
  readonly model: EngineModel;
  readonly modelName: string;
  /** @default the browser's */
  readonly gpu?: GPU;
  /** Bytes of the GPU's memory that the model may take; the first that suffices counts. */
  memoryBudgets(adapter: AdapterFacts): readonly number[];
  /** How keys and values are kept. @default "f16" */
  readonly kvType?: KvType;
  /** Tokens a sequence may hold, prompt included, where memory suffices. @default 32768 */
  readonly contextLength?: number;
  /** Sequences decoded at the same time, where memory suffices; at most 16. @default 8 */
  readonly maxSequences?: number;
  /** Told of the weights' bytes. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Told, in words for people, of what the engine had to do by itself. */
  readonly onNotice?: (message: string) => void;
  /** Told when `info` is another one: after losses of the GPU there is room for less. */
  readonly onInfo?: (info: EngineInfo) => void;
  /** Told of each pass that is done. */
  readonly onStep?: () => void;
}

export interface WebGpuEngine extends Engine {
  readonly counts: Readonly<Counts>;
  /** What the device in use was given so far. */
  readonly deviceCounts: Readonly<DeviceCounts>;
  /** How the KV is laid out by now. */
  readonly plan: KvPlan;
  /** The WebGPU device in use; tests destroy it. */
  device(): GPUDevice;
}

/**
 * Runs a Qwen2, Qwen3 or Llama model with the kernels in this folder: all sequences decode together, and
 * sequences with the same prompt share its KV.
 * @throws {@link GpuUnsuitableError} when this GPU can't, {@link GpuMemoryError} when it lacks memory,
 *   {@link ModelLoadError} {@link GpuLostError}
 */
export async function createWebGpuEngine(params: WebGpuEngineParams): Promise<WebGpuEngine> {
  const loader = await createLoader(params);
  const notice = params.onNotice ?? (() => {});
  const first = await openWithLess(loader.plan, loader.open, () =>
    notice("The GPU has less memory than hoped, so there is room for fewer or shorter samples."),
  );
  let { device, plan } = first;
  const described = describe(params, loader.adapter);
  const info = (): EngineInfo => ({
    ...{ ...described, contextLength: plan.contextLength, maxSequences: plan.maxTexts },
  });
  let losses = 0;
  let unloaded = false;

  const recover: SchedulerParams["recover"] = async (error, longest) => {
    if (unloaded || !(error instanceof GpuLostError || error instanceof GpuMemoryError)) {
      throw error;
    }
    losses += 1;
    const words = afterLoss(losses);
    if (!words) throw error;
    // A device that lacked memory once lacks it again.
    if (losses === 2 || error instanceof GpuMemoryError) plan = smallerPlan(plan, longest);
    notice(`${error.message} ${words}`);
    device.dispose();
    try {
      device = await loader.open(plan);
    } catch (cause) {
      if (cause instanceof GpuLostError || cause instanceof GpuMemoryError) {
        return recover(cause, longest);
      }
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new GpuLostError(`${error.message} It could not be had again: ${why}.`, { cause });
    }
    if (unloaded) {
      device.dispose();
      throw error;
    }
    if (losses > 1) params.onInfo?.(info());
    return { device, maxTexts: plan.maxTexts };
  };

  const scheduler: Scheduler = createScheduler({
    ...{ device, maxTexts: plan.maxTexts, recover },
    onPass: params.onStep ?? (() => {}),
  });
  const { model } = params;
  const endIds = new Set(model.endIds);
  return {
    get info() {
      return info();
    },
    counts: scheduler.counts,
    get deviceCounts() {
      return device.counts;
    },
    get plan() {
      return plan;
    },
    device: () => device.device,
    async open(prompt, sampling) {
      if (unloaded) throw new EngineError("This engine is unloaded.");
      const tokens = promptTokens(model, prompt);
      if (tokens.length >= plan.contextLength) {
        throw new PromptTooLongError(
          `The problem has ${tokens.length} tokens; this model holds ${plan.contextLength} here. Shorten it.`,
        );
      }
      const text = scheduler.open(tokens);
      const { tokenizer } = model;
      const opened = plan.contextLength;
      // After losses the KV may be smaller, but a text that is longer than the new limit goes on.
      const contextLength = () => Math.min(opened, mostOfOneText(plan));
      return createTokenSequence({ text, tokenizer, endIds, contextLength, sampling });
    },
    async unload() {
      if (unloaded) return;
      unloaded = true;
      scheduler.close(new EngineError("The model was unloaded."));
      device.dispose();
    },
  };
}

/** The prompt as the model was taught to see one: some models' texts begin with a token of their own. */
function promptTokens({ tokenizer, firstId }: EngineModel, prompt: string): number[] {
  const tokens = tokenizer.encode(prompt);
  return firstId === null || tokens[0] === firstId ? tokens : [firstId, ...tokens];
}

interface Loader {
  readonly adapter: AdapterFacts;
  readonly plan: KvPlan;
  open(plan: KvPlan): Promise<GpuDevice>;
}

async function createLoader(params: WebGpuEngineParams): Promise<Loader> {
  const { model, gpu, kvType = "f16", onProgress = () => {} } = params;
  const adapter = readAdapter(await openAdapter(gpu));
  const { fileBytes, gpuBytes } = weightSizes(model);
  const choice = choosePlan({
    shape: model.transformer,
    ...{ weightBytes: gpuBytes, kvType, adapter },
    budgets: params.memoryBudgets(adapter),
    wish: {
      contextLength: params.contextLength ?? usualWish.contextLength,
      maxTexts: Math.min(mostTexts, params.maxSequences ?? usualWish.maxTexts),
    },
  });
  if ("reason" in choice) throw new GpuUnsuitableError(choice.reason);
  return {
    adapter,
    plan: choice.plan,
    async open(plan) {
      let loadedBytes = 0;
      const onBytes = (bytes: number) => {
        loadedBytes += bytes;
        onProgress({ loadedBytes, totalBytes: fileBytes });
      };
      // A new adapter each time: one whose device was lost gives no other.
      return openGpuDevice({ adapter: await openAdapter(gpu), model, plan, onBytes });
    },
  };
}

function describe(
  { model, modelName }: WebGpuEngineParams,
  adapter: AdapterFacts,
): Omit<EngineInfo, "contextLength" | "maxSequences"> {
  return {
    ...{ backend: "webgpu", device: adapter.name, fallbackReason: null, threads: 1 },
    modelName,
    promptForm: choosePromptForm({
      names: [...model.names, modelName],
      chatTemplate: model.chatTemplate,
    }),
    ...{ keepsKv: true, givesLogprobs: true },
  };
}
