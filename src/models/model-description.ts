import * as v from "valibot";

const text = v.pipe(v.string(), v.minLength(1));
const byteCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Lower-case hexadecimal. */
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const fileDescriptionSchema = v.object({
  /** Path inside the model, with "/"; the file's own name for a single one. */
  name: text,
  /** Null for a file that came from disk: it can't be fetched again. */
  url: v.nullable(v.pipe(v.string(), v.url())),
  /** Null until a server has told. */
  bytes: v.nullable(byteCount),
  /** Known before the first download, from the catalogue or the server's metadata; else null. */
  sha256: v.nullable(sha256),
  /** Who says so; null where nobody does. */
  sha256From: v.nullable(v.picklist(["catalogue", "server", "package"])),
});

export const modelDescriptionSchema = v.object({
  /** A catalogue entry's id, "url:…" for an address, "file:…" for an imported file. */
  id: text,
  title: text,
  /** `gguf`: one GGUF file, or several when it is split. `mlc`: a package for the GPU engine. */
  format: v.picklist(["gguf", "mlc"]),
  files: v.pipe(v.array(fileDescriptionSchema), v.minLength(1)),
  licence: v.nullable(v.object({ name: text, url: text, attribution: text })),
});

/** One file of a model: what it is called, where it comes from, how it is known to be whole. */
export type FileDescription = v.InferOutput<typeof fileDescriptionSchema>;

/** A model that can be downloaded, imported or stored: enough to get it, and to get it again. */
export type ModelDescription = v.InferOutput<typeof modelDescriptionSchema>;
