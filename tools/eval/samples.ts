import * as v from "valibot";
import type { EvalArgs } from "./args";
import { UsageError } from "./args";
import type { Problem } from "./problems";
import { type RecordedLines, readRecordedLines } from "./recorded-lines";
import { seedOf } from "./seed-of";

/** One sample to draw. */
export interface Job {
  readonly problem: Problem;
  readonly sample: number;
  readonly seed: number;
}

const sampleSchema = v.object({
  id: v.string(),
  sample: v.number(),
  seed: v.number(),
  model: v.string(),
  mode: v.picklist(["cot", "tir"]),
  temperature: v.number(),
  max_tokens: v.number(),
  expected: v.nullable(v.string()),
  answer: v.nullable(v.string()),
  /** As it was judged when it was drawn. */
  correct: v.boolean(),
  tokens: v.number(),
  /** Tail confidence; null where the engine gave no log-probabilities, and in older files. */
  confidence: v.nullish(v.number(), null),
  /** DeepConf's figures, in nats; null where the engine doesn't tell the likeliest tokens. */
  trace: v.exactOptional(
    v.nullable(
      v.object({
        mean: v.number(),
        tail: v.number(),
        lowest_group: v.number(),
        bottom_tenth: v.number(),
      }),
    ),
  ),
  code_calls: v.number(),
  seconds: v.number(),
  /** The part of it that Python took. */
  code_seconds: v.number(),
  /** How it ended, in the solver's words; "failed" with `error` when the app threw. */
  ended: v.string(),
  error: v.nullish(v.string(), null),
  family: v.nullish(v.string(), null),
  split: v.nullish(v.string(), null),
  text: v.string(),
});

/** One line of the output: a finished sample. */
export type SampleLine = v.InferOutput<typeof sampleSchema>;

/** @throws {@link UsageError} when the file is something else than such lines */
export function readSamples(content: string, file: string): RecordedLines<SampleLine> {
  return readRecordedLines(content, file, sampleSchema, "a sample of an evaluation");
}

/** What all samples of an evaluation have in common. */
export type SampleSettings = Pick<
  EvalArgs,
  "model" | "mode" | "temperature" | "maxTokens" | "seed"
>;

/**
 * Refuses to mix two evaluations in one file.
 * @throws {@link UsageError}
 */
export function checkSameEvaluation(
  lines: readonly SampleLine[],
  settings: SampleSettings,
  problems: readonly Problem[],
  file: string,
): void {
  const ids = new Set(problems.map(({ id }) => id));
  for (const line of lines) {
    const differs = [
      line.model !== settings.model && `model ${line.model}`,
      line.mode !== settings.mode && `mode ${line.mode}`,
      line.temperature !== settings.temperature && `temperature ${line.temperature}`,
      line.max_tokens !== settings.maxTokens && `at most ${line.max_tokens} tokens`,
      line.seed !== sampleSeed(settings.seed, line.id, line.sample) && "another seed",
      !ids.has(line.id) && `a problem "${line.id}" that the data lacks`,
    ].find(Boolean);
    if (differs) {
      throw new UsageError(
        `${file} holds another evaluation (${differs}). Ask for the same, name another --out file, or remove it.`,
      );
    }
  }
}

/** Samples still to draw: sample 0 of each problem first, so that an early stop is a fair one. */
export function remainingJobs(
  problems: readonly Problem[],
  args: Pick<EvalArgs, "seed"> & { readonly samples: number },
  done: readonly Pick<SampleLine, "id" | "sample">[],
): Job[] {
  const finished = new Set(done.map(({ id, sample }) => JSON.stringify([id, sample])));
  const jobs: Job[] = [];
  for (let sample = 0; sample < args.samples; sample += 1) {
    for (const problem of problems) {
      if (finished.has(JSON.stringify([problem.id, sample]))) continue;
      jobs.push({ problem, sample, seed: sampleSeed(args.seed, problem.id, sample) });
    }
  }
  return jobs;
}

/** A seed of its own for each sample, whatever else is evaluated. */
export function sampleSeed(seed: number, id: string, sample: number): number {
  return seedOf([seed, id, sample]);
}
