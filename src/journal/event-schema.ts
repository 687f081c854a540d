import * as v from "valibot";
import type { PythonResult } from "../python/python-session";
import { figuresSchema } from "../python/run-reply";
import type { TokenCounts } from "../solver/ask-for-text";
import type { Candidate } from "../solver/candidate";
import type {
  Comparison,
  ComparisonPlan,
  GenSelectEvent,
  GenSelectOutcome,
} from "../solver/genselect";
import type { RunEvent, RunFigures, RunOutcome, SampleReport } from "../solver/run-events";
import type { SampleEvent, SampleOutcome } from "../solver/sample-events";
import type { StopDecision } from "../solver/stopping/rule";
import type { Tally, Vote } from "../solver/vote";

// A run's events as they are stored and exported. The types on the left keep them what the solver
// makes: a field that one of the two lacks is an error of the compiler.

type Schema<T> = v.GenericSchema<unknown, T>;

const text = v.string();
const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(number, v.minValue(0));
const mode = v.picklist(["cot", "tir"]);
const states = ["queued", "reasoning", "python", "done", "forced", "cancelled", "failed"] as const;

const pythonResult: Schema<PythonResult> = v.object({
  status: v.picklist(["completed", "raised", "timed-out"]),
  stdout: text,
  stderr: text,
  seconds: amount,
  figures: v.exactOptional(figuresSchema),
});

const tokenCounts: Schema<TokenCounts> = v.object({
  generatedTokens: count,
  prefilledTokens: count,
  cachedTokens: count,
});

const sampleOutcome: Schema<SampleOutcome> = v.object({
  ending: v.picklist([
    ...(["answered", "no-answer", "asked", "unboxed"] as const),
    ...(["token-limit", "context-full", "forced", "stopped"] as const),
  ]),
  answer: v.nullable(text),
  text,
  generatedTokens: count,
  prefilledTokens: count,
  cachedTokens: count,
  prefilledAfterOutput: count,
  codeCalls: count,
  seconds: amount,
  codeSeconds: amount,
});

const sampleEvent: Schema<SampleEvent> = v.variant("kind", [
  v.object({ kind: v.literal("text"), text, logprob: v.nullable(v.number()) }),
  v.object({ kind: v.literal("code-started"), call: count, code: text }),
  v.object({
    kind: v.literal("code-finished"),
    call: count,
    result: pythonResult,
    executionsLeft: count,
  }),
  v.object({ kind: v.literal("appended"), text }),
  v.object({ kind: v.literal("forced"), text, ended: v.exactOptional(v.literal(true)) }),
  v.object({ kind: v.literal("finished"), outcome: sampleOutcome }),
]);

const tally: Schema<Tally> = v.object({
  answer: text,
  samples: v.array(count),
  votes: amount,
  weight: amount,
  share: amount,
  uncompared: v.exactOptional(v.array(text)),
});

const vote: Schema<Vote> = v.object({
  tallies: v.array(tally),
  winner: v.nullable(tally),
  weighted: v.boolean(),
});

const decision: Schema<StopDecision> = v.object({
  rule: v.picklist([
    ...(["agreement", "adaptive-consistency", "decided"] as const),
    ...(["time-budget", "token-budget", "stopped", "all-ended"] as const),
  ]),
  why: text,
});

const candidate: Schema<Candidate> = v.object({
  sample: count,
  answer: text,
  summary: text,
  source: v.picklist(["solution", "asked", "text"]),
});

const plan = { id: count, round: count, heat: count, seed: count, candidates: v.array(candidate) };
const comparisonPlan: Schema<ComparisonPlan> = v.object(plan);
const comparison: Schema<Comparison> = v.object({
  ...plan,
  verdict: v.nullable(count),
  text,
  tokens: tokenCounts,
  error: v.nullable(text),
});

const genSelectOutcome: Schema<GenSelectOutcome> = v.object({
  winner: v.nullable(count),
  why: v.nullable(text),
  votes: v.array(count),
  comparisons: v.array(comparison),
});

const genSelectEvent: Schema<GenSelectEvent> = v.variant("kind", [
  v.object({ kind: v.literal("comparison-started"), plan: comparisonPlan }),
  v.object({ kind: v.literal("comparison-text"), id: count, text }),
  v.object({ kind: v.literal("comparison-finished"), comparison }),
  v.object({ kind: v.literal("finished"), outcome: genSelectOutcome }),
]);

const sampleReport: Schema<SampleReport> = v.object({
  sample: count,
  mode,
  seed: count,
  state: v.picklist(states),
  outcome: v.nullable(sampleOutcome),
  confidence: v.nullable(number),
  failure: v.nullable(text),
});

const figures: Schema<RunFigures> = v.object({
  seconds: amount,
  drawingSeconds: amount,
  sampleSeconds: amount,
  codeSeconds: amount,
  codeCalls: count,
  generatedTokens: count,
  prefilledTokens: count,
  cachedTokens: count,
  promptTokensPrefilled: number,
  prefilledAfterOutput: count,
  selection: tokenCounts,
});

const outcome: Schema<RunOutcome> = v.object({
  answer: v.nullable(text),
  decidedBy: v.nullable(v.picklist(["vote", "genselect"])),
  vote,
  stop: decision,
  genselect: v.nullable(genSelectOutcome),
  samples: v.array(sampleReport),
  figures,
});

export const runEventSchema: Schema<RunEvent> = v.variant("kind", [
  v.object({
    kind: v.literal("started"),
    samples: v.pipe(v.array(v.object({ sample: count, mode, seed: count })), v.maxLength(64)),
  }),
  v.object({ kind: v.literal("state"), sample: count, state: v.picklist(states) }),
  v.object({ kind: v.literal("sample"), sample: count, event: sampleEvent }),
  v.object({ kind: v.literal("failed"), sample: count, message: text }),
  v.object({ kind: v.literal("vote"), vote, sureness: number }),
  v.object({ kind: v.literal("stopping"), decision }),
  v.object({ kind: v.literal("genselect"), event: genSelectEvent }),
  v.object({ kind: v.literal("finished"), outcome }),
]);
