import * as v from "valibot";
import type { PublishedPackage } from "./known-packages";

const text = v.pipe(v.string(), v.minLength(1));
const names = v.array(text);

/** A package that is kept in this browser. */
export const storedPackageSchema = v.object({
  /** Normalised. */
  name: text,
  version: text,
  /** The file's name. */
  file: text,
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Lower-case hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** The modules that code imports. */
  modules: names,
  /** Names of the packages that it needs. */
  depends: names,
  summary: v.nullable(v.string()),
  /** Who vouches for the hash: Pyodide's lock file, PyPI, or nobody but the file itself. */
  source: v.picklist(["pyodide", "pypi", "file"]),
  /** Milliseconds since 1970. */
  addedAt: v.pipe(v.number(), v.finite()),
});

export type StoredPackage = v.InferOutput<typeof storedPackageSchema>;

/** What is stored of a file that a server publishes. */
export function toStored(item: PublishedPackage, bytes: number): StoredPackage {
  return {
    name: item.name,
    version: item.version,
    file: item.file,
    bytes,
    sha256: item.sha256,
    modules: [...item.modules],
    depends: [...item.depends],
    summary: null,
    source: item.source,
    addedAt: Date.now(),
  };
}
