import { type CatalogueEntry, catalogue } from "../catalogue";
import type { ModelDescription } from "../model-description";

/** How far a size of the catalogue that isn't exact may be off. */
const tolerance = 0.02;

/**
 * The catalogue's model that a file is: by its hash where the catalogue knows it, else by its name
 * and size. Null where it is none of them.
 */
export function recognise(
  name: string,
  bytes: number,
  sha256: string,
  entries: readonly CatalogueEntry[] = catalogue,
): ModelDescription | null {
  for (const { source, size } of entries) {
    if (source.kind !== "download") continue;
    const [file, ...others] = source.model.files;
    if (!file || others.length > 0) continue;
    const allowed = size.exact ? 0 : size.bytes * tolerance;
    const alike = file.name === name && Math.abs(size.bytes - bytes) <= allowed;
    if (file.sha256 === null ? alike : file.sha256 === sha256) return source.model;
  }
  return null;
}
