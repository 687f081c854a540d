import type { AppConfig, MLCEngine, ModelRecord } from "@mlc-ai/web-llm";
import { choosePromptForm } from "../../models/choose-prompt-form";
import type { Engine, EngineInfo } from "../engine";
import { AbortedError, EngineError, ModelLoadError } from "../errors";
import { createGate } from "../http/gate";
import type { PromptForm } from "../prompt-form";
import { chatFormOf } from "./chat-form";
import { type PrebuiltModel, packageFolder, type WebLlmModel } from "./web-llm-model";
import {
  type Completer,
  type CompletionPiece,
  type CompletionRequest,
  createWebLlmSequence,
} from "./web-llm-sequence";

export interface WebLlmParams {
  readonly model: WebLlmModel;
  readonly modelName: string;
  /** Tokens of a text. @default 4096, which its own libraries are made for */
  readonly contextLength?: number;
  /** Told of the share that is loaded, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Told of each token that is written. */
  readonly onStep?: () => void;
  readonly signal?: AbortSignal;
}

/** The models that web-llm names itself and that write text. Their files come from its hosts. */
export async function prebuiltModels(): Promise<readonly PrebuiltModel[]> {
  const { ModelType, prebuiltAppConfig } = await import("@mlc-ai/web-llm");
  return prebuiltAppConfig.model_list
    .filter(({ model_type = ModelType.LLM }) => model_type === ModelType.LLM)
    .map(({ model_id, vram_required_MB = null }) => ({
      id: model_id,
      memoryBytes: vram_required_MB === null ? null : vram_required_MB * 1e6,
    }));
}

/**
 * Runs an MLC package by `@mlc-ai/web-llm`, which is loaded only now. One sample at a time: the others
 * wait, and each generation reads its whole text again.
 * @throws {@link ModelLoadError} {@link AbortedError}
 */
export async function createWebLlmEngine(params: WebLlmParams): Promise<Engine> {
  const { model, modelName, contextLength = 4096, signal } = params;
  const { onProgress = () => {}, onStep = () => {} } = params;
  if (signal?.aborted) throw new AbortedError("Stopped.");
  const { MLCEngine, prebuiltAppConfig } = await import("@mlc-ai/web-llm");
  const { id, record, appConfig } = placeOf(model, prebuiltAppConfig);
  const engine = new MLCEngine({
    appConfig,
    initProgressCallback: ({ progress }) => onProgress(progress),
    logLevel: "WARN",
  });
  // web-llm gives a load that is under way up when it is told to unload.
  const stop = () => void engine.unload().catch(() => {});
  signal?.addEventListener("abort", stop, { once: true });
  let vendor: string;
  let promptForm: PromptForm;
  try {
    promptForm = await readPromptForm(record, [modelName, id], signal);
    await engine.reload(id, { context_window_size: contextLength });
    vendor = await engine.getGPUVendor();
  } catch (error) {
    if (signal?.aborted) throw new AbortedError("Stopped.", { cause: error });
    const why = error instanceof Error ? error.message : String(error);
    throw new ModelLoadError(
      `web-llm could not load ${modelName}: ${why}\nChoose the same model as a GGUF file, or another browser.`,
      { cause: error },
    );
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  const info: EngineInfo = {
    ...{ backend: "webgpu", device: `WebGPU, ${vendor} (web-llm, one sample at a time)` },
    ...{ fallbackReason: null, threads: 1, modelName, contextLength, maxSequences: 1 },
    promptForm,
    ...{ keepsKv: false, givesLogprobs: true },
  };
  const gate = createGate(1);
  const completer: Completer = {
    complete: (request) => complete(engine, request, onStep),
    // Its class is not exported.
    isTooLong: (error) => error instanceof Error && error.name === "ContextWindowSizeExceededError",
  };
  let unloaded = false;
  return {
    info,
    async open(prompt, sampling) {
      if (unloaded) throw new EngineError("The model was unloaded.");
      return createWebLlmSequence({ completer, gate, contextLength, sampling, prompt });
    },
    async unload() {
      unloaded = true;
      await engine.unload();
    },
  };
}

function placeOf(
  model: WebLlmModel,
  prebuilt: AppConfig,
): { readonly id: string; readonly record: ModelRecord; readonly appConfig: AppConfig } {
  if (model.kind === "address") {
    const id = model.package;
    const record = { model: model.package, model_id: id, model_lib: model.library };
    return { id, record, appConfig: { model_list: [record] } };
  }
  const { id } = model;
  const record = prebuilt.model_list.find(({ model_id }) => model_id === id);
  if (record) return { id, record, appConfig: prebuilt };
  throw new ModelLoadError(
    `web-llm has no model ${id}. Choose one of its list, or give a package and a library by address.`,
  );
}

/** OpenMath's or Qwen2.5-Math's form by the names, else the package's own template. */
async function readPromptForm(
  { model }: ModelRecord,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<PromptForm> {
  const byName = choosePromptForm({ names, chatTemplate: null });
  if (byName.kind !== "openmath" || !byName.assumed) return byName;
  const address = `${packageFolder(model)}mlc-chat-config.json`;
  const response = await fetch(address, signal ? { signal } : {});
  if (!response.ok) throw new Error(`the server answered ${response.status} to ${address}`);
  return chatFormOf(await response.json()) ?? byName;
}

async function* complete(
  engine: MLCEngine,
  { prompt, maxTokens, sampling, top }: CompletionRequest,
  onStep: () => void,
): AsyncGenerator<CompletionPiece> {
  // It refuses a completion unless the KV is empty.
  await engine.resetChat();
  const { temperature, topP, seed } = sampling;
  const stream = await engine.completions.create({
    ...{ prompt, max_tokens: maxTokens, temperature, top_p: topP },
    // It takes whole numbers of 32 bits with a sign.
    seed: seed | 0,
    ...{ logprobs: true, top_logprobs: top },
    ...{ stream: true, stream_options: { include_usage: true } },
  });
  let reason: "stop" | "length" = "stop";
  let usage = { promptTokens: 0, generatedTokens: 0 };
  for await (const chunk of stream) {
    onStep();
    if (chunk.usage) {
      const { prompt_tokens, completion_tokens } = chunk.usage;
      usage = { promptTokens: prompt_tokens, generatedTokens: completion_tokens };
    }
    for (const { text, logprobs, finish_reason } of chunk.choices) {
      if (finish_reason === "length") reason = "length";
      const token = logprobs?.content?.at(-1);
      // The last chunk only tells how it ended.
      if (text === "" && !token) continue;
      yield {
        ...{ kind: "token", text, logprob: token?.logprob ?? null },
        top: token?.top_logprobs.map(({ logprob }) => logprob) ?? [],
      };
    }
  }
  yield { kind: "end", reason, ...usage };
}
