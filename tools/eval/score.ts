import type { SameAnswer } from "../../src/solver/equality";
import { createGrouping } from "../../src/solver/groups";
import type { SampleEnding } from "../../src/solver/sample-events";
import { votesOf } from "../../src/solver/vote";
import { groupBy } from "./group-by";
import type { VotingSample } from "./group-vote";
import { isCorrect } from "./is-correct";
import type { SampleLine } from "./samples";

/** A recorded sample, judged. */
export interface ScoredSample extends VotingSample {
  readonly correct: boolean;
  readonly tokens: number;
  readonly codeCalls: number;
  readonly seconds: number;
}

/** A problem with its samples in their order. */
export interface ScoredProblem {
  readonly id: string;
  /** null: outside what the model can do. */
  readonly expected: string | null;
  readonly family: string | null;
  readonly split: string | null;
  readonly samples: readonly ScoredSample[];
}

/** Whether a recorded sample is right. */
export type Judge = (line: SampleLine) => boolean | Promise<boolean>;

/**
 * Judges samples and groups those of each problem by their answers.
 * @param judge by default anew: recorded judgments may be older than the equality
 * @throws what `same` throws
 */
export async function scoreSamples(
  lines: readonly SampleLine[],
  same: SameAnswer,
  judge: Judge = (line) => isCorrect(line, line.expected, same),
): Promise<ScoredProblem[]> {
  const problems: ScoredProblem[] = [];
  for (const [id, ofProblem] of groupBy(lines, (line) => line.id)) {
    const sorted = ofProblem.sort((a, b) => a.sample - b.sample);
    const { expected = null, family = null, split = null } = sorted[0] ?? {};
    problems.push({ id, expected, family, split, samples: await score(sorted, same, judge) });
  }
  return problems;
}

async function score(
  lines: readonly SampleLine[],
  same: SameAnswer,
  judge: Judge,
): Promise<ScoredSample[]> {
  const groupOf = await groupAnswers(lines, same);
  const samples: ScoredSample[] = [];
  for (const line of lines) {
    const { sample, answer, confidence, tokens, seconds } = line;
    samples.push({
      ...{ sample, answer, confidence, tokens, seconds },
      ending: readEnding(line.ended) ?? "no-answer",
      codeCalls: line.code_calls,
      correct: await judge(line),
      group: groupOf.get(sample) ?? null,
    });
  }
  return samples;
}

/** The app's grouping: the number of each answering sample's group. */
async function groupAnswers(
  lines: readonly SampleLine[],
  same: SameAnswer,
): Promise<Map<number, number>> {
  // To the app a comparison that fails is "not equal"; an evaluation must not go on without one.
  let failure: { readonly error: unknown } | null = null;
  const watched: SameAnswer = async (one, other) => {
    try {
      return await same(one, other);
    } catch (error) {
      failure ??= { error };
      return false;
    }
  };
  const answers = lines.flatMap(({ sample, answer, ended }) =>
    answer === null ? [] : [{ sample, answer, votes: votesOf(readEnding(ended) ?? "no-answer") }],
  );
  const groups = await createGrouping(watched).group(answers);
  throwIf(failure);
  return new Map(groups.flatMap(({ samples }, group) => samples.map((sample) => [sample, group])));
}

/** TypeScript does not see that a callback has set it. */
function throwIf(failure: { readonly error: unknown } | null): void {
  if (failure) throw failure.error;
}

const endings = [
  ...(["answered", "no-answer", "asked", "unboxed"] as const),
  ...(["token-limit", "context-full", "forced"] as const),
] as const;

/** @returns null for "failed" and "prompt-too-long", which say nothing about sampling */
export function readEnding(text: string): SampleEnding | null {
  return endings.find((ending) => ending === text) ?? null;
}
