import * as v from "valibot";

/** What the judge of answers says of a typed one. */
export const checkResultSchema = v.object({
  /** Null: the two could not be compared. */
  correct: v.nullable(v.boolean()),
  /** The share of a list's parts that are right, from 0 to 1; null where nothing is known. */
  score: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});

export type CheckResult = v.InferOutput<typeof checkResultSchema>;
