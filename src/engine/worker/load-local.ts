import { blobSource } from "../../models/convert/byte-source";
import { readDevice } from "../../models/fit/device";
import { gpuBudgets } from "../../models/fit/gpu-budget";
import { mlcConfigName } from "../../models/inspect/mlc-package";
import type { Engine, EngineInfo } from "../engine";
import type { DeviceChoice } from "../engine-source";
import { EngineError, ModelLoadError } from "../errors";
import { createFallbackEngine } from "../fallback-engine";
import { createWebGpuEngine } from "../webgpu/create-webgpu-engine";
import { GpuLostError } from "../webgpu/errors";
import { openEngineModel } from "../webgpu/model/engine-model";
import { createWllamaEngine, type WllamaEngineParams } from "../wllama/create-wllama-engine";
import { smallModelBytes } from "../wllama/layout";
import type { LoadProgress } from "../wllama/model-file";
import { chooseLimits } from "./choose-limits";
import type { ModelFile } from "./open-model";
import { whyNotGpu } from "./why-not-gpu";

export interface LocalParams extends Omit<WllamaEngineParams, "model" | "onStep"> {
  readonly device: DeviceChoice;
  /** Length and number of samples are chosen by what this device can hold. */
  readonly fitDevice: boolean;
}

export interface LocalListener {
  onProgress(progress: LoadProgress): void;
  /** Told, in words for people, of what was done without being asked for. */
  onNotice(message: string): void;
  /** Told when the engine's `info` is another one: what runs has changed. */
  onInfo(info: EngineInfo): void;
  /** Told of each piece of work that is done: who is silent for long has fallen silent. */
  onStep(): void;
}

/** In words that follow “because”. */
const lostTooOften = "the browser took the GPU away too often";

/**
 * Loads a model of this device with the engine that suits it: our kernels on the GPU where they can,
 * else llama.cpp, which takes any GGUF file.
 * @throws {@link ModelLoadError}
 */
export async function loadLocal(
  files: readonly ModelFile[],
  params: LocalParams,
  listener: LocalListener,
): Promise<Engine> {
  const isPackage = files.some(({ name }) => name === mlcConfigName);
  if (!isPackage && !isForGpu(files, params.device)) return loadLlama(files, params, listener);
  try {
    const engine = await loadOnGpu(files, params, listener);
    // As long as it was at first: a sample may be longer than what the GPU had room for at last.
    const { contextLength } = engine.info;
    const fallback = createFallbackEngine({
      first: engine,
      isLost: (error) => error instanceof GpuLostError,
      async second(error) {
        // llama.cpp can't read a package.
        if (isPackage) throw lostForGood(error);
        listener.onNotice(
          `${lossOf(error)} It was lost too often, so the CPU goes on from the samples' text; that is slower.`,
        );
        return withReason(
          await loadLlama(files, { ...params, device: "cpu", contextLength }, listener),
          lostTooOften,
        );
      },
      onReplaced: () => listener.onInfo(fallback.info),
    });
    return fallback;
  } catch (error) {
    const reason = whyNotGpu(error);
    if (reason === null) throw error;
    if (isPackage) throw error instanceof ModelLoadError ? error : packageRefused(reason, error);
    return withReason(await loadLlama(files, params, listener), reason);
  }
}

/** The smallest models answer sooner on the CPU than it takes to prepare a GPU's kernels. */
function isForGpu(files: readonly ModelFile[], device: DeviceChoice): boolean {
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  return device === "gpu" || (device === "auto" && bytes > smallModelBytes);
}

async function loadOnGpu(
  files: readonly ModelFile[],
  { modelName, contextLength, maxSequences }: LocalParams,
  listener: LocalListener,
): Promise<Engine> {
  const sources = files.map(({ name, blob }) => blobSource(name, blob));
  const facts = await readDevice();
  return createWebGpuEngine({
    ...{ model: await openEngineModel(sources, modelName), modelName },
    memoryBudgets: ({ vendor }) => gpuBudgets(vendor, facts),
    ...(contextLength === undefined ? {} : { contextLength }),
    ...(maxSequences === undefined ? {} : { maxSequences }),
    onProgress: listener.onProgress,
    onNotice: listener.onNotice,
    onInfo: listener.onInfo,
    onStep: listener.onStep,
  });
}

function packageRefused(reason: string, cause: unknown): ModelLoadError {
  return new ModelLoadError(
    `This package needs a GPU, and it can't be used because ${reason}. Choose the same model as a GGUF file, or a smaller one.`,
    { cause },
  );
}

function lostForGood(cause: unknown): EngineError {
  return new EngineError(
    `${lossOf(cause)} It was lost too often to go on, and this package needs it. Choose a smaller model, or the same one as a GGUF file, which the CPU can run.`,
    { cause },
  );
}

function lossOf(error: unknown): string {
  return error instanceof EngineError ? error.message : "The GPU failed.";
}

async function loadLlama(
  files: readonly ModelFile[],
  params: LocalParams,
  { onStep }: LocalListener,
): Promise<Engine> {
  const { device, fitDevice, ...rest } = params;
  const blobs = files.map(({ blob }) => blob);
  const limits = fitDevice ? await chooseLimits(blobs) : {};
  const refuse = device === "cpu" ? { refuseGpu: "you chose so" } : {};
  return createWllamaEngine({ ...rest, ...limits, ...refuse, onStep, model: blobs });
}

/** Where it runs on the CPU after all, both engines' reasons are told. */
function withReason(engine: Engine, reason: string): Engine {
  if (engine.info.backend === "webgpu") return engine;
  const fallbackReason = `Runs on the CPU because ${reason}.`;
  return { ...engine, info: { ...engine.info, fallbackReason } };
}
