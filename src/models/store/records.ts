import * as v from "valibot";
import { modelDescriptionSchema } from "../model-description";
import type { PieceInfo, StoredModel } from "./model-store";

const text = v.pipe(v.string(), v.minLength(1));
const byteCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const time = v.pipe(v.number(), v.finite());

const storedFileSchema = v.object({
  name: text,
  url: v.nullable(v.pipe(v.string(), v.url())),
  bytes: v.nullable(byteCount),
  pieceBytes: v.pipe(byteCount, v.minValue(1)),
  version: v.nullable(v.string()),
  expectedSha256: v.nullable(sha256),
  trust: v.nullable(v.picklist(["catalogue", "server", "package", "first-use"])),
});

const storedModelSchema = v.object({
  id: text,
  description: modelDescriptionSchema,
  files: v.pipe(v.array(storedFileSchema), v.minLength(1)),
  state: v.picklist(["partial", "complete"]),
  createdAt: time,
  verifiedAt: v.nullable(time),
});

const pieceInfoSchema = v.object({ bytes: byteCount, sha256 });
/** Of version 1 there are more fields in it, which `piece-info` repeats. */
const pieceSchema = v.object({ blob: v.instance(Blob) });
const keySchema = v.tuple([text, byteCount, byteCount]);

/** A model as the database gives it; null where the record is damaged. */
export function readModelRecord(record: unknown): StoredModel | null {
  return parsed(storedModelSchema, record);
}

/** What is known of a piece; null where the record is damaged. */
export function readPieceInfo(key: unknown, record: unknown): (PieceInfo & { id: string }) | null {
  const place = parsed(keySchema, key);
  const info = parsed(pieceInfoSchema, record);
  return place && info && { id: place[0], index: place[2], ...info };
}

/** A piece's bytes; null where there are none or the record is damaged. */
export function readPieceRecord(record: unknown): Blob | null {
  return parsed(pieceSchema, record)?.blob ?? null;
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, record: unknown): T | null {
  const result = v.safeParse(schema, record);
  return result.success ? result.output : null;
}
