import { type Selection, selectionNames } from "../../src/solver/selection/registry";
import type { Estimate } from "./estimates";
import type { GenSelectEstimate } from "./genselect-score";
import { groupBy } from "./group-by";
import type { Measured } from "./measure";
import type { SampleLine } from "./samples";
import {
  type Difference,
  mean,
  meanShare,
  pairedDifference,
  type Share,
  sum,
  wilson,
} from "./statistics";

/** What k samples a problem are worth. Of the problems that have so many. */
export interface FiguresOfK {
  readonly k: number;
  readonly problems: number;
  /** pass@k: at least one is right. No choice among them can do better. */
  readonly pass: Share;
  readonly majority: Share;
  /** What voting gains over a single sample. */
  readonly majority_minus_pass_at_1: Difference;
  /** Null where no confidence was recorded; and what it changes. */
  readonly weighted: Share | null;
  readonly weighted_minus_majority: Difference | null;
  /** All rules on the same samples, each against the weighted vote; GenSelect where it is recorded. */
  readonly rules: readonly RuleFigures[];
  readonly genselect: GenSelectFigures | null;
}

/** What a selection rule is worth. */
export interface RuleFigures {
  readonly rule: Selection;
  readonly problems: number;
  readonly share: Share;
  readonly minus_weighted: Difference;
}

/** Of the problems whose comparisons are all recorded. */
export interface GenSelectFigures {
  readonly problems: number;
  readonly share: Share;
  /** Against the votes on the same subsets. */
  readonly minus_majority: Difference;
  readonly minus_weighted: Difference;
  /** Share of subsets whose answers competed, and of those in which the verdicts settled it. */
  readonly competed: number;
  readonly decided: number;
  /** Tokens that selection took, all subsets counted. */
  readonly mean_tokens: number;
}

/** The app's stopping rule on the recorded samples, drawn again in other orders. */
export interface StoppingFigures {
  /** Samples that a run drew together. */
  readonly at_once: number;
  /** Share of runs that did not wait for all samples. */
  readonly stopped_early: Share;
  /** Means of a run; samples are those that ended. */
  readonly mean_samples: number;
  readonly mean_tokens: number;
  /** Of the tokens of all samples. */
  readonly token_share: number;
  readonly accuracy: Share;
  readonly accuracy_minus_all: Difference;
}

/** Figures of one group of problems. */
export interface Figures {
  readonly problems: number;
  readonly samples: number;
  /** Mean over problems of the share of right samples. */
  readonly pass_at_1: Share;
  /** maj@N: that of the last of `by_k`. */
  readonly majority: Share;
  /** N: the most samples a problem has. */
  readonly majority_of: number;
  /** Of a sample. */
  readonly mean_tokens: number;
  readonly mean_code_calls: number;
  readonly mean_seconds: number;
  readonly by_k: readonly FiguresOfK[];
  /** Null where no problem has two samples. */
  readonly stopping: StoppingFigures | null;
}

/** Problems whose right answer is none. */
export interface Declined {
  readonly problems: number;
  readonly samples: number;
  /** Mean over problems of the share of samples that ended without boxing anything. */
  readonly declined: Share;
}

/** Figures are of problems that have an answer; those that have none are counted apart. */
export interface Summary {
  readonly all: Figures;
  readonly by_split: Readonly<Record<string, Figures>>;
  readonly by_family: Readonly<Record<string, Figures>>;
  readonly by_split_and_family: Readonly<Record<string, Readonly<Record<string, Figures>>>>;
  /** Null when the data has only problems with an answer. */
  readonly to_decline: Declined | null;
  /** How samples ended, and how many. */
  readonly ended: Readonly<Record<string, number>>;
}

export function summarise(
  measured: readonly Measured[],
  lines: readonly Pick<SampleLine, "ended">[],
): Summary {
  const answerable = measured.filter(({ problem }) => problem.expected !== null);
  const byFamily = (group: readonly Measured[]) =>
    mapValues(
      byName(group, ({ problem }) => problem.family),
      figures,
    );
  const bySplit = byName(answerable, ({ problem }) => problem.split);
  return {
    all: figures(answerable),
    by_split: mapValues(bySplit, figures),
    by_family: byFamily(answerable),
    by_split_and_family: mapValues(bySplit, byFamily),
    to_decline: declined(measured.filter(({ problem }) => problem.expected === null)),
    ended: mapValues(
      byName(lines, ({ ended }) => ended),
      (group) => group.length,
    ),
  };
}

function declined(measured: readonly Measured[]): Declined | null {
  if (measured.length === 0) return null;
  return {
    problems: measured.length,
    samples: sum(measured.map(({ problem }) => problem.samples.length)),
    declined: meanShare(measured.map(shareCorrect)),
  };
}

function shareCorrect({ problem }: Measured): number {
  return mean(problem.samples.map(({ correct }) => Number(correct)));
}

