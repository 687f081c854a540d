import { builtInModule, isBuiltIn, type KnownPackages } from "./known-packages";
import type { PackageStore } from "./open-package-store";
import { WheelRefusedError } from "./package-error";
import { type StoredPackage, toStored } from "./stored-package";
import { withoutCopyNumber } from "./wheel-name";
import type { readPackageFile } from "./wheel-reader";

export interface PackageImport {
  readonly store: PackageStore;
  readonly known: KnownPackages;
  /** Reads and checks a file: in a worker, for it takes a while. */
  readonly read: typeof readPackageFile;
}

/**
 * Stores a wheel from disk, in place of one of the same name.
 * @throws {@link PackageError}
 */
export async function importPackage(
  file: File,
  { store, known, read }: PackageImport,
): Promise<StoredPackage> {
  const name = withoutCopyNumber(file.name);
  const hashes = new Set(known.names.flatMap((each) => known.find(each)?.sha256 ?? []));
  const reading = await read(file, name, hashes);
  if (reading.kind === "refused") throw new WheelRefusedError(reading.message);
  const published = known.findByHash(reading.sha256);
  const item = published
    ? toStored(published, reading.copy.size)
    : reading.kind === "wheel"
      ? {
          ...reading.facts,
          modules: [...reading.facts.modules],
          depends: [...reading.facts.depends],
          file: name,
          bytes: reading.copy.size,
          sha256: reading.sha256,
          source: "file" as const,
          addedAt: Date.now(),
        }
      : null;
  if (!item) throw new WheelRefusedError(`${name} is no package. Choose a wheel (.whl).`);
  checkNotBuiltIn(name, item);
  await store.put(item, reading.copy);
  return item;
}

/** What the app brings is tested with it, and the shell of every session needs part of it. */
function checkNotBuiltIn(file: string, { name, modules }: StoredPackage): void {
  const module = isBuiltIn(name) ? name : builtInModule(modules);
  if (module === null) return;
  throw new WheelRefusedError(
    `${file} would replace ${module}, which is part of this app. It is there without the file; nothing ` +
      "needs to be done.",
  );
}
