import * as v from "valibot";
import * as field from "./fields";

/** What a host page may choose. Nothing of it is code or an address. */
export const optionsSchema = v.object({
  problem: v.optional(field.problem, ""),
  model: v.optional(field.model, "demo"),
  /** Null: what suits the model. */
  samples: v.optional(v.nullable(field.samples), null),
  mode: v.optional(v.nullable(field.mode), null),
  /** Null: the browser's. */
  lang: v.optional(v.nullable(field.lang), null),
  theme: v.optional(field.theme, "auto"),
  readonly: v.optional(v.boolean(), false),
  controls: v.optional(field.controls, "solve"),
  autorun: v.optional(v.boolean(), false),
  /** False: nothing of a solution is shown, and no way to one offered. */
  revealed: v.optional(v.boolean(), true),
  /** Whether the frame links to the full app. */
  applink: v.optional(v.boolean(), true),
});

export type WidgetOptions = v.InferOutput<typeof optionsSchema>;
