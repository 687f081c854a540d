import { sameAnswer } from "./same-answer";

/** Whether two answers mean the same. May be slow; may fail. */
export type SameAnswer = (one: string, other: string) => Promise<boolean>;

/** A checker that has not answered by then counts as "not equal". */
export const equalitySeconds = 5;

/**
 * Equality as the vote uses it: the cheap exact check first, then `checker`, if there is one. Never
 * throws: a checker that fails or takes too long has not shown that the answers are equal.
 * The checker gets a pair in the same order whoever comes first, because it may not be symmetric.
 */
export function createEquality(checker: SameAnswer | null, seconds = equalitySeconds): SameAnswer {
  return async (one, other) => {
    if (sameAnswer(one, other)) return true;
    if (!checker) return false;
    const [first, second] = one < other ? [one, other] : [other, one];
    return inTime(() => checker(first, second), seconds);
  };
}

async function inTime(check: () => Promise<boolean>, seconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), seconds * 1000);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
