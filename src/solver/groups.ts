import type { SameAnswer } from "./equality";

export interface SampleAnswer {
  /** The sample's number in its run. */
  readonly sample: number;
  readonly answer: string;
}

/** Samples whose answers are equal. */
export interface AnswerGroup {
  /** As its first sample wrote it. */
  readonly answer: string;
  /** Ascending. */
  readonly samples: readonly number[];
}

/** Groups again and again while samples come in; no pair of answers is compared twice. */
export interface Grouping {
  group(answers: readonly SampleAnswer[]): Promise<AnswerGroup[]>;
}

/**
 * Groups answers by equality. Each answer, in the order of sample numbers, is compared with the first
 * answer of each group so far and joins the first that is equal. So the groups depend on what the
 * samples answered and not on which finished first, also where equality isn't transitive.
 * A comparison that fails counts as "not equal".
 */
export function createGrouping(same: SameAnswer): Grouping {
  const known = new Map<string, Promise<boolean>>();
  const equal = (one: string, other: string): Promise<boolean> => {
    const key = JSON.stringify(one < other ? [one, other] : [other, one]);
    const result = known.get(key) ?? compare(same, one, other);
    known.set(key, result);
    return result;
  };
  return {
    async group(answers) {
      const groups: { answer: string; samples: number[] }[] = [];
      for (const { sample, answer } of [...answers].sort((a, b) => a.sample - b.sample)) {
        const home = await firstEqual(groups, answer, equal);
        if (home) home.samples.push(sample);
        else groups.push({ answer, samples: [sample] });
      }
      return groups;
    },
  };
}

async function firstEqual<T extends { readonly answer: string }>(
  groups: readonly T[],
  answer: string,
  equal: SameAnswer,
): Promise<T | null> {
  for (const group of groups) {
    if (group.answer === answer || (await equal(group.answer, answer))) return group;
  }
  return null;
}

async function compare(same: SameAnswer, one: string, other: string): Promise<boolean> {
  try {
    return (await same(one, other)) === true;
  } catch {
    return false;
  }
}
