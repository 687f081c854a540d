import type { EvalArgs } from "../../../tools/eval/args";
import type { Problem } from "../../../tools/eval/problems";
import { type SampleLine, sampleSeed } from "../../../tools/eval/samples";

export const args: EvalArgs = {
  data: "d",
  out: "o",
  model: "demo",
  engine: "page",
  mode: "tir",
  samples: 2,
  select: "majority",
  rescore: false,
  seed: 1,
  limit: null,
  concurrency: 1,
  pages: 1,
  maxTokens: 100,
  temperature: 0.6,
  comparisons: 4,
  comparisonTokens: 50,
};

export function problem(id: string, expected: string | null = "1"): Problem {
  return { id, problem: `${id}?`, expected, family: null, split: null };
}

/** A recorded sample, right if its answer is the expected one, letter by letter. */
export function line(id: string, sample: number, more: Partial<SampleLine> = {}): SampleLine {
  const { answer = "1", expected = "1" } = more;
  return {
    id,
    sample,
    seed: sampleSeed(1, id, sample),
    model: "demo",
    mode: "tir",
    temperature: 0.6,
    max_tokens: 100,
    expected,
    answer,
    correct: answer === expected,
    tokens: 10,
    confidence: null,
    trace: null,
    code_calls: 1,
    seconds: 2,
    code_seconds: 0.1,
    ended: "answered",
    error: null,
    family: null,
    split: null,
    text: `π </think>\n\\boxed{${answer}}`,
    ...more,
  };
}

/** Recorded samples of one problem, by their answers. */
export function lines(id: string, ...answers: (string | null)[]): SampleLine[] {
  return answers.map((answer, sample) => line(id, sample, { answer }));
}

/** Letter by letter. */
export const identical = async (one: string, other: string) => one === other;
