import * as v from "valibot";
import * as field from "./fields";
import { optionsSchema } from "./options";
import { stateSchema } from "./state";

/** What the host page says, over the port. */
export const hostMessageSchema = v.variant("kind", [
  /** All options, each time. */
  v.object({ kind: v.literal("configure"), options: optionsSchema }),
  v.object({ kind: v.literal("solve") }),
  v.object({ kind: v.literal("stop") }),
  /** Compares two answers; no model is needed for it. */
  v.object({
    ...{ kind: v.literal("check"), id: field.count },
    ...{ answer: field.answer, expected: field.answer },
  }),
  v.object({ kind: v.literal("get-state"), id: field.count }),
  v.object({ kind: v.literal("set-state"), state: stateSchema }),
]);

export type HostMessage = v.InferOutput<typeof hostMessageSchema>;
