import { borda } from "./borda";
import { deepConfHigh, deepConfLow } from "./deepconf";
import { genselect } from "./genselect";
import { majority } from "./majority";
import type { SelectionRule } from "./rule";
import { weighted } from "./weighted";

/**
 * All rules, by the names that `RunRequest.select` and `--select` have for them. Requests, stored runs
 * and the evaluation go by this list: a rule that is added here has only its texts to be written.
 */
const rules = {
  majority,
  weighted,
  deepconf: deepConfHigh,
  "deepconf-low": deepConfLow,
  borda,
  genselect,
} as const satisfies Record<string, SelectionRule>;

export type Selection = keyof typeof rules;

export const selectionRules: Readonly<Record<Selection, SelectionRule>> = rules;

/** Rules that count votes and nothing else: GenSelect has one of its own behind it. */
export type VotingRule = Exclude<Selection, "genselect">;

/** In the order of the rules. */
export const selectionNames = Object.keys(rules) as readonly Selection[];

export const votingRules = selectionNames.filter(
  (name): name is VotingRule => !selectionRules[name].compares,
);
