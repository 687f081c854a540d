import type { StoppingRule } from "./rule";

/** Stops a run that has taken its time; what still runs is cancelled. */
export function timeBudget(limit: number): StoppingRule {
  return {
    decide({ seconds }) {
      if (seconds < limit) return null;
      return { rule: "time-budget", why: `The run's ${limit} seconds are over.` };
    },
  };
}

/** Stops a run whose samples together have written so many tokens. */
export function tokenBudget(limit: number): StoppingRule {
  return {
    decide({ tokens }) {
      if (tokens < limit) return null;
      return { rule: "token-budget", why: `The run's ${limit} tokens are written.` };
    },
  };
}
