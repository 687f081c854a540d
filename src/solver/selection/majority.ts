import { alike, type SelectionRule } from "./rule";

/** The most frequent answer (self-consistency: Wang et al. 2022, arXiv 2203.11171). */
export const majority = {
  ...{ needsTop: false, compares: false, keeps: null },
  weigh: alike,
} as const satisfies SelectionRule;
