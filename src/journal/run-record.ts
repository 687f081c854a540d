import * as v from "valibot";
import type { EngineInfo } from "../engine/engine";
import type { PromptForm } from "../engine/prompt-form";
import type { RunRequest } from "../solver/run-events";
import { selectionNames } from "../solver/selection/registry";

/** What a run was asked; its stopping rule is always the default one. */
export type SavedRequest = Omit<RunRequest, "stopping">;

/** Where the model came from, without secrets and without the file itself. */
export type SavedSource =
  | { readonly kind: "demo" }
  | { readonly kind: "stored"; readonly id: string; readonly title: string }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "web-llm"; readonly name: string }
  | { readonly kind: "server"; readonly address: string; readonly model: string };

/** A run as the history lists it; its events lie apart. */
export interface RunRecord {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** A person's own name for it; null: it goes by its problem. */
  readonly title: string | null;
  readonly pinned: boolean;
  /** When it was deleted; it can be had back for a while. Null: it wasn't. */
  readonly deletedAt: number | null;
  readonly request: SavedRequest;
  /** The form's settings as a link holds them. */
  readonly settings: string;
  /** True where Python was wanted and could not be had. */
  readonly withoutPython: boolean;
  readonly engine: EngineInfo;
  readonly source: SavedSource;
  /** `running` also of a run that was cut off: what tells them apart is its lock. */
  readonly state: "running" | "finished" | "failed";
  /** Why it failed, for people. */
  readonly failure: string | null;
  readonly answer: string | null;
  readonly tokens: number;
  readonly seconds: number;
  /** Batches of events. */
  readonly batches: number;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const text = v.string();

const promptFormSchema: v.GenericSchema<unknown, PromptForm> = v.variant("kind", [
  v.object({ kind: v.literal("openmath"), assumed: v.boolean() }),
  v.object({ kind: v.literal("qwen-math") }),
  v.object({
    kind: v.literal("chat"),
    prefix: text,
    suffix: text,
    fault: v.nullable(text),
  }),
]);

const engineSchema: v.GenericSchema<unknown, EngineInfo> = v.object({
  backend: v.picklist(["webgpu", "cpu-threads", "cpu-single-thread", "http"]),
  device: text,
  fallbackReason: v.nullable(text),
  threads: count,
  modelName: text,
  promptForm: promptFormSchema,
  contextLength: count,
  maxSequences: count,
  keepsKv: v.boolean(),
  givesLogprobs: v.boolean(),
});

const sourceSchema: v.GenericSchema<unknown, SavedSource> = v.variant("kind", [
  v.object({ kind: v.literal("demo") }),
  v.object({ kind: v.literal("stored"), id: text, title: text }),
  v.object({ kind: v.literal("file"), name: text }),
  v.object({ kind: v.literal("web-llm"), name: text }),
  v.object({ kind: v.literal("server"), address: text, model: text }),
]);

const requestSchema: v.GenericSchema<unknown, SavedRequest> = v.object({
  problem: v.pipe(text, v.nonEmpty()),
  samples: v.pipe(count, v.minValue(1), v.maxValue(64)),
  tirShare: v.pipe(amount, v.maxValue(1)),
  temperature: amount,
  topP: amount,
  seed: count,
  maxTokens: count,
  forcedAnswerTokens: count,
  codeExecutions: count,
  codeLimits: v.object({ seconds: amount, characters: count }),
  budget: v.object({ seconds: v.nullable(amount), tokens: v.nullable(count) }),
  select: v.picklist(selectionNames),
  comparisons: count,
  comparisonTokens: count,
});

export const runRecordSchema: v.GenericSchema<unknown, RunRecord> = v.object({
  id: v.pipe(text, v.minLength(1), v.maxLength(100)),
  createdAt: amount,
  title: v.nullable(text),
  pinned: v.boolean(),
  deletedAt: v.nullable(amount),
  request: requestSchema,
  settings: text,
  withoutPython: v.boolean(),
  engine: engineSchema,
  source: sourceSchema,
  state: v.picklist(["running", "finished", "failed"]),
  failure: v.nullable(text),
  answer: v.nullable(text),
  tokens: count,
  seconds: amount,
  batches: count,
});

/** A run as the database gives it; null where the record is damaged. */
export function readRunRecord(record: unknown): RunRecord | null {
  const result = v.safeParse(runRecordSchema, record);
  return result.success ? result.output : null;
}
