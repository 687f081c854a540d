import { LoggerWithoutDebug, Wllama, WllamaRuntimeError } from "@wllama/wllama";
import * as v from "valibot";
import type { Sampling } from "../engine";
import { AbortedError, EngineError, ModelLoadError, PromptTooLongError } from "../errors";
import { type CompletionEnd, parseChunk } from "./chunk";
import { kvBytesPerToken } from "./kv-size";
import { loadFailure } from "./load-log";
import { compatFiles, wasmUrl } from "./runtime-files";

export interface InstanceParams {
  readonly model: readonly Blob[];
  readonly threads: number;
  readonly slots: number;
  /** Tokens of one slot. */
  readonly contextLength: number;
  readonly gpu: boolean;
  readonly wideKv: boolean;
  /** Told of each piece of a prompt that is read, and of each token. */
  readonly onStep?: () => void;
}

export interface CompletionRequest {
  /** The whole text so far; what a slot holds of it is not computed again. */
  readonly text: string;
  readonly stop: readonly string[];
  readonly maxTokens: number;
  readonly sampling: Sampling;
  readonly logprobs: boolean;
}

export type OnPiece = (text: string, logprob: number | null) => void;

/** One llama.cpp in a worker of its own, with a model in it. */
export interface Instance {
  /** Tokens of one slot, as llama.cpp rounds them. */
  readonly contextLength: number;
  readonly threads: number;
  /** What was logged while it loaded. */
  readonly log: readonly string[];
  readonly kvBytesPerToken: number;
  /** The model file's, as texts. */
  readonly metadata: Readonly<Record<string, string>>;
  /** It has died; only a new one helps. */
  crashed(): boolean;
  /**
   * @throws {@link SharedFault} for every request under way when one of them fails inside llama.cpp
   * @throws {@link PromptTooLongError} {@link AbortedError} {@link EngineError}
   */
  complete(
    request: CompletionRequest,
    onPiece: OnPiece,
    signal: AbortSignal,
  ): Promise<CompletionEnd>;
  close(): Promise<void>;
}

/**
 * A C++ exception rejects all requests of an instance, not only the one that caused it. The
 * instance itself goes on working.
 */
export class SharedFault extends EngineError {
  override name = "SharedFault";
}

/** Special tokens that the text must show even where a model file marks them as control tokens. */
const shownTokens = ["<think>", "</think>", "<tool_call>", "</tool_call>"];

/** Tokens computed before an abort is noticed, at most; smaller batches gain nothing on a CPU. */
const cpuBatch = 64;

const workerMissing =
  "The browser did not start llama.cpp's worker. Reload the page. If that does not help, the site " +
  "forbids it: its Content-Security-Policy needs worker-src blob:.";

const loadedSchema = v.object({
  success: v.literal(true),
  metadata: v.record(v.string(), v.string()),
});

