import { type EvalArgs, UsageError } from "./args";
import type { GenSelectLine } from "./genselect-lines";
import type { Problem } from "./problems";
import { checkSameEvaluation, type SampleLine } from "./samples";

/** An evaluation with nothing left open. */
export interface Plan extends EvalArgs {
  readonly samples: number;
  /** Those that are evaluated. */
  readonly problems: readonly Problem[];
}

/**
 * @param data all problems of `--data`; null: none was named
 * @param lines what OUT holds already @param comparisons and what lies beside it
 * @throws {@link UsageError}
 */
export function makePlan(
  args: EvalArgs,
  data: readonly Problem[] | null,
  lines: readonly SampleLine[],
  comparisons: readonly GenSelectLine[],
): Plan {
  const settings = args.rescore ? recordedSettings(args, lines, comparisons) : args;
  const all = data ?? recordedProblems(lines);
  checkSameEvaluation(lines, settings, all, args.out);
  const most = Math.max(0, ...lines.map(({ sample }) => sample + 1));
  return {
    ...settings,
    samples: args.samples ?? most,
    problems: all.slice(0, args.limit ?? all.length),
  };
}

/** What the files were made with. The seed is in their lines' seeds only, and must be named. */
function recordedSettings(
  args: EvalArgs,
  lines: readonly SampleLine[],
  [compared]: readonly GenSelectLine[],
): EvalArgs {
  const [first] = lines;
  if (!first) {
    throw new UsageError(
      `${args.out} holds no samples to score. Draw some first, without --rescore.`,
    );
  }
  const { model, mode, temperature, max_tokens: maxTokens } = first;
  return {
    ...{ ...args, model, mode, temperature, maxTokens },
    comparisons: compared?.comparisons_asked ?? args.comparisons,
    comparisonTokens: compared?.comparison_tokens ?? args.comparisonTokens,
  };
}

/** All of a problem but its text. */
function recordedProblems(lines: readonly SampleLine[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { id, expected, family, split } of lines) {
    if (!problems.has(id)) problems.set(id, { id, problem: "", expected, family, split });
  }
  return [...problems.values()];
}

/** The samples that the plan counts, with what is expected now. */
export function countedLines(plan: Plan, lines: readonly SampleLine[]): SampleLine[] {
  const problems = new Map(plan.problems.map((problem) => [problem.id, problem]));
  return lines.flatMap((line) => {
    const problem = problems.get(line.id);
    if (!problem || line.sample >= plan.samples) return [];
    const { expected, family, split } = problem;
    return [{ ...line, expected, family, split }];
  });
}
