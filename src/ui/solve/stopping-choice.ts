import { agreement } from "../../solver/stopping/agreement";
import { decided } from "../../solver/stopping/decided";
import { defaultStopping } from "../../solver/stopping/default-rule";
import { anyOf, drawAll, type StoppingRule } from "../../solver/stopping/rule";

/** When a run draws no more samples, as a person can choose it; links hold these names. */
export const stoppingChoices = [
  "likely",
  "decided",
  "agree-2",
  "agree-3",
  "agree-4",
  "all",
] as const;

export type StoppingChoice = (typeof stoppingChoices)[number];

export function findStopping(name: string): StoppingChoice | undefined {
  return stoppingChoices.find((choice) => choice === name);
}

export function stoppingRule(choice: StoppingChoice): StoppingRule {
  switch (choice) {
    case "likely":
      return defaultStopping;
    case "decided":
      return decided;
    case "agree-2":
      return anyOf(agreement(2), decided);
    case "agree-3":
      return anyOf(agreement(3), decided);
    case "agree-4":
      return anyOf(agreement(4), decided);
    case "all":
      return drawAll;
  }
}
