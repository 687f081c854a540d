import { ImportError } from "../errors";
import type { GgufHeader } from "../gguf/gguf-header";
import { readGgufHeader } from "../gguf/read-gguf-header";
import type { ModelDescription } from "../model-description";
import { isArchive, openArchive } from "./archive";

/** A file of a model that comes. */
export interface IncomingFile {
  readonly name: string;
  readonly contents: Blob;
  /** What the archive says it must be; null for a plain file. */
  readonly sha256: string | null;
}

/** A model that comes from a file on disk. Nothing of its weights is read yet. */
export interface Incoming {
  readonly title: string;
  readonly format: ModelDescription["format"];
  readonly licence: ModelDescription["licence"];
  readonly files: readonly IncomingFile[];
}

/**
 * What a file on disk holds.
 * @throws {@link ImportError} when that is no model, or only a part of one
 */
export function openIncoming(file: File): Promise<Incoming> {
  return readable(open(file));
}

async function open(file: File): Promise<Incoming> {
  if (await isArchive(file)) {
    const { manifest, files } = await openArchive(file);
    const named = manifest.files.flatMap(({ name, sha256 }, index) => {
      const contents = files[index];
      return contents ? [{ name, contents, sha256 }] : [];
    });
    return { ...manifest, files: named };
  }
  const header = await readGgufHeader(file);
  if (header.splitCount > 1) {
    throw new ImportError(
      `This file is one of ${header.splitCount} parts of a model. Join them with llama-gguf-split ` +
        "--merge, then import the result.",
    );
  }
  if (file.size < header.impliedBytes) {
    throw new ImportError(
      `The file is cut off: it has ${megabytes(file.size)} of ${megabytes(header.impliedBytes)}. ` +
        "Its download or copy was interrupted. Download or copy it again.",
    );
  }
  return {
    title: titleOf(file.name, header),
    format: "gguf",
    licence: null,
    files: [{ name: file.name, contents: file, sha256: null }],
  };
}

function titleOf(fileName: string, { name, quantisation }: GgufHeader): string {
  if (!name) return fileName.replace(/\.gguf$/i, "");
  return quantisation ? `${name}, ${quantisation}` : name;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @throws {@link ImportError} where the browser can't read the file any more */
export async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    throw new ImportError(
      "The file could not be read to its end: it was changed, moved or removed meanwhile, or the " +
        "device it lies on. Choose it again.",
      { cause },
    );
  }
}
