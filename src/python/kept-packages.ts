import { within } from "../countdown";
import { sha256 } from "../models/store/hash";
import { knownPackages } from "./packages/known-packages";
import { openPackageStore, type PackageStore } from "./packages/open-package-store";
import { PackageError } from "./packages/package-error";
import { packagesChanged } from "./packages/packages-changed";
import { type StoredPackage, toStored } from "./packages/stored-package";
import { isForThisPython } from "./packages/wheel-name";

/** The packages that this browser keeps, as interpreters need them. */
export interface KeptPackages {
  /** Those that fit this Pyodide; none where there is no database. Never rejects. */
  list(): Promise<readonly StoredPackage[]>;
  /** A package's file. @throws `PackageError` where it is no longer what it was */
  read(item: StoredPackage): Promise<Uint8Array<ArrayBuffer>>;
  /** Keeps a file of Pyodide's distribution, whose hash has been checked; nobody waits for it. */
  keep(name: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): void;
}

/** A block waits for the database no longer than this. */
const patienceMs = 5000;

/** Where packages from Pyodide's distribution were kept before there was a database. */
const formerCache = "python-packages";

export function createKeptPackages(): KeptPackages {
  let opening: Promise<PackageStore> | null = null;
  const open = () => {
    opening ??= openPackageStore();
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };
  if (globalThis.isSecureContext) caches.delete(formerCache).catch(() => {});
  const inTime = <T>(work: Promise<T>) => within(patienceMs, work, silent);

  return {
    async list() {
      // Not in a page without https, nor outside of browsers.
      if (!globalThis.isSecureContext) return [];
      try {
        const stored = await inTime(open().then((store) => store.list()));
        return stored.filter(({ file }) => file.endsWith(".zip") || isForThisPython(file));
      } catch {
        return [];
      }
    },
    async read({ name, sha256: hash }) {
      const blob = await inTime(open().then((store) => store.read(name)));
      const bytes = await blob?.arrayBuffer().catch(() => null);
      if (bytes && (await sha256(bytes)) === hash) return new Uint8Array(bytes);
      throw new PackageError("What this browser keeps of it is damaged.");
    },
    keep(name, hash, bytes) {
      const item = knownPackages.find(name);
      if (!globalThis.isSecureContext || item?.sha256 !== hash) return;
      const blob = new Blob([bytes]);
      // Without room for it, it is fetched again next time.
      open()
        .then((store) => store.put(toStored(item, blob.size), blob))
        .then(packagesChanged)
        .catch(() => {});
    },
  };
}

function silent(): PackageError {
  return new PackageError("The browser's database for packages does not answer.");
}
