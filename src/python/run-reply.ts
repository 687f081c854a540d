import * as v from "valibot";
import { pngSize } from "./png-size";

/** At most what shell/figures.py lets through. */
const figureSchema = v.pipe(
  v.strictObject({
    /** Base64. */
    png: v.pipe(v.string(), v.maxLength(1_400_000), v.base64()),
    width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000)),
    height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000)),
    /** What it shows, for who can't see it. */
    alt: v.pipe(v.string(), v.maxLength(400)),
  }),
  // A file of some kilobytes can take a gigabyte when it is drawn: what counts is what it says itself.
  v.check(({ png, width, height }) => {
    const size = pngSize(png);
    return size?.width === width && size.height === height;
  }),
);

export const figuresSchema = v.pipe(v.array(figureSchema), v.maxLength(4));

/**
 * What a Python worker answers. Model code shares the worker, so nothing of it is taken on trust.
 * @param characters what each stream was to be cut after
 */
export function runReplySchema(characters: number) {
  // Python counts a character beyond 16 bits once, JavaScript twice; the mark of a cut is added.
  const stream = v.pipe(v.string(), v.maxLength(2 * characters + 100));
  return v.strictObject({
    status: v.picklist(["completed", "raised", "stopped"]),
    stdout: stream,
    stderr: stream,
    figures: figuresSchema,
    seconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
    /** What Python's memory has grown to. */
    heapBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
    /** The ceiling was reached, even if the code then completed. */
    outOfMemory: v.boolean(),
  });
}

export type RunReply = v.InferOutput<ReturnType<typeof runReplySchema>>;

/** What a worker begins with. */
export const startedSchema = v.strictObject({
  /** Names of the packages that it has imported already. */
  packages: v.array(v.string()),
  /** Why it did not begin from the snapshot; null where it did. */
  fault: v.nullable(v.string()),
});

export type Started = v.InferOutput<typeof startedSchema>;

/** A block that names more modules, or longer ones, is asked about these only. */
export const maxModules = 500;
export const maxModuleLength = 200;

/** Names of the modules that a block may import. */
export const modulesSchema = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(maxModuleLength))),
  v.maxLength(maxModules),
);

/**
 * How a block ended, as the supervisor tells it. After `killed` and `crashed`, the worker is gone.
 * @param characters what each stream was to be cut after
 */
export function workerOutcomeSchema(characters: number) {
  return v.variant("kind", [
    v.strictObject({ kind: v.literal("reply"), reply: runReplySchema(characters) }),
    /** It did not heed the interrupt, or there is none: the worker was ended. */
    v.strictObject({ kind: v.literal("killed"), seconds: v.pipe(v.number(), v.finite()) }),
    v.strictObject({ kind: v.literal("crashed"), reason: v.string() }),
  ]);
}

export type WorkerOutcome = v.InferOutput<ReturnType<typeof workerOutcomeSchema>>;

/** A package that code imports and that could not be had. */
export interface PackageNotice {
  readonly package: string;
  readonly message: string;
}
