import * as v from "valibot";

/** What a Python worker answers. Model code shares the worker, so nothing of it is taken on trust. */
export const runReplySchema = v.strictObject({
  status: v.picklist(["completed", "raised", "stopped"]),
  stdout: v.string(),
  stderr: v.string(),
  seconds: v.pipe(v.number(), v.minValue(0)),
  /** What Python's memory has grown to. */
  heapBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The ceiling was reached, even if the code then completed. */
  outOfMemory: v.boolean(),
});

export type RunReply = v.InferOutput<typeof runReplySchema>;

/** Names of the modules that a block may import. */
export const modulesSchema = v.array(v.string());

/** A package that code imports and that could not be had. */
export interface PackageNotice {
  readonly package: string;
  readonly message: string;
}