function figures(measured: readonly Measured[]): Figures {
  const samples = measured.flatMap(({ problem }) => problem.samples);
  const by_k = figuresByK(measured);
  return {
    problems: measured.length,
    samples: samples.length,
    pass_at_1: meanShare(measured.map(shareCorrect)),
    majority: by_k.at(-1)?.majority ?? wilson(0, 0),
    majority_of: by_k.at(-1)?.k ?? 0,
    mean_tokens: mean(samples.map(({ tokens }) => tokens)),
    mean_code_calls: mean(samples.map(({ codeCalls }) => codeCalls)),
    mean_seconds: mean(samples.map(({ seconds }) => seconds)),
    by_k,
    stopping: stoppingFigures(measured),
  };
}

function figuresByK(measured: readonly Measured[]): FiguresOfK[] {
  const all = measured.flatMap((one) =>
    one.estimates.map((estimate) => ({ ...estimate, single: shareCorrect(one) })),
  );
  const byK = groupBy(all, ({ k }) => k);
  return [...byK]
    .map(([k, estimates]) => figuresOfK(k, estimates))
    .sort((one, other) => one.k - other.k);
}

/** @param estimates of one k, one a problem, each with the worth of a single sample */
function figuresOfK(
  k: number,
  estimates: readonly (Estimate & { readonly single: number })[],
): FiguresOfK {
  // A problem without any confidence is voted on without it, as in the app.
  const weighed = estimates.map(({ majority, weighted }) => ({
    one: weighted ?? majority,
    other: majority,
  }));
  const known = estimates.some(({ weighted }) => weighted !== null);
  return {
    k,
    problems: estimates.length,
    pass: meanShare(estimates.map(({ pass }) => pass)),
    majority: meanShare(estimates.map(({ majority }) => majority)),
    majority_minus_pass_at_1: pairedDifference(
      estimates.map(({ majority, single }) => ({ one: majority, other: single })),
    ),
    weighted: known ? meanShare(weighed.map(({ one }) => one)) : null,
    weighted_minus_majority: known ? pairedDifference(weighed) : null,
    rules: ruleFigures(estimates),
    genselect: genSelectFigures(estimates.flatMap(({ genselect }) => genselect ?? [])),
  };
}

function ruleFigures(estimates: readonly Estimate[]): RuleFigures[] {
  return selectionNames.flatMap((rule) => {
    const pairs = estimates.flatMap(({ byRule, genselect }) => {
      // On the same subsets: comparisons are of fewer.
      if (rule === "genselect") {
        return genselect ? [{ one: genselect.credit, other: genselect.weighted }] : [];
      }
      const one = byRule[rule];
      return one === undefined ? [] : [{ one, other: byRule.weighted ?? one }];
    });
    if (pairs.length === 0) return [];
    return {
      ...{ rule, problems: pairs.length, share: meanShare(pairs.map(({ one }) => one)) },
      minus_weighted: pairedDifference(pairs),
    };
  });
}

function genSelectFigures(estimates: readonly GenSelectEstimate[]): GenSelectFigures | null {
  if (estimates.length === 0) return null;
  const of = (key: keyof GenSelectEstimate) => estimates.map((one) => one[key]);
  const against = (key: "majority" | "weighted") =>
    pairedDifference(estimates.map((one) => ({ one: one.credit, other: one[key] })));
  const competed = mean(of("competed"));
  return {
    problems: estimates.length,
    share: meanShare(of("credit")),
    minus_majority: against("majority"),
    minus_weighted: against("weighted"),
    competed,
    decided: competed > 0 ? mean(of("decided")) / competed : 0,
    mean_tokens: mean(of("tokens")),
  };
}

function stoppingFigures(measured: readonly Measured[]): StoppingFigures | null {
  const runs = measured.flatMap(({ stopping }) => stopping ?? []);
  if (runs.length === 0) return null;
  const tokens = mean(runs.map(({ early }) => early.tokens));
  const allTokens = mean(runs.map(({ all }) => all.tokens));
  return {
    at_once: runs[0]?.atOnce ?? 0,
    stopped_early: meanShare(runs.map(({ early }) => early.stoppedEarly)),
    mean_samples: mean(runs.map(({ early }) => early.samples)),
    mean_tokens: tokens,
    token_share: allTokens > 0 ? tokens / allTokens : 1,
    accuracy: meanShare(runs.map(({ early }) => early.accuracy)),
    accuracy_minus_all: pairedDifference(
      runs.map(({ early, all }) => ({ one: early.accuracy, other: all.accuracy })),
    ),
  };
}

/** By a name, in the order of the names; what has none is left out. */
function byName<T>(items: readonly T[], name: (item: T) => string | null): Record<string, T[]> {
  const groups = [...groupBy(items, name)].flatMap(([key, group]): [string, T[]][] =>
    key === null ? [] : [[key, group]],
  );
  return Object.fromEntries(groups.sort(([a], [b]) => a.localeCompare(b)));
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
