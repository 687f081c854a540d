import { EmptyProblemError } from "./prompt";
import type { RunRequest } from "./run-events";
import type { Mode } from "./sample-events";

export const mostSamples = 64;
const secondsOfADay = 86_400;
/** Far beyond what any model writes; a run file from elsewhere must not make a run without end. */
const max = {
  sampleTokens: 10_000_000,
  runTokens: 1_000_000_000,
  codeExecutions: 1000,
  codeSeconds: 3600,
  codeCharacters: 1_000_000,
};

/** A run can't be done as asked; `message` says what is wrong and what to change. */
export class RunRequestError extends Error {
  override name = "RunRequestError";
}

/** @throws {@link RunRequestError} @throws {@link EmptyProblemError} */
export function checkRunRequest(request: Omit<RunRequest, "stopping">): void {
  if (request.problem.trim() === "") {
    throw new EmptyProblemError("The problem is empty. Write a problem first.");
  }
  const { codeExecutions, codeLimits, tirShare } = request;
  whole("The number of samples", request.samples, 1, mostSamples);
  within("The share of samples with Python", tirShare, 0, 1);
  within("The temperature", request.temperature, 0, 5);
  within("Top-p", request.topP, 0, 1);
  whole("The seed", request.seed, 0, 0xffffffff);
  whole("The token limit of a sample", request.maxTokens, 1, max.sampleTokens);
  whole("The tokens for a forced answer", request.forcedAnswerTokens, 0, request.maxTokens);
  whole("The number of Python calls", codeExecutions, tirShare > 0 ? 1 : 0, max.codeExecutions);
  whole("The number of comparisons", request.comparisons, 1, mostSamples);
  whole("The token limit of a comparison", request.comparisonTokens, 1, max.sampleTokens);
  const leastSeconds = tirShare > 0 ? 0.001 : 0;
  within("The time limit of a Python call", codeLimits.seconds, leastSeconds, max.codeSeconds);
  whole("The length of a Python call's output", codeLimits.characters, 0, max.codeCharacters);
  checkBudgets(request);
}

function checkBudgets(request: Omit<RunRequest, "stopping">): void {
  const { budget, maxTokens, tirShare, codeLimits } = request;
  if (budget.seconds !== null) {
    within("The run's time budget in seconds", budget.seconds, 0.001, secondsOfADay);
    if (tirShare > 0 && codeLimits.seconds > budget.seconds) {
      throw new RunRequestError(
        `The budgets contradict each other: one Python call may take ${codeLimits.seconds} seconds, ` +
          `but the whole run only ${budget.seconds}. Give the run more time, or a call less.`,
      );
    }
  }
  if (budget.tokens !== null) {
    whole("The run's token budget", budget.tokens, 1, max.runTokens);
    if (budget.tokens < maxTokens) {
      throw new RunRequestError(
        `The budgets contradict each other: one sample may write ${maxTokens} tokens, but the whole ` +
          `run only ${budget.tokens}. Give the run more tokens, or a sample fewer.`,
      );
    }
  }
}

function whole(what: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RunRequestError(`${what} must be a whole number ${range(least, most)}, not ${value}.`);
}

function within(what: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value >= least && value <= most) return;
  throw new RunRequestError(`${what} must be a number ${range(least, most)}, not ${value}.`);
}

function range(least: number, most: number): string {
  return most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
}

/**
 * The mode of each sample: of n samples ⌊n · share⌋ may use Python, spread evenly, whatever n. The
 * first thinks alone unless all may: for one sample of a small model that is the better mode.
 */
export function sampleMode(sample: number, tirShare: number): Mode {
  // 0.29 · 100 is a little less than 29 in floating point.
  const upTo = (count: number) => Math.floor(count * tirShare + 1e-9);
  return upTo(sample + 1) > upTo(sample) ? "tir" : "cot";
}
