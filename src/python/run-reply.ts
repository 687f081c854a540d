import * as v from "valibot";

/** What a Python worker answers. Model code shares the worker, so nothing of it is taken on trust. */
export const runReplySchema = v.strictObject({
  status: v.picklist(["completed", "raised", "stopped"]),
  stdout: v.string(),
  stderr: v.string(),
  seconds: v.pipe(v.number(), v.minValue(0)),
});

export type RunReply = v.InferOutput<typeof runReplySchema>;

/** A package that code imports and that could not be had. */
export const packageNoticeSchema = v.strictObject({
  package: v.string(),
  message: v.string(),
});

export type PackageNotice = v.InferOutput<typeof packageNoticeSchema>;

export const packageNoticesSchema = v.array(packageNoticeSchema);
