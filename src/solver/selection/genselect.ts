import type { SelectionRule } from "./rule";
import { byTailConfidence } from "./weighted";

/** The model compares the answers' solutions (`../genselect.ts`), the weighted vote stands behind it. */
export const genselect = {
  ...{ needsTop: false, compares: true, keeps: null },
  weigh: byTailConfidence,
} as const satisfies SelectionRule;
