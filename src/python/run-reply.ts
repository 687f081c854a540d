import * as v from "valibot";

/** At most what shell/figures.py lets through. */
export const figuresSchema = v.pipe(
  v.array(
    v.strictObject({
      /** Base64. */
      png: v.pipe(v.string(), v.maxLength(1_400_000), v.startsWith("iVBORw0KGgo"), v.base64()),
      width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000)),
      height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000)),
      /** What it shows, for who can't see it. */
      alt: v.pipe(v.string(), v.maxLength(400)),
    }),
  ),
  v.maxLength(4),
);

/** What a Python worker answers. Model code shares the worker, so nothing of it is taken on trust. */
const runReplySchema = v.strictObject({
  status: v.picklist(["completed", "raised", "stopped"]),
  stdout: v.string(),
  stderr: v.string(),
  figures: figuresSchema,
  seconds: v.pipe(v.number(), v.minValue(0)),
  /** What Python's memory has grown to. */
  heapBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The ceiling was reached, even if the code then completed. */
  outOfMemory: v.boolean(),
});

export type RunReply = v.InferOutput<typeof runReplySchema>;

const modulesSchema = v.array(v.string());

/**
 * @param characters what each stream was to be cut after
 * @throws ValiError
 */
export function parseRunReply(data: unknown, characters: number): RunReply {
  const reply = v.parse(runReplySchema, data);
  // Python counts a character beyond 16 bits once, JavaScript twice; the mark of a cut is added.
  const stream = v.pipe(v.string(), v.maxLength(2 * characters + 100));
  v.parse(v.tuple([stream, stream]), [reply.stdout, reply.stderr]);
  return reply;
}

/**
 * Names of the modules that a block may import.
 * @throws ValiError
 */
export function parseModules(data: unknown): string[] {
  return v.parse(modulesSchema, data);
}

/** A package that code imports and that could not be had. */
export interface PackageNotice {
  readonly package: string;
  readonly message: string;
}
