import type { Engine } from "../../src/engine/engine";
import { PromptTooLongError } from "../../src/engine/errors";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { createPython } from "../../src/python/create-python";
import { runSample } from "../../src/solver/sample";
import { wireFormat } from "../../src/solver/wire-format";
import type { SampleOutcome } from "./drive";
import { isCorrect } from "./is-correct";
import type { PageJob, PageSetup } from "./page-contract";
import { reusePython } from "./reused-python";

const { defaults } = wireFormat;

/** As in the app: the KV of a longer one takes memory that no sample of a small model fills. */
const contextLength = 8192;

const interpreters = createPython({ onNotice: ({ message }) => console.error(message) });
const python = reusePython(interpreters);
let loaded: { readonly engine: Engine; readonly setup: PageSetup } | null = null;

window.evalPage = {
  async start(setup) {
    const { model, maxSequences, mode } = setup;
    const engine = await createWorkerEngine({
      model: model.url,
      modelName: model.name,
      contextLength,
      maxSequences,
    });
    // An evaluation with Python is worth nothing without it: better to fail now.
    if (mode === "tir") await interpreters.warmUp();
    loaded = { engine, setup };
    const { device, fallbackReason, maxSequences: together } = engine.info;
    return `${device}, ${together} sequences at a time. ${fallbackReason ?? ""}`.trim();
  },
  async sample(job) {
    if (!loaded) throw new Error("The page has not been started.");
    try {
      return await draw(loaded.engine, loaded.setup, job);
    } catch (error) {
      // Nothing is broken: this problem is too long for this model.
      if (error instanceof PromptTooLongError) return tooLong;
      throw error;
    }
  },
};

async function draw(engine: Engine, setup: PageSetup, job: PageJob): Promise<SampleOutcome> {
  const request = {
    problem: job.problem,
    mode: setup.mode,
    sampling: { temperature: setup.temperature, topP: defaults.topP, seed: job.seed },
    maxTokens: setup.maxTokens,
    codeExecutions: defaults.totalCodeExecutions,
    codeLimits: {
      seconds: defaults.codeTimeoutSeconds,
      characters: defaults.maxCodeOutputCharacters,
    },
  };
  for await (const event of runSample({ engine, python }, request, new AbortController().signal)) {
    if (event.kind !== "finished") continue;
    const { text, answer, generatedTokens, codeCalls, seconds, codeSeconds, ending } =
      event.outcome;
    return {
      ...{ text, answer, codeCalls, seconds, codeSeconds },
      correct: isCorrect(event.outcome, job.expected),
      tokens: generatedTokens,
      ended: ending,
      error: null,
    };
  }
  throw new Error("The sample ended without an outcome.");
}

const tooLong: SampleOutcome = {
  text: "",
  answer: null,
  correct: false,
  tokens: 0,
  codeCalls: 0,
  seconds: 0,
  codeSeconds: 0,
  ended: "prompt-too-long",
  error: null,
};
