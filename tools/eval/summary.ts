import type { SampleLine } from "./samples";

/** A share with its 95 % Wilson interval. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Figures of one group of problems. */
export interface Figures {
  readonly problems: number;
  readonly samples: number;
  /** Mean over problems of the share of right samples. */
  readonly pass_at_1: Share;
  /** Share of problems whose most frequent answer is right. */
  readonly majority: Share;
  /** The most samples a problem has: the N of maj@N. */
  readonly majority_of: number;
  readonly mean_tokens: number;
  readonly mean_code_calls: number;
  readonly mean_seconds: number;
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

/** Whether two answers are the same to the vote. */
export type SameAnswer = (one: string, other: string) => boolean;

export function summarise(lines: readonly SampleLine[], same: SameAnswer): Summary {
  const answerable = lines.filter(({ expected }) => expected !== null);
  const byFamily = (group: readonly SampleLine[]) =>
    mapValues(
      groupBy(group, ({ family }) => family),
      (inner) => figures(inner, same),
    );
  const bySplit = groupBy(answerable, ({ split }) => split);
  return {
    all: figures(answerable, same),
    by_split: mapValues(bySplit, (group) => figures(group, same)),
    by_family: byFamily(answerable),
    by_split_and_family: mapValues(bySplit, byFamily),
    to_decline: declined(lines.filter(({ expected }) => expected === null)),
    ended: mapValues(
      groupBy(lines, ({ ended }) => ended),
      (group) => group.length,
    ),
  };
}

function declined(lines: readonly SampleLine[]): Declined | null {
  if (lines.length === 0) return null;
  const shares = correctShares(Object.values(groupBy(lines, ({ id }) => id)));
  return {
    problems: shares.length,
    samples: lines.length,
    declined: wilson(sum(shares), shares.length),
  };
}

/** Of each problem, the share of its samples that are right. */
function correctShares(problems: readonly (readonly SampleLine[])[]): number[] {
  return problems.map((group) => mean(group.map(({ correct }) => Number(correct))));
}

function figures(lines: readonly SampleLine[], same: SameAnswer): Figures {
  const problems = Object.values(groupBy(lines, ({ id }) => id));
  const passes = correctShares(problems);
  const votes = problems.map((group) => majorityCredit(group, same));
  return {
    problems: problems.length,
    samples: lines.length,
    pass_at_1: wilson(sum(passes), problems.length),
    majority: wilson(sum(votes), problems.length),
    majority_of: Math.max(0, ...problems.map((group) => group.length)),
    mean_tokens: mean(lines.map(({ tokens }) => tokens)),
    mean_code_calls: mean(lines.map(({ code_calls }) => code_calls)),
    mean_seconds: mean(lines.map(({ seconds }) => seconds)),
  };
}

/**
 * 1 when the most frequent answer is right. Of k equally frequent answers a coin decides, so each
 * is worth 1/k. Samples without an answer do not vote.
 */
export function majorityCredit(
  samples: readonly Pick<SampleLine, "answer" | "correct">[],
  same: SameAnswer,
): number {
  const groups: { answer: string; votes: number; correct: boolean }[] = [];
  for (const { answer, correct } of samples) {
    if (answer === null) continue;
    const group = groups.find((one) => same(one.answer, answer));
    if (group) group.votes += 1;
    else groups.push({ answer, votes: 1, correct });
  }
  const most = Math.max(0, ...groups.map(({ votes }) => votes));
  const leaders = groups.filter(({ votes }) => votes === most);
  return leaders.length === 0 ? 0 : mean(leaders.map(({ correct }) => Number(correct)));
}

/**
 * The Wilson score interval. `trials` are problems, not samples: samples of one problem resemble
 * each other, and counting them apart would claim too much. `successes` may be fractional.
 */
export function wilson(successes: number, trials: number): Share {
  if (trials === 0) return { value: 0, low: 0, high: 1 };
  const z = 1.959964;
  const value = successes / trials;
  const scale = 1 + z ** 2 / trials;
  const centre = value + z ** 2 / (2 * trials);
  const half = z * Math.sqrt((value * (1 - value)) / trials + z ** 2 / (4 * trials ** 2));
  return {
    value,
    low: Math.max(0, (centre - half) / scale),
    high: Math.min(1, (centre + half) / scale),
  };
}

/** The summary as people read it in a terminal. */
export function formatSummary(summary: Summary): string {
  const ended = Object.entries(summary.ended).map(([how, count]) => `${how} ${count}`);
  const paragraphs = [...tables(summary), `ended: ${ended.join(", ")}`];
  if (summary.to_decline) {
    const { problems, declined } = summary.to_decline;
    paragraphs.push(
      `declined: ${percent(declined).trim()} of ${problems} problems that have no expected answer`,
    );
  }
  return paragraphs.join("\n\n");
}

/** All and each split, then each family, then families within splits where there are several. */
function tables(summary: Summary): string[] {
  const { all, by_split, by_family, by_split_and_family } = summary;
  if (all.problems === 0) return [];
  const groups: Record<string, Figures>[] = [{ all, ...by_split }, by_family];
  if (Object.keys(by_split).length > 1) {
    for (const [split, families] of Object.entries(by_split_and_family)) {
      groups.push(renameKeys(families, (family) => `${split} / ${family}`));
    }
  }
  const filled = groups.filter((group) => Object.keys(group).length > 0);
  const width = Math.max(...filled.flatMap((group) => Object.keys(group).map((k) => k.length)));
  return filled.map((group) => table(group, width, all.majority_of));
}

function table(rows: Record<string, Figures>, width: number, majorityOf: number): string {
  const majority = `maj@${majorityOf}`;
  const head = `${"".padEnd(width)}  problems  ${"pass@1".padEnd(20)}  ${majority.padEnd(20)}  tokens  calls  seconds`;
  const lines = Object.entries(rows).map(([name, one]) =>
    [
      name.padEnd(width),
      String(one.problems).padStart(8),
      percent(one.pass_at_1),
      percent(one.majority),
      one.mean_tokens.toFixed(0).padStart(6),
      one.mean_code_calls.toFixed(2).padStart(5),
      one.mean_seconds.toFixed(1).padStart(7),
    ].join("  "),
  );
  return [head, ...lines].join("\n");
}

function percent({ value, low, high }: Share): string {
  const [a, b, c] = [value, low, high].map((share) => (share * 100).toFixed(1));
  return `${a?.padStart(5)} % (${b}–${c})`.padEnd(20);
}

/** Groups by a key; lines whose key is null are left out. */
function groupBy<T>(items: readonly T[], key: (item: T) => string | null): Record<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return Object.fromEntries([...groups].sort(([a], [b]) => a.localeCompare(b)));
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function renameKeys<T>(
  record: Record<string, T>,
  rename: (key: string) => string,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [rename(key), value]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}
