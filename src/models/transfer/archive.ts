import * as v from "valibot";
import { ImportError } from "../errors";
import { modelDescriptionSchema } from "../model-description";
import { blockBytes, longestName, readTarHeader, tarEnd, tarFiller, tarHeader } from "./tar";

/** The archive's first entry. */
const manifestName = "math-solver-model.json";

const { title, format, licence } = modelDescriptionSchema.entries;
const manifestSchema = v.object({
  version: v.literal(1),
  title,
  format,
  licence,
  /** In the order of the entries behind this one. */
  files: v.pipe(
    v.array(
      v.object({
        name: v.pipe(v.string(), v.minLength(1), v.regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))/)),
        bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.minLength(1),
  ),
});

/** What an archive says of its model. */
export type ArchiveManifest = Omit<v.InferOutput<typeof manifestSchema>, "version">;

/** A model of several files as one tar archive, which refers to the files' Blobs: nothing is copied. */
export function writeArchive(manifest: ArchiveManifest, files: readonly Blob[]): Blob {
  const about = new Blob([JSON.stringify({ version: 1, ...manifest })]);
  return new Blob([
    ...entry(manifestName, about),
    ...files.flatMap((file, index) => entry(entryName(manifest.files[index]?.name, index), file)),
    tarEnd,
  ]);
}

function entry(name: string, contents: Blob): BlobPart[] {
  return [tarHeader({ name, bytes: contents.size }), contents, tarFiller(contents.size)];
}

/** The file's own name where a plain header can hold it: the manifest has it anyway. */
function entryName(name: string | undefined, index: number): string {
  const fits = name !== undefined && new TextEncoder().encode(name).length <= longestName;
  return fits ? name : `file-${index + 1}`;
}

/** Whether a file begins as an archive does. */
export async function isArchive(file: Blob): Promise<boolean> {
  return (await readEntry(file, 0)) !== null;
}

/**
 * The files of an archive that `writeArchive` made, as parts of it: nothing is copied.
 * @throws {@link ImportError} when it is another archive, or cut
 */
export async function openArchive(
  archive: Blob,
): Promise<{ readonly manifest: ArchiveManifest; readonly files: readonly Blob[] }> {
  const first = await readEntry(archive, 0);
  const manifest = first?.name === manifestName ? await readManifest(first.contents) : null;
  if (!first || !manifest) {
    throw new ImportError(
      "This archive was not made by this app's export. Choose a .gguf file, or an exported model.",
    );
  }
  const files: Blob[] = [];
  let at = first.end;
  for (const [index, { name, bytes }] of manifest.files.entries()) {
    if (at + blockBytes + bytes > archive.size) throw cut(archive.size);
    const found = await readEntry(archive, at);
    if (found?.name !== entryName(name, index) || found.contents.size !== bytes) {
      throw new ImportError(
        `This archive is damaged: ${name} is not where it should be. Export the model again.`,
      );
    }
    files.push(found.contents);
    at = found.end;
  }
  return { manifest, files };
}

function cut(bytes: number): ImportError {
  return new ImportError(
    `This archive ends too early, after ${bytes} bytes: the copy of it was interrupted. Copy it again.`,
  );
}

interface ArchiveEntry {
  readonly name: string;
  readonly contents: Blob;
  /** Where the next one begins. */
  readonly end: number;
}

async function readEntry(archive: Blob, at: number): Promise<ArchiveEntry | null> {
  const block = await archive.slice(at, at + blockBytes).arrayBuffer();
  const header = readTarHeader(new Uint8Array(block));
  if (!header) return null;
  const start = at + blockBytes;
  const end = start + header.bytes;
  return {
    name: header.name,
    contents: archive.slice(start, end),
    end: end + tarFiller(header.bytes).length,
  };
}

async function readManifest(contents: Blob): Promise<ArchiveManifest | null> {
  try {
    const parsed = v.safeParse(manifestSchema, JSON.parse(await contents.text()));
    return parsed.success ? parsed.output : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
