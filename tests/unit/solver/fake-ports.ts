import type { Engine, GenerateEvent, GenerateOptions, Sampling } from "../../../src/engine/engine";
import { AbortedError } from "../../../src/engine/errors";
import type { PromptForm } from "../../../src/engine/prompt-form";
import type { Python, PythonLimits, PythonResult } from "../../../src/python/python-session";

export interface FakeEngine extends Engine {
  /** What happened, in order: "open", "generate", "append", "close". */
  readonly calls: string[];
  readonly prompts: string[];
  readonly samplings: Sampling[];
  readonly generations: Pick<GenerateOptions, "stop" | "maxTokens">[];
  readonly appended: string[];
}

export interface FakeEngineOptions {
  /** Tokens the context holds after the prompt. */
  readonly context?: number;
  /** @default OpenMath's */
  readonly form?: PromptForm;
  /** Called before each token; may throw, or abort the run. */
  beforeToken?(count: number): void;
  readonly open?: () => Promise<void>;
  readonly append?: () => Promise<void>;
  /** The likeliest tokens' log-probabilities where the model writes this; by default none are told. */
  readonly top?: ((text: string) => readonly number[]) | undefined;
}

/** A piece that ends the model's turn before the script's end. */
export const turnEnd = "(end of turn)";

/** An engine whose model writes a script, a token a piece, then ends its turn. */
export function fakeEngine(script: readonly string[], options: FakeEngineOptions = {}): FakeEngine {
  const pieces = [...script];
  let written = 0;
  const fake: FakeEngine = {
    calls: [],
    prompts: [],
    samplings: [],
    generations: [],
    appended: [],
    info: {
      backend: "cpu-single-thread",
      device: "script",
      fallbackReason: null,
      threads: 1,
      modelName: "script",
      promptForm: options.form ?? { kind: "openmath", assumed: false },
      contextLength: 1000,
      maxSequences: 1,
      keepsKv: true,
      givesLogprobs: true,
    },
    async open(prompt, sampling) {
      fake.calls.push("open");
      fake.prompts.push(prompt);
      fake.samplings.push(sampling);
      await options.open?.();
      return {
        generate,
        async append(text) {
          fake.calls.push("append");
          fake.appended.push(text);
          await options.append?.();
        },
        async close() {
          fake.calls.push("close");
        },
      };
    },
    async unload() {},
  };

  async function* generate({
    stop,
    maxTokens,
    wantsTop,
    signal,
  }: GenerateOptions): AsyncGenerator<GenerateEvent, void, void> {
    fake.calls.push("generate");
    fake.generations.push({ stop, maxTokens });
    let count = 0;
    const end = (reason: "stop-string" | "end-of-turn" | "token-limit" | "context-full") =>
      ({
        kind: "end",
        reason,
        stopString: reason === "stop-string" ? (stop[0] ?? null) : null,
        prefilledTokens: 10,
        cachedTokens: 5,
        generatedTokens: count,
      }) satisfies GenerateEvent;
    for (;;) {
      await Promise.resolve();
      options.beforeToken?.(written);
      if (signal.aborted) throw new AbortedError("Stopped.");
      if (count >= maxTokens) return yield end("token-limit");
      if (written >= (options.context ?? Number.POSITIVE_INFINITY))
        return yield end("context-full");
      const text = pieces.shift();
      if (text === undefined || text === turnEnd) return yield end("end-of-turn");
      count += 1;
      written += 1;
      const top = wantsTop && options.top ? { top: options.top(text) } : {};
      yield { kind: "token", text, logprob: -0.5, ...top } satisfies GenerateEvent;
      if (stop.some((one) => text.endsWith(one))) return yield end("stop-string");
    }
  }
  return fake;
}

export interface FakePython extends Python {
  /** "open", the code of each block, "close". */
  readonly calls: string[];
  readonly limits: PythonLimits[];
}

export function printed(stdout: string, more: Partial<PythonResult> = {}): PythonResult {
  return { status: "completed", stdout, stderr: "", seconds: 0, ...more };
}

/** A Python whose blocks print what `run` says. */
export function fakePython(
  run: (code: string, signal: AbortSignal) => PythonResult | Promise<PythonResult> = () =>
    printed("5\n"),
  open: () => Promise<void> = async () => {},
): FakePython {
  const fake: FakePython = {
    calls: [],
    limits: [],
    async openSession() {
      fake.calls.push("open");
      await open();
      return {
        async run(code, limits, signal) {
          fake.calls.push(code);
          fake.limits.push(limits);
          return run(code, signal);
        },
        async close() {
          fake.calls.push("close");
        },
      };
    },
    async close() {},
  };
  return fake;
}
