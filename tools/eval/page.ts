import type { Engine } from "../../src/engine/engine";
import { PromptTooLongError } from "../../src/engine/errors";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { createPython } from "../../src/python/create-python";
import { collectCandidates } from "../../src/solver/candidate";
import { createTailConfidence } from "../../src/solver/confidence";
import { type GenSelectOutcome, runGenSelect } from "../../src/solver/genselect";
import { createMathVerify, type MathVerify } from "../../src/solver/math-verify";
import { runSample } from "../../src/solver/sample";
import { seedFor } from "../../src/solver/seeds";
import { createTraceConfidence, groupSize } from "../../src/solver/trace-confidence";
import { wireFormat } from "../../src/solver/wire-format";
import { emptySample, type SampleOutcome } from "./outcome";
import type { ComparisonOutcome, PageComparison, PageSample, PageSetup } from "./page-contract";
import { connectEngine } from "./remote-engine";
import { reusePython } from "./reused-python";

const { defaults } = wireFormat;

/** As in the app: the KV of a longer one takes memory that no sample of a small model fills. */
const contextLength = 8192;

/** Of one pair of answers: what is equal must not depend on how busy the machine is. */
const verifySeconds = 30;

const interpreters = createPython({ onNotice: ({ message }) => console.error(message) });
const python = reusePython(interpreters);
const never = new AbortController().signal;
let loaded: { readonly engine: Engine; readonly setup: PageSetup } | null = null;
let mathVerify: MathVerify | null = null;

window.evalPage = {
  async start(setup) {
    const { model, maxSequences, mode } = setup;
    const engine =
      setup.engine === "node"
        ? await connectEngine()
        : await createWorkerEngine({
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
    const { engine, setup } = started();
    try {
      return await draw(engine, setup, job);
    } catch (error) {
      // Nothing is broken: this problem is too long for this model.
      if (error instanceof PromptTooLongError) return emptySample("prompt-too-long", null);
      throw error;
    }
  },
  async compare(job) {
    const { engine, setup } = started();
    return compare(engine, setup, job);
  },
  async startMathVerify() {
    mathVerify = createMathVerify(interpreters, { seconds: verifySeconds });
    await mathVerify.warmUp();
  },
  async judge(one, other) {
    if (!mathVerify) throw new Error("Math-Verify has not been started in this page.");
    return mathVerify.judge(one, other);
  },
};

function started() {
  if (!loaded) throw new Error("The page has not been started.");
  return loaded;
}

async function draw(engine: Engine, setup: PageSetup, job: PageSample): Promise<SampleOutcome> {
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
    wantsTop: true,
  };
  const confidence = createTailConfidence();
  const trace = createTraceConfidence(groupSize(setup.maxTokens));
  for await (const event of runSample({ engine, python }, request, never)) {
    if (event.kind === "text") {
      confidence.add(event.logprob);
      trace.add(event.confidence ?? null);
    }
    if (event.kind !== "finished") continue;
    const { text, answer, generatedTokens, codeCalls, seconds, codeSeconds, ending } =
      event.outcome;
    return {
      ...{ text, answer, codeCalls, seconds, codeSeconds },
      confidence: confidence.value(),
      trace: trace.figures(),
      tokens: generatedTokens,
      ended: ending,
      error: null,
    };
  }
  throw new Error("The sample ended without an outcome.");
}

/** Candidates and comparisons as a run of the app makes them. */
async function compare(
  engine: Engine,
  { temperature }: PageSetup,
  { problem, answers, seed, comparisons, maxTokens }: PageComparison,
): Promise<ComparisonOutcome> {
  const start = performance.now();
  const asked = { problem, temperature, topP: defaults.topP };
  const { candidates, tokens } = await collectCandidates(
    engine,
    { ...asked, seed: (sample) => seedFor(seed, "summary", sample) },
    answers,
    never,
  );
  let outcome: GenSelectOutcome | null = null;
  const request = { ...asked, answers: candidates, comparisons, maxTokens, seed };
  for await (const event of runGenSelect(engine, request, never)) {
    if (event.kind === "finished") outcome = event.outcome;
  }
  if (!outcome) throw new Error("The comparisons ended without an outcome.");
  return {
    ...{ candidates, outcome },
    summaryTokens: tokens.generatedTokens,
    seconds: (performance.now() - start) / 1000,
    error: outcome.comparisons.find(({ error }) => error !== null)?.error ?? null,
  };
}
