import type { EngineInfo } from "../../engine/engine";
import type { RunRequest } from "../../solver/run-events";
import { wireFormat } from "../../solver/wire-format";
import { effortStopping, effortTokens } from "./effort";
import type { SettingValues, SolveMode } from "./settings";
import type { RunFacts } from "./solver-state";
import { stoppingRule } from "./stopping-choice";

/** Share of samples with Python. */
const tirShares: Readonly<Record<SolveMode, number>> = { tir: 1, cot: 0, mix: 0.5 };

/** Enough for an answer; OpenMath's longest are a few dozen tokens. */
const forcedAnswerTokens = 128;
/** With two answers, each order is seen twice. */
const fewestComparisons = 4;
const mostComparisonTokens = 8192;

type Asked = Pick<RunFacts, "problem" | "samples" | "mode" | "genselect" | "seed">;

/**
 * The request of a run. Limits that the person left open give way to those that they set: a run of
 * five seconds has Python calls of at most five.
 */
export function makeRequest(
  asked: Asked,
  values: SettingValues,
  { contextLength, maxSequences }: EngineInfo,
): RunRequest {
  const { defaults } = wireFormat;
  const { effort, seconds, tokens, sampleTokens } = values;
  const longest = effortTokens(effort, contextLength);
  // A bad budget is left to the check, which names it.
  const maxTokens = sampleTokens ?? Math.min(longest, Math.max(1, Math.floor(tokens ?? longest)));
  const callSeconds = Math.min(defaults.codeTimeoutSeconds, seconds ?? Number.POSITIVE_INFINITY);
  return {
    problem: asked.problem,
    samples: asked.samples,
    tirShare: tirShares[asked.mode],
    temperature: values.temperature ?? defaults.temperature,
    topP: values.topP ?? defaults.topP,
    seed: asked.seed,
    maxTokens,
    forcedAnswerTokens: Math.min(forcedAnswerTokens, maxTokens),
    codeExecutions: defaults.totalCodeExecutions,
    codeLimits: {
      seconds: Math.max(0.001, callSeconds),
      characters: defaults.maxCodeOutputCharacters,
    },
    stopping: stoppingRule(values.stopping ?? effortStopping(effort)),
    budget: { seconds, tokens },
    select: asked.genselect ? "genselect" : (values.voting ?? "weighted"),
    comparisons: Math.max(fewestComparisons, maxSequences),
    // The solutions must fit in beside the verdict's reasons.
    comparisonTokens: Math.min(mostComparisonTokens, Math.ceil(contextLength / 4)),
  };
}
