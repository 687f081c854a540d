import { countDown } from "../countdown";
import type { SameAnswer } from "./equality";

/** A comparison that is under way, say while its packages load, must not hold up a stop. */
const graceMs = 1000;
/** Longer than it takes to start Python, and to load Math-Verify, on a slow and busy machine. */
const patienceMs = 420_000;

/** A judge of answers that is replaced when it falls silent. */
export interface PatientEquality {
  /** The judge for a run. What isn't compared a moment after `signal` fires has no verdict. */
  until(signal: AbortSignal): SameAnswer;
}

/** @param create makes a judge; asked again when one has answered nothing for minutes */
export function createPatientEquality(create: () => SameAnswer): PatientEquality {
  let judge: SameAnswer | null = null;

  const ask = (one: string, other: string, over: AbortSignal): Promise<boolean | null> => {
    judge ??= create();
    const asked = judge;
    return new Promise((resolve, reject) => {
      const giveUp = () => resolve(null);
      const stop = countDown(patienceMs, () => {
        // Whoever comes next gets another one; this one is left behind.
        if (judge === asked) judge = null;
        resolve(null);
      });
      over.addEventListener("abort", giveUp, { once: true });
      asked(one, other)
        .then(resolve, reject)
        .finally(() => {
          stop();
          over.removeEventListener("abort", giveUp);
        });
    });
  };

  return {
    until(signal) {
      // One moment for all comparisons of a run, not one each.
      const over = new AbortController();
      const startGrace = () => void countDown(graceMs, () => over.abort());
      if (signal.aborted) startGrace();
      else signal.addEventListener("abort", startGrace, { once: true });
      return async (one, other) => (over.signal.aborted ? null : ask(one, other, over.signal));
    },
  };
}
