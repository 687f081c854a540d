import type { JudgeAnswers, SameAnswer, Verdict } from "../../src/solver/equality";
import { settleCheaply } from "../../src/solver/same-answer";
import { lazy } from "./lazy";
import { messageOf } from "./outcome";

/** What `createJudge` calls a checker, Math-Verify, somewhere else: in a browser page. */
export interface Checker {
  judge: JudgeAnswers;
  close(): Promise<void>;
}

export interface CheckedEquality {
  judge: JudgeAnswers;
  same: SameAnswer;
  /** Pairs that the checker was asked about. */
  readonly asked: () => number;
  close(): Promise<void>;
}

/**
 * The app's equality for a process that has no Python itself. Most pairs are settled here; the
 * checker is started for the first one that isn't, is asked for one pair at a time, so that a crash has
 * one cause, and for none twice. A pair that breaks two checkers could not be compared.
 * @throws what `startChecker` throws
 */
export function createCheckedEquality(
  startChecker: () => Promise<Checker>,
  log: (line: string) => void,
): CheckedEquality {
  const checker = lazy(startChecker);
  const known = new Map<string, Promise<Verdict>>();
  let last: Promise<unknown> = Promise.resolve();

  async function ask(one: string, other: string): Promise<Verdict> {
    let reason = "";
    for (let tries = 0; tries < 2; tries += 1) {
      const { judge } = await checker.get();
      try {
        return await judge(one, other);
      } catch (error) {
        reason = messageOf(error);
        await checker.close();
      }
    }
    log(`${JSON.stringify([one, other])} could not be compared: ${reason}`);
    return { equal: null, decidedBy: "broken" };
  }

  async function judge(one: string, other: string): Promise<Verdict> {
    const settled = settleCheaply(one, other);
    if (settled) return settled;
    const pair: [string, string] = one < other ? [one, other] : [other, one];
    const key = JSON.stringify(pair);
    const asked = known.get(key);
    if (asked) return asked;
    const result = last.catch(() => {}).then(() => ask(...pair));
    known.set(key, result);
    last = result;
    return result;
  }

  return {
    judge,
    same: async (one, other) => (await judge(one, other)).equal,
    asked: () => known.size,
    async close() {
      await last.catch(() => {});
      await checker.close();
    },
  };
}
