import { settleCheaply } from "./same-answer";

/**
 * Whether two answers mean the same; null where they could not be compared. May be slow, and may
 * fail, but always ends.
 */
export type SameAnswer = (one: string, other: string) => Promise<boolean | null>;

/**
 * Equality as the vote uses it: the cheap exact check first; what it can't settle is for `checker`, if
 * there is one. Never throws: a checker that fails has not shown that the answers are equal. Its time
 * limit is its own business, because only it knows when a question's work begins.
 * The checker gets a pair in the same order whoever comes first, because it may not be symmetric.
 */
export function createEquality(checker: SameAnswer | null): SameAnswer {
  return async (one, other) => {
    const settled = settleCheaply(one, other);
    if (settled !== null || !checker) return settled ?? false;
    const [first, second] = one < other ? [one, other] : [other, one];
    try {
      return await checker(first, second);
    } catch {
      return false;
    }
  };
}
