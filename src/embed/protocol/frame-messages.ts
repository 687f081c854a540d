import * as v from "valibot";
import { checkResultSchema } from "./check";
import * as field from "./fields";
import { limits } from "./limits";
import { answerSchema, stateSchema } from "./state";

const progressSchema = v.object({
  kind: v.literal("progress"),
  /** `queued`: another widget or tab uses the engine. `loading`: the model comes. */
  phase: v.picklist(["queued", "loading", "solving"]),
  /** While queued: how many are served before it, and it; 1 is next. */
  place: v.nullable(field.count),
  /** Of the model; null where unknown. */
  loadedBytes: v.nullable(field.count),
  totalBytes: v.nullable(field.count),
  samples: field.count,
  samplesEnded: field.count,
  tokens: field.count,
  /** The answer that leads, as LaTeX. */
  leading: v.nullable(field.answer),
});

const sampleSchema = v.object({
  kind: v.literal("sample"),
  /** Counts from 1. */
  sample: field.count,
  answer: v.nullable(field.answer),
  state: v.picklist(["done", "forced", "cancelled", "failed"]),
  tokens: field.count,
  codeCalls: field.count,
});

const errorSchema = v.object({
  kind: v.literal("error"),
  code: v.picklist([
    /** The solver's owner does not let this page embed it, or the versions don't fit. */
    "refused",
    /** The model isn't on this device, and the person has not been asked or has said no. */
    "model-missing",
    /** What was asked for can't be done: no problem, a bad number. */
    "invalid",
    /** The engine, Python or the run failed. */
    "failed",
    /** Stopped before there was anything. */
    "stopped",
  ]),
  /** In plain words, in the widget's language. */
  message: field.text,
});

/** What the frame says, over the port. */
export const frameMessageSchema = v.variant("kind", [
  v.object({
    kind: v.literal("welcome"),
    nonce: v.pipe(v.string(), v.maxLength(32)),
    version: field.count,
  }),
  /** Options may be sent before; from now on the person can use it. */
  v.object({ kind: v.literal("ready"), model: field.text }),
  progressSchema,
  sampleSchema,
  v.object({ kind: v.literal("answer"), answer: answerSchema }),
  errorSchema,
  v.object({ kind: v.literal("checked"), id: field.count, result: checkResultSchema }),
  v.object({ kind: v.literal("resize"), height: v.pipe(field.count, v.maxValue(limits.height)) }),
  /** `id` of the question; null when it tells by itself. */
  v.object({ kind: v.literal("state"), id: v.nullable(field.count), state: stateSchema }),
]);

export type FrameMessage = v.InferOutput<typeof frameMessageSchema>;
