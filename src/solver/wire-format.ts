import * as v from "valibot";
import openmath from "./openmath.json";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const wireFormatSchema = v.object({
  chat: v.object({ prefix: v.string(), suffix: v.string(), end: v.string() }),
  prompts: v.object({
    cot: v.string(),
    tir: v.string(),
    genselect: v.string(),
    summarize: v.string(),
  }),
  codeTags: v.object({
    codeBegin: v.string(),
    codeEnd: v.string(),
    outputBegin: v.string(),
    outputEnd: v.string(),
  }),
  budget: v.object({ remaining: v.string(), exhausted: v.string() }),
  defaults: v.object({
    temperature: v.number(),
    topP: v.number(),
    maxTokens: count,
    totalCodeExecutions: count,
    maxCodeOutputCharacters: count,
    codeTimeoutSeconds: v.number(),
    genselectMaxSolutions: count,
    genselectMaxSolutionTokens: count,
    summaryMaxTokens: count,
  }),
  timeoutText: v.string(),
  outputCutMark: v.string(),
});

export type WireFormat = v.InferOutput<typeof wireFormatSchema>;

/** The exact strings the models were trained on: openmath.json, checked once when loaded. */
export const wireFormat: WireFormat = v.parse(wireFormatSchema, openmath);