/** @throws {@link ModelLoadError} */
export async function createInstance(params: InstanceParams): Promise<Instance> {
  const log: string[] = [];
  let reportBroken: (cause: unknown) => void = () => {};
  const broken = new Promise<never>((_, reject) => {
    reportBroken = reject;
  });
  broken.catch(() => {});
  const keep = (...words: unknown[]) => log.push(words.map(String).join(" "));
  const wllama = new Wllama(
    { default: wasmUrl },
    {
      logger: {
        ...LoggerWithoutDebug,
        debug: keep,
        log: keep,
        warn: keep,
        error(...words) {
          keep(...words);
          // The library only logs that its worker could not start, and would wait for it forever.
          if (words[0] instanceof Event) reportBroken(new ModelLoadError(workerMissing));
        },
      },
    },
  );
  wllama.setCompat(await compatFiles());
  const close = () => wllama.exit();
  try {
    await Promise.race([
      broken,
      wllama.loadModel([...params.model], {
        n_ctx: params.contextLength * params.slots,
        n_parallel: params.slots,
        // A cache for each slot: in a shared one, a sequence that fills it fails all others.
        kv_unified: false,
        n_threads: params.threads,
        // Prompts come ready-made. The model's own template would be tried out while it loads, and one
        // that fails or never ends would keep it from loading.
        chat_template: "chatml",
        n_gpu_layers: params.gpu ? 99_999 : 0,
        // On the CPU, flash attention computes batches and single tokens differently, so that a
        // cached prompt gives other text than a fresh one; without it they agree to the last bit.
        // It is also slower: at 2500 tokens 30 tokens/s against 170.
        flash_attn: params.gpu,
        ...(params.wideKv ? { cache_type_k: "f32", cache_type_v: "f32" } : {}),
        ...(params.gpu ? {} : { n_batch: cpuBatch, n_ubatch: cpuBatch }),
      }),
    ]);
  } catch (cause) {
    await close();
    throw cause instanceof ModelLoadError ? cause : loadFailure(log, cause);
  }
  // `loadModel` also resolves when the file is garbage or memory ran out.
  const loaded = v.safeParse(loadedSchema, wllama.getLoadedContextInfo());
  if (!loaded.success) {
    await close();
    throw loadFailure(log.filter((line) => !line.startsWith("[object")));
  }
  const { metadata } = loaded.output;
  const loadLog = log.splice(0);
  let crash: EngineError | null = null;

  return {
    contextLength: Math.ceil(params.contextLength / 256) * 256,
    threads: wllama.getNumThreads(),
    log: loadLog,
    kvBytesPerToken: kvBytesPerToken(metadata, params.wideKv ? 4 : 2),
    metadata,
    crashed: () => crash !== null,
    async complete(request, onPiece, signal) {
      if (crash) throw crash;
      log.length = 0;
      const ends: CompletionEnd[] = [];
      /** Log-probabilities of tokens whose text is held back: it may be the start of a stop string. */
      let held: number[] = [];
      const give = (text: string, logprob: number | null) => {
        for (const one of held) onPiece("", one);
        held = [];
        onPiece(text, logprob);
      };
      try {
        await wllama.createCompletion({
          ...completionParams(request),
          stream: true,
          abortSignal: signal,
          onData(raw) {
            params.onStep?.();
            const chunk = parseChunk(raw);
            if (chunk.kind === "end") ends.push(chunk.end);
            else if (chunk.text !== "") give(chunk.text, chunk.logprob);
            else if (chunk.logprob !== null) held.push(chunk.logprob);
          },
        });
      } catch (cause) {
        if (signal.aborted) throw new AbortedError("Stopped.");
        const error = completionFailure(cause);
        if (error instanceof Crash) crash = error;
        throw error;
      }
      const end = ends.at(-1);
      if (!end) throw new EngineError("llama.cpp ended without a result. Try again.");
      // The library cuts the stop string off.
      if (end.stopString !== null) give(end.stopString, held.pop() ?? null);
      return end;
    },
    close,
  };
}

function completionParams({ text, stop, maxTokens, sampling, logprobs }: CompletionRequest) {
  return {
    // The library passes no slot on: llama.cpp takes the idle one that holds most of the text.
    prompt: text,
    cache_prompt: true,
    max_tokens: maxTokens,
    stop: [...stop],
    temperature: sampling.temperature,
    top_p: sampling.topP,
    // Only these two, in the order of vLLM and Transformers. llama.cpp's own defaults would add
    // top-k 40, min-p 0.05 and others.
    samplers: ["temperature", "top_p"],
    // 2^32 - 1 stands for "a random one".
    seed: Math.min(sampling.seed, 0xfffffffe),
    ...(logprobs ? { logprobs: 1 } : {}),
    preserved_tokens: shownTokens,
    // Adds why it ended, and the stop string.
    verbose: true,
    // Tells after each batch of a prompt that it is read: a long one on a slow device is no silence.
    return_progress: true,
  };
}

/** llama.cpp itself has died; nothing can be asked of this instance any more. */
class Crash extends EngineError {}

function completionFailure(cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const length = /request \((\d+) tokens\) exceeds the available context size \((\d+) tokens\)/;
  const tooLong = length.exec(message);
  if (tooLong) {
    return new PromptTooLongError(
      `The text has ${tooLong[1]} tokens and the context holds ${tooLong[2]}. Shorten the ` +
        "problem, or choose a longer context.",
      { cause },
    );
  }
  if (/\(ABORT\)|has crashed|File read failed/.test(message)) {
    return new Crash(
      "llama.cpp crashed, most often for want of memory. Close other tabs or choose a smaller " +
        `model or fewer samples, then try again. (${message})`,
      { cause },
    );
  }
  if (/unloaded/.test(message)) return new EngineError("The model was unloaded.", { cause });
  if (cause instanceof WllamaRuntimeError) {
    return new SharedFault(
      "llama.cpp failed while it wrote this text: the model's output was no valid text. Try " +
        "another seed, or another model.",
      { cause },
    );
  }
  return new EngineError(`llama.cpp could not go on: ${message}`, { cause });
}
