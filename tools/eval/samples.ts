import * as v from "valibot";
import type { EvalArgs } from "./args";
import { UsageError } from "./args";
import type { Problem } from "./problems";

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
  mode: v.string(),
  temperature: v.number(),
  max_tokens: v.number(),
  expected: v.nullable(v.string()),
  answer: v.nullable(v.string()),
  correct: v.boolean(),
  tokens: v.number(),
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

/** What an earlier run of the same evaluation left. */
export interface EarlierSamples {
  readonly lines: readonly SampleLine[];
  /** The file up to its last whole line, in bytes: what follows was torn off by a crash. */
  readonly wholeBytes: number;
}

/** @throws {@link UsageError} when the file is something else than such lines */
export function readSamples(content: string, file: string): EarlierSamples {
  const lines: SampleLine[] = [];
  let whole = 0;
  const texts = content.split("\n");
  for (const [index, text] of texts.entries()) {
    const last = index === texts.length - 1;
    const parsed = text.trim() === "" ? null : parseSample(text);
    // A line without its line end may have been cut inside a number and still parse.
    if (last) break;
    if (text.trim() !== "" && !parsed) {
      throw new UsageError(
        `${file}, line ${index + 1} is not a sample of an evaluation. Name another --out file.`,
      );
    }
    if (parsed) lines.push(parsed);
    whole += text.length + 1;
  }
  return { lines, wholeBytes: new TextEncoder().encode(content.slice(0, whole)).length };
}

function parseSample(text: string): SampleLine | null {
  try {
    const parsed = v.safeParse(sampleSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * Refuses to mix two evaluations in one file.
 * @throws {@link UsageError}
 */
export function checkSameEvaluation(
  lines: readonly SampleLine[],
  args: EvalArgs,
  problems: readonly Problem[],
): void {
  const seeds = new Map<string, number>();
  for (const { id } of problems) seeds.set(id, sampleSeed(args.seed, id, 0));
  for (const line of lines) {
    const expected = sampleSeed(args.seed, line.id, line.sample);
    const differs = [
      line.model !== args.model && `model ${line.model}`,
      line.mode !== args.mode && `mode ${line.mode}`,
      line.temperature !== args.temperature && `temperature ${line.temperature}`,
      line.max_tokens !== args.maxTokens && `at most ${line.max_tokens} tokens`,
      line.seed !== expected && "another seed",
      !seeds.has(line.id) && `a problem "${line.id}" that the data lacks`,
    ].find(Boolean);
    if (differs) {
      throw new UsageError(
        `${args.out} holds another evaluation (${differs}). Name another --out file, or remove it.`,
      );
    }
  }
}

/** Samples still to draw: sample 0 of each problem first, so that an early stop is a fair one. */
export function remainingJobs(
  problems: readonly Problem[],
  args: Pick<EvalArgs, "samples" | "seed">,
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

/** An unsigned 32-bit seed of its own for each sample, whatever else is evaluated (FNV-1a). */
export function sampleSeed(seed: number, id: string, sample: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(JSON.stringify([seed, id, sample]))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
