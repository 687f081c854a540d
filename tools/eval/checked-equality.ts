import type { SameAnswer } from "../../src/solver/equality";
import { settleCheaply } from "../../src/solver/same-answer";
import { lazy } from "./lazy";
import { messageOf } from "./outcome";

/** What `createEquality` calls a checker, Math-Verify, somewhere else: in a browser page. */
export interface Checker {
  same: SameAnswer;
  close(): Promise<void>;
}

export interface CheckedEquality {
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
  const known = new Map<string, Promise<boolean | null>>();
  let last: Promise<unknown> = Promise.resolve();

  async function ask(one: string, other: string): Promise<boolean | null> {
    let reason = "";
    for (let tries = 0; tries < 2; tries += 1) {
      const { same } = await checker.get();
      try {
        return await same(one, other);
      } catch (error) {
        reason = messageOf(error);
        await checker.close();
      }
    }
    log(`${JSON.stringify([one, other])} could not be compared: ${reason}`);
    return null;
  }

  return {
    async same(one, other) {
      const settled = settleCheaply(one, other);
      if (settled) return settled.equal;
      const pair: [string, string] = one < other ? [one, other] : [other, one];
      const key = JSON.stringify(pair);
      const asked = known.get(key);
      if (asked) return asked;
      const result = last.catch(() => {}).then(() => ask(...pair));
      known.set(key, result);
      last = result;
      return result;
    },
    asked: () => known.size,
    async close() {
      await last.catch(() => {});
      await checker.close();
    },
  };
}
