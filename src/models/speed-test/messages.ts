import * as v from "valibot";
import { deviceSpeedSchema } from "../fit/device-speed";

/** What the worker sends. The page sends it the model, once. */
export const newsSchema = v.variant("kind", [
  /** How much is done, from 0 to 1. */
  v.object({ kind: v.literal("progress"), share: v.number() }),
  v.object({ kind: v.literal("done"), speed: deviceSpeedSchema }),
  /** Why it failed, in plain words. */
  v.object({ kind: v.literal("failed"), message: v.string() }),
]);

export type News = v.InferOutput<typeof newsSchema>;
