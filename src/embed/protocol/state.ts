import * as v from "valibot";
import * as field from "./fields";

/** What a run came to. */
export const answerSchema = v.object({
  problem: field.problem,
  /** LaTeX; null when no sample named an answer. */
  answer: v.nullable(field.answer),
  /** Votes for it, of all votes. */
  votes: field.amount,
  allVotes: field.amount,
  samples: field.count,
  decidedBy: v.nullable(v.picklist(["vote", "genselect"])),
  /** The answers that nothing told apart, the one above first; empty where it leads, or as it was. */
  tie: v.optional(v.array(field.answer), []),
  /** The person, or the host, ended the run early. */
  stopped: v.boolean(),
  seconds: field.amount,
  tokens: field.count,
  /** Of the model, for people. */
  model: field.text,
});

export type WidgetAnswer = v.InferOutput<typeof answerSchema>;

/** What a host page may keep, and give back later. */
export const stateSchema = v.object({
  version: v.literal(1),
  problem: field.problem,
  model: field.model,
  samples: v.nullable(field.samples),
  mode: v.nullable(field.mode),
  answer: v.nullable(answerSchema),
});

export type WidgetState = v.InferOutput<typeof stateSchema>;
