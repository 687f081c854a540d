import { adaptiveConsistency } from "../../src/solver/stopping/adaptive-consistency";
import { agreement } from "../../src/solver/stopping/agreement";
import { timeBudget, tokenBudget } from "../../src/solver/stopping/budgets";
import { decided } from "../../src/solver/stopping/decided";
import { defaultStopping } from "../../src/solver/stopping/default-rule";
import { drawAll, type StoppingRule } from "../../src/solver/stopping/rule";
import type { RecordedProblem } from "./recorded";

/** A rule under test. */
export interface Contestant {
  readonly family: "all" | "agreement" | "adaptive" | "decided" | "time" | "tokens" | "default";
  readonly name: string;
  /** Asked after each sample. */
  readonly rule: StoppingRule;
  /** Asked all the time. */
  readonly budget: StoppingRule;
}

function ruleOnly(family: Contestant["family"], name: string, rule: StoppingRule): Contestant {
  return { family, name, rule, budget: drawAll };
}

export const allSamples = ruleOnly("all", "all samples", drawAll);
/** The app's. */
export const byDefault = ruleOnly("default", "Beta 0.95 or decided", defaultStopping);

/** Budgets are shares of what a problem takes on average when all samples are drawn. */
const budgetShares = [0.25, 0.5, 0.75];

export function contestants(problems: readonly RecordedProblem[], atOnce: number): Contestant[] {
  const perProblem = (of: "tokens" | "seconds") =>
    problems.reduce((sum, { samples }) => sum + samples.reduce((s, one) => s + one[of], 0), 0) /
    problems.length;
  return [
    allSamples,
    ruleOnly("decided", "decided", decided),
    ...[2, 3, 4, 5, 6].map((k) => ruleOnly("agreement", `${k} agree`, agreement(k))),
    ...[0.8, 0.9, 0.95, 0.99].map((p) => ruleOnly("adaptive", `Beta ${p}`, adaptiveConsistency(p))),
    byDefault,
    ...budgetShares.map((share) => {
      const budget = tokenBudget(share * perProblem("tokens"));
      const name = `tokens ${share * 100} %`;
      return { family: "tokens" as const, name, rule: drawAll, budget };
    }),
    ...budgetShares.map((share) => {
      const budget = timeBudget((share * perProblem("seconds")) / atOnce);
      return { family: "time" as const, name: `time ${share * 100} %`, rule: drawAll, budget };
    }),
  ];
}
