import { settleCheaply } from "./same-answer";

/**
 * Whether two answers mean the same; null where they could not be compared. May be slow, and may
 * fail, but always ends.
 */
export type SameAnswer = (one: string, other: string) => Promise<boolean | null>;

/** How two answers were judged. */
export interface Verdict {
  /** Null where they could not be compared. */
  readonly equal: boolean | null;
  /**
   * A stable word for what settled it. Compared: "text", "number", "choice", "words", "unit", "time",
   * "ratio", "remainder", "residue", "list", "name", "equation", "set" or "math-verify". Not
   * compared: "late", "too large", "too long", "unreadable", "broken" or "unavailable".
   */
  readonly decidedBy: string;
}

export type JudgeAnswers = (one: string, other: string) => Promise<Verdict>;

/**
 * The judge: the cheap exact check first; what it can't settle is for `checker`, if there is one.
 * Never throws: a checker that fails leaves the question open. Its time limit is its own business,
 * because only it knows when a question's work begins.
 * The checker gets a pair in the same order whoever comes first, because it may not be symmetric.
 */
export function createJudge(checker: JudgeAnswers | null): JudgeAnswers {
  return async (one, other) => {
    const settled = settleCheaply(one, other);
    if (settled) return settled;
    if (!checker) return { equal: null, decidedBy: "unavailable" };
    const [first, second] = one < other ? [one, other] : [other, one];
    try {
      return await checker(first, second);
    } catch {
      return { equal: null, decidedBy: "unavailable" };
    }
  };
}

/** {@link createJudge} as the vote uses it, which asks for no reasons. */
export function createEquality(checker: SameAnswer | null): SameAnswer {
  const judge = createJudge(
    checker && (async (one, other) => ({ equal: await checker(one, other), decidedBy: "checker" })),
  );
  return async (one, other) => (await judge(one, other)).equal;
}
