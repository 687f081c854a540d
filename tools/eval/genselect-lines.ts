import * as v from "valibot";
import { UsageError } from "./args";
import type { GenSelectJob } from "./genselect-subsets";
import { genSelectSeed } from "./genselect-subsets";
import type { ComparisonOutcome } from "./page-contract";
import { type RecordedLines, readRecordedLines } from "./recorded-lines";
import type { SampleLine, SampleSettings } from "./samples";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const genSelectSchema = v.object({
  id: v.string(),
  /** The subset: numbers of its samples, ascending. */
  samples: v.array(count),
  seed: v.number(),
  model: v.string(),
  temperature: v.number(),
  /** What one comparison may write, and how many were asked for. */
  comparison_tokens: v.number(),
  comparisons_asked: v.number(),
  /** By their votes, the most first. */
  answers: v.array(
    v.object({
      answer: v.string(),
      samples: v.array(count),
      votes: v.number(),
      weight: v.number(),
      /** Solutions that comparisons could show. */
      candidates: v.array(
        v.object({
          sample: count,
          source: v.picklist(["solution", "asked", "text"]),
          /** The model's, where it was asked for one; others are in the sample's text. */
          summary: v.nullable(v.string()),
        }),
      ),
    }),
  ),
  comparisons: v.array(
    v.object({
      round: count,
      heat: count,
      seed: v.number(),
      /** The samples whose solutions were shown, in their order. */
      shown: v.array(count),
      /** The place of the chosen one; null: void. */
      verdict: v.nullable(count),
      text: v.string(),
      tokens: v.number(),
      error: v.nullable(v.string()),
    }),
  ),
  /** Of each answer, how often it was chosen in the last round. */
  verdicts: v.array(v.number()),
  /** The chosen answer's place in `answers`; null: the vote decides, and `why` says why. */
  winner: v.nullable(count),
  why: v.nullable(v.string()),
  /** What the app would have answered, by the winner or the vote. */
  answer: v.nullable(v.string()),
  expected: v.nullable(v.string()),
  correct: v.boolean(),
  /** Written for comparisons and for summaries. */
  tokens: v.number(),
  seconds: v.number(),
  error: v.nullable(v.string()),
});

/** One line of the comparisons' file: what the model chose among the answers of some samples. */
export type GenSelectLine = v.InferOutput<typeof genSelectSchema>;

/** @throws {@link UsageError} when the file is something else than such lines */
export function readGenSelect(content: string, file: string): RecordedLines<GenSelectLine> {
  return readRecordedLines(
    content,
    file,
    genSelectSchema,
    "a comparison of an evaluation's answers",
  );
}

export interface GenSelectSettings extends Pick<SampleSettings, "model" | "temperature" | "seed"> {
  readonly comparisons: number;
  readonly comparisonTokens: number;
}

export function toGenSelectLine(
  { problem, samples, seed, tallies }: GenSelectJob,
  { candidates, outcome, summaryTokens, seconds, error }: ComparisonOutcome,
  settings: GenSelectSettings,
): Omit<GenSelectLine, "correct"> {
  const { winner, why, votes, comparisons } = outcome;
  const written = comparisons.reduce((total, { tokens }) => total + tokens.generatedTokens, 0);
  return {
    ...{ id: problem.id, samples: [...samples], seed },
    ...{ model: settings.model, temperature: settings.temperature },
    comparison_tokens: settings.comparisonTokens,
    comparisons_asked: settings.comparisons,
    answers: tallies.map((tally, index) => ({
      ...{ answer: tally.answer, samples: [...tally.samples] },
      ...{ votes: tally.votes, weight: tally.weight },
      candidates: (candidates[index] ?? []).map(({ sample, source, summary }) => ({
        ...{ sample, source },
        summary: source === "asked" ? summary : null,
      })),
    })),
    comparisons: comparisons.map((one) => ({
      ...{ round: one.round, heat: one.heat, seed: one.seed },
      shown: one.candidates.map(({ sample }) => sample),
      ...{ verdict: one.verdict, text: one.text },
      ...{ tokens: one.tokens.generatedTokens, error: one.error },
    })),
    verdicts: [...votes],
    ...{ winner, why },
    answer: (winner === null ? tallies[0] : tallies[winner])?.answer ?? null,
    expected: problem.expected,
    tokens: summaryTokens + written,
    ...{ seconds, error },
  };
}

/**
 * Refuses comparisons that were asked for in another way, or of other samples.
 * @throws {@link UsageError}
 */
export function checkSameComparisons(
  lines: readonly GenSelectLine[],
  samples: readonly SampleLine[],
  settings: GenSelectSettings,
  file: string,
): void {
  const answers = new Map(samples.map((one) => [JSON.stringify([one.id, one.sample]), one.answer]));
  for (const line of lines) {
    const known = (sample: number) => answers.get(JSON.stringify([line.id, sample]));
    const differs = [
      line.model !== settings.model && `model ${line.model}`,
      line.temperature !== settings.temperature && `temperature ${line.temperature}`,
      line.comparisons_asked !== settings.comparisons && `${line.comparisons_asked} comparisons`,
      line.comparison_tokens !== settings.comparisonTokens &&
        `at most ${line.comparison_tokens} tokens`,
      line.seed !== genSelectSeed(settings.seed, line.id, line.samples) && "another seed",
      line.answers.some((one) => one.samples.every((sample) => known(sample) !== one.answer)) &&
        "other samples",
    ].find(Boolean);
    if (differs) {
      throw new UsageError(
        `${file} holds the comparisons of another evaluation (${differs}). Ask for the same, name another --out file, or remove it.`,
      );
    }
  }
}
