import * as v from "valibot";
import { IntegrityError } from "../errors";

/** The list of a package's weights, and with which hashes it was written. */
export const tensorCacheName = "tensor-cache.json";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = v.pipe(v.string(), v.minLength(1));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const tensorSchema = v.object({
  name: text,
  shape: v.array(v.pipe(count, v.minValue(1))),
  dtype: v.picklist(["float32", "float16", "uint32"]),
  /** `raw`: as `dtype` says. Other packages may have `f32-to-bf16`. */
  format: text,
  nbytes: count,
  /** In its shard. */
  byteOffset: count,
});

const shardSchema = v.object({
  dataPath: text,
  format: v.literal("raw-shard"),
  nbytes: count,
  records: v.array(tensorSchema),
  md5sum: v.optional(v.string()),
  /** Only packages of ours have it. */
  sha256: v.optional(hash),
});

const cacheSchema = v.object({
  metadata: v.looseObject({}),
  records: v.pipe(v.array(shardSchema), v.minLength(1)),
  /** The other files, of our packages. */
  files: v.optional(v.array(v.object({ name: text, nbytes: count, sha256: hash }))),
});

/** `tensor-cache.json` as MLC packages have it, with SHA-256 hashes where we wrote it. */
export type TensorCache = v.InferOutput<typeof cacheSchema>;
export type Shard = v.InferOutput<typeof shardSchema>;
export type TensorRecord = v.InferOutput<typeof tensorSchema>;

/**
 * Checks a parsed `tensor-cache.json`, also that each tensor lies in its shard.
 * @throws {@link IntegrityError}
 */
export function readTensorCache(json: unknown): TensorCache {
  const parsed = v.safeParse(cacheSchema, json);
  const inside = ({ records, nbytes }: Shard) =>
    records.every((tensor) => tensor.byteOffset + tensor.nbytes <= nbytes);
  if (parsed.success && parsed.output.records.every(inside)) return parsed.output;
  throw new IntegrityError(
    `${tensorCacheName} of this package is damaged or of an unknown form. Get the package again.`,
  );
}
