import { largestCliques } from "./cliques";
import type { SameAnswer } from "./equality";

export interface SampleAnswer {
  /** The sample's number in its run. */
  readonly sample: number;
  readonly answer: string;
  /** What it counts in deciding which group an answer joins that fits several. @default 1 */
  readonly votes?: number;
}

/** Samples whose answers are equal. */
export interface AnswerGroup {
  /** As most of its samples wrote it; of several such spellings that of the lowest sample. */
  readonly answer: string;
  /** Ascending. */
  readonly samples: readonly number[];
  /** Answers of other groups that could not be compared with one of this; absent: there is none. */
  readonly uncompared?: readonly string[];
}

/** Groups again and again while samples come in; no pair of answers is compared twice. */
export interface Grouping {
  group(answers: readonly SampleAnswer[]): Promise<AnswerGroup[]>;
}

/** A text that samples answered, and how many votes it has. */
interface Spelling {
  readonly answer: string;
  votes: number;
  /** Ascending. */
  readonly samples: number[];
}

/**
 * Groups answers by equality, which isn't transitive: 5 is 5 m and 5 cm, which differ. In a group every
 * answer equals every other. The group with most votes is made first, then the next of what is left;
 * so an answer that fits several joins the one with most votes, and stands alone where two are equally
 * strong: it speaks for neither. The groups depend on what was answered how often, not on the order.
 *
 * Answers that could not be compared (null, or a failure) are apart, unless a third one equals both.
 */
export function createGrouping(same: SameAnswer): Grouping {
  const known = new Map<string, Promise<boolean | null>>();
  const compare = (one: string, other: string): Promise<boolean | null> => {
    const key = JSON.stringify(one < other ? [one, other] : [other, one]);
    const result = known.get(key) ?? verdictOf(same, one, other);
    known.set(key, result);
    return result;
  };
  return {
    async group(answers) {
      const spellings = spellingsOf(answers);
      const verdicts = await compareAll(spellings, compare);
      const equal = bridged(verdicts);
      const cliques = largestCliques(
        spellings.map(({ votes }) => votes),
        equal,
      );
      return cliques
        .map((clique) => toGroup(clique, spellings, verdicts))
        .sort((a, b) => (a.samples[0] ?? 0) - (b.samples[0] ?? 0));
    },
  };
}

/** The spelling that most of these samples share; of several that of the lowest sample. */
export function commonSpelling(answers: readonly SampleAnswer[]): string | null {
  const [first] = spellingsOf(answers).sort(
    (a, b) => b.samples.length - a.samples.length || (a.samples[0] ?? 0) - (b.samples[0] ?? 0),
  );
  return first?.answer ?? null;
}

/** Sorted by text, so that nothing depends on the order of samples. */
function spellingsOf(answers: readonly SampleAnswer[]): Spelling[] {
  const spellings = new Map<string, Spelling>();
  for (const { sample, answer, votes = 1 } of [...answers].sort((a, b) => a.sample - b.sample)) {
    const spelling = spellings.get(answer) ?? { answer, votes: 0, samples: [] };
    spelling.votes += votes;
    spelling.samples.push(sample);
    spellings.set(answer, spelling);
  }
  return [...spellings.values()].sort((a, b) => (a.answer < b.answer ? -1 : 1));
}

/** Row i, column j: whether the spellings i and j are equal; null: not compared. */
type Verdicts = readonly (readonly (boolean | null)[])[];

async function compareAll(spellings: readonly Spelling[], compare: SameAnswer): Promise<Verdicts> {
  const verdicts = spellings.map((_, at): (boolean | null)[] =>
    spellings.map((_, other) => at === other),
  );
  for (const [at, one] of spellings.entries()) {
    for (const [before, other] of spellings.slice(0, at).entries()) {
      const verdict = await compare(one.answer, other.answer);
      for (const [row, column] of [
        [at, before],
        [before, at],
      ] as const) {
        const cells = verdicts[row];
        if (cells) cells[column] = verdict;
      }
    }
  }
  return verdicts;
}

/** Where two were not compared, a third that equals both says that they are equal. */
function bridged(verdicts: Verdicts): boolean[][] {
  return verdicts.map((row, at) =>
    row.map(
      (verdict, other) =>
        verdict ?? verdicts.some((bridge) => bridge[at] === true && bridge[other] === true),
    ),
  );
}

function toGroup(
  clique: readonly number[],
  spellings: readonly Spelling[],
  verdicts: Verdicts,
): AnswerGroup {
  const members = new Set(clique);
  const answers = clique.flatMap((at) => {
    const { answer, samples } = spellings[at] ?? { answer: "", samples: [] };
    return samples.map((sample) => ({ sample, answer }));
  });
  const uncompared = spellings.flatMap(({ answer }, other) =>
    !members.has(other) && clique.some((at) => verdicts[at]?.[other] === null) ? [answer] : [],
  );
  return {
    answer: commonSpelling(answers) ?? "",
    samples: answers.map(({ sample }) => sample).sort((a, b) => a - b),
    ...(uncompared.length > 0 && { uncompared }),
  };
}

async function verdictOf(same: SameAnswer, one: string, other: string): Promise<boolean | null> {
  try {
    return await same(one, other);
  } catch {
    return null;
  }
}
