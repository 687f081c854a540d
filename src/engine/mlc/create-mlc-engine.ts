import { choosePromptForm } from "../../models/choose-prompt-form";
import type { FormatName } from "../../models/convert/format";
import type { Engine, EngineInfo } from "../engine";
import { EngineError, PromptTooLongError } from "../errors";
import { requestAdapter } from "../request-adapter";
import { afterLoss } from "../webgpu/device-loss";
import { GpuLostError, GpuUnsuitableError } from "../webgpu/errors";
import {
  type Counts,
  createScheduler,
  type Scheduler,
  type SchedulerParams,
} from "../webgpu/scheduler";
import { createTokenSequence } from "../webgpu/token-sequence";
import type { LoadProgress } from "../wllama/model-file";
import { type AdapterFacts, readAdapter } from "./adapter";
import { chooseLibrary, type LibraryChoice } from "./choose-library";
import { fetchLibrary, fetchLibraryIndex } from "./fetch-library";
import { type GpuDevice, openGpuDevice } from "./gpu-device";
import { type GpuModel, uploadWeights } from "./gpu-model";
import { mostOfOneText, smallerPlan, usualWish } from "./plan-memory";

export interface MlcEngineParams {
  readonly model: GpuModel;
  readonly modelName: string;
  /** Absolute address of the folder with the libraries, ending in `/`. */
  readonly libraries: string;
  /** Bytes of the GPU's memory that the model may take; the first that suffices counts. */
  memoryBudgets(adapter: AdapterFacts): readonly number[];
  /** Tokens a sequence may hold, prompt included, where memory suffices. @default 16384 */
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

export interface MlcEngine extends Engine {
  readonly counts: Readonly<Counts>;
  /** How the weights lie on the GPU. */
  readonly format: FormatName;
  /** Kernels launched since the model was loaded. */
  dispatches(): number;
  /** The WebGPU device in use; tests destroy it. */
  device(): GPUDevice;
}

/**
 * Runs a model with the GPU kernels that `tools/model-library` compiles: all sequences decode
 * together, and sequences with the same prompt share its KV.
 * @throws {@link GpuUnsuitableError} when this GPU can't, {@link ModelLoadError} {@link GpuLostError}
 */
export async function createMlcEngine(params: MlcEngineParams): Promise<MlcEngine> {
  const loader = await createLoader(params);
  let device = await loader.open(loader.choice.plan);
  const described = describe(params, loader.adapter);
  const info = (): EngineInfo => ({
    ...{ ...described, contextLength: plan.contextLength, maxSequences: plan.maxTexts },
  });
  let losses = 0;
  let unloaded = false;
  let { plan } = loader.choice;
  const notice = params.onNotice ?? (() => {});

  const recover: SchedulerParams["recover"] = async (error, longest) => {
    if (unloaded || !(error instanceof GpuLostError)) throw error;
    losses += 1;
    const words = afterLoss(losses);
    if (!words) throw error;
    if (losses === 2) plan = smallerPlan(plan, longest);
    notice(`${error.message} ${words}`);
    device.dispose();
    try {
      device = await loader.open(plan);
    } catch (cause) {
      if (cause instanceof GpuLostError) return recover(cause, longest);
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
    format: loader.choice.format,
    dispatches: () => device.runtime.dispatches(),
    device: () => device.device,
    async open(prompt, sampling) {
      if (unloaded) throw new EngineError("This engine is unloaded.");
      const tokens = model.tokenizer.encode(prompt);
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

interface Loader {
  readonly adapter: AdapterFacts;
  readonly choice: LibraryChoice;
  open(plan: LibraryChoice["plan"]): Promise<GpuDevice>;
}

async function createLoader(params: MlcEngineParams): Promise<Loader> {
  const { model, libraries, onProgress = () => {} } = params;
  const adapter = readAdapter(await theAdapter());
  const choice = chooseLibrary({
    shape: model.shape,
    formats: model.formats,
    libraries: await fetchLibraryIndex(libraries),
    adapter,
    budgets: params.memoryBudgets(adapter),
    wish: {
      contextLength: params.contextLength ?? usualWish.contextLength,
      maxTexts: params.maxSequences ?? usualWish.maxTexts,
    },
  });
  if ("reason" in choice) throw new GpuUnsuitableError(choice.reason);
  const { format, weightBytes } = choice;
  const wasm = await fetchLibrary(libraries, choice.library);
  return {
    adapter,
    choice,
    async open(plan) {
      let loadedBytes = 0;
      const onBytes = (bytes: number) => {
        loadedBytes += bytes;
        onProgress({ loadedBytes, totalBytes: weightBytes });
      };
      return openGpuDevice({
        // A new one each time: an adapter whose device was lost gives no other.
        adapter: await theAdapter(),
        wasm,
        loadWeights: (runtime) => uploadWeights(model, format, runtime, onBytes),
        cache: plan,
      });
    },
  };
}

async function theAdapter(): Promise<GPUAdapter> {
  const adapter = await requestAdapter();
  if ("reason" in adapter) throw new GpuUnsuitableError(adapter.reason);
  return adapter;
}

function describe(
  { model, modelName }: MlcEngineParams,
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
