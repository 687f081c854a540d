import type { AppConfig, MLCEngine } from "@mlc-ai/web-llm";
import { choosePromptForm } from "../../models/choose-prompt-form";
import type { Engine, EngineInfo } from "../engine";
import { AbortedError, EngineError, ModelLoadError } from "../errors";
import { createGate } from "../http/gate";
import { type Completer, type CompletionPiece, createWebLlmSequence } from "./web-llm-sequence";

/** What web-llm runs: a model of its own list, or any package with a library made for it. */
export type WebLlmModel =
  | { readonly kind: "prebuilt"; readonly id: string }
  /** Addresses; of the package the folder, as web-llm finds it (it adds `resolve/main/`). */
  | { readonly kind: "address"; readonly package: string; readonly library: string };

export interface WebLlmParams {
  readonly model: WebLlmModel;
  readonly modelName: string;
  /** Tokens of a text. @default 4096, which its own libraries are made for */
  readonly contextLength?: number;
  /** Told of the share that is loaded, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Ids of the models that web-llm names itself. Their files come from its hosts. */
export async function prebuiltModels(): Promise<readonly string[]> {
  const { prebuiltAppConfig } = await import("@mlc-ai/web-llm");
  return prebuiltAppConfig.model_list.map(({ model_id }) => model_id);
}

/**
 * Runs an MLC package by `@mlc-ai/web-llm`, which is loaded only now. One sample at a time: the others
 * wait, and each generation reads its whole text again.
 * @throws {@link ModelLoadError} {@link AbortedError}
 */
export async function createWebLlmEngine(params: WebLlmParams): Promise<Engine> {
  const { model, modelName, contextLength = 4096, onProgress = () => {}, signal } = params;
  if (signal?.aborted) throw new AbortedError("Stopped.");
  const { MLCEngine, prebuiltAppConfig } = await import("@mlc-ai/web-llm");
  const { id, appConfig } = placeOf(model, prebuiltAppConfig);
  const engine = new MLCEngine({
    appConfig,
    initProgressCallback: ({ progress }) => onProgress(progress),
    logLevel: "WARN",
  });
  // web-llm gives a load that is under way up when it is told to unload.
  const stop = () => void engine.unload().catch(() => {});
  signal?.addEventListener("abort", stop, { once: true });
  let vendor: string;
  try {
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
    promptForm: choosePromptForm({ names: [modelName, id], chatTemplate: null }),
    ...{ keepsKv: false, givesLogprobs: true },
  };
  const gate = createGate(1);
  const completer: Completer = {
    complete: (request) => complete(engine, request),
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
): { readonly id: string; readonly appConfig: AppConfig } {
  if (model.kind === "address") {
    const id = model.package;
    const record = { model: model.package, model_id: id, model_lib: model.library };
    return { id, appConfig: { model_list: [record] } };
  }
  const { id } = model;
  if (prebuilt.model_list.some(({ model_id }) => model_id === id)) {
    return { id, appConfig: prebuilt };
  }
  throw new ModelLoadError(
    `web-llm has no model ${id}. Choose one of its list, or give a package and a library by address.`,
  );
}

async function* complete(
  engine: MLCEngine,
  { prompt, maxTokens, sampling, top }: Parameters<Completer["complete"]>[0],
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
