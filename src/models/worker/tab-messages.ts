import * as v from "valibot";
import type { ModelActivity } from "../library";

const count = v.pipe(v.number(), v.minValue(0));
const orNull = v.nullable(count);

const activitySchema: v.GenericSchema<unknown, ModelActivity> = v.variant("kind", [
  v.object({ kind: v.literal("idle") }),
  v.object({
    kind: v.literal("downloading"),
    loadedBytes: count,
    totalBytes: orNull,
    bytesPerSecond: orNull,
    elsewhere: v.boolean(),
    waiting: v.nullable(v.string()),
  }),
  v.object({
    kind: v.picklist(["verifying", "importing", "exporting", "converting"]),
    doneBytes: count,
    totalBytes: count,
    elsewhere: v.boolean(),
  }),
  v.object({
    kind: v.literal("stopped"),
    problem: v.object({ name: v.string(), message: v.string(), missingBytes: orNull }),
  }),
]);

const messageSchema = v.variant("type", [
  /** A tab has opened: who is busy, tell it. */
  v.object({ type: v.literal("hello") }),
  /** What the sending tab does with a model. */
  v.object({ type: v.literal("activity"), id: v.string(), activity: activitySchema }),
  /** The store holds something else than before. */
  v.object({ type: v.literal("changed") }),
  /** Whoever works on this model, end it. */
  v.object({ type: v.literal("stop"), id: v.string() }),
]);

export type TabMessage = v.InferOutput<typeof messageSchema>;

/** What tabs of this app tell each other about models. Tabs may run other versions of the app. */
export interface TabChannel {
  send(message: TabMessage): void;
}

export function openTabChannel(onMessage: (message: TabMessage) => void): TabChannel {
  const channel = new BroadcastChannel("models");
  channel.addEventListener("message", ({ data }) => {
    const message = v.safeParse(messageSchema, data);
    if (message.success) onMessage(message.output);
  });
  return { send: (message) => channel.postMessage(message) };
}
