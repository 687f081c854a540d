import * as v from "valibot";
import type { StoredPackage } from "./packages/stored-package";

const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      file_name: v.string(),
      sha256: v.string(),
      imports: v.array(v.string()),
      depends: v.array(v.string()),
    }),
  ),
});

const wheelsSchema = v.object({
  bytecodeEnding: v.string(),
  wheels: v.array(
    v.object({
      name: v.string(),
      file: v.string(),
      sha256: v.string(),
      source: v.picklist(["registry", "pyodide"]),
      imports: v.optional(v.array(v.string()), []),
      depends: v.optional(v.array(v.string())),
    }),
  ),
});

/** One file that would do, with the hash that it must have. */
export interface PackageSource {
  readonly url: string;
  readonly file: string;
  readonly sha256: string;
  /** Its compiled modules, which make importing it faster and may be missing. */
  readonly bytecode?: { readonly url: string; readonly sha256: string };
  /** Comes from another host: once it is here, it is kept. */
  readonly foreign?: true;
}

export interface Package {
  readonly name: string;
  /** What this browser keeps of it, to be tried before the sources. */
  readonly stored: StoredPackage | null;
  /** In the order to try. */
  readonly sources: readonly PackageSource[];
}

export interface PackageIndex {
  /**
   * The packages behind these module names, each after what it depends on.
   * @param stored the packages that this browser keeps
   */
  forImports(modules: readonly string[], stored?: readonly StoredPackage[]): Package[];
}

export interface PackageIndexOptions {
  /** Pyodide's lock file: which module lies in which package, what depends on what. */
  readonly lock: unknown;
  /** wheels.json: what our own server has. */
  readonly wheels: unknown;
  /** Folder of our own server's wheels, ending in "/". */
  readonly ownUrl: string;
  /** Folder of Pyodide's own distribution, ending in "/". */
  readonly distributionUrl: string;
  /** Pyodide's version. */
  readonly version: string;
  /** SHA-256 of the files with compiled modules, by name: set-up makes them, so nothing pins them. */
  readonly bytecode: ReadonlyMap<string, string>;
}

/** Joins what we serve ourselves with what Pyodide's own distribution has. */
export function createPackageIndex(options: PackageIndexOptions): PackageIndex {
  const { packages } = v.parse(lockSchema, options.lock);
  const pins = v.parse(wheelsSchema, options.wheels);
  const bytecodeEnding = pins.bytecodeEnding.replace("{pyodide}", options.version);
  const own = new Map(pins.wheels.map((wheel) => [wheel.name, wheel]));
  const byModule = new Map<string, string>();
  for (const { name, imports } of [...named(packages), ...pins.wheels]) {
    for (const module of imports) byModule.set(module, name);
  }

  function sources(name: string): PackageSource[] {
    const found: PackageSource[] = [];
    const wheel = own.get(name);
    if (wheel) {
      const { file, sha256, source } = wheel;
      const url = `${options.ownUrl}${file}`;
      const compiled = file.replace(/\.whl$/, bytecodeEnding);
      const hash = source === "registry" ? options.bytecode.get(compiled) : undefined;
      const bytecode = hash && { url: `${options.ownUrl}${compiled}`, sha256: hash };
      found.push({ url, file, sha256, ...(bytecode && { bytecode }) });
    }
    const entry = packages[name];
    if (entry) {
      const { file_name: file, sha256 } = entry;
      found.push({ url: `${options.distributionUrl}${file}`, file, sha256, foreign: true });
    }
    return found;
  }

  /** `kept`: what is stored, by name. */
  function collect(
    name: string,
    kept: ReadonlyMap<string, StoredPackage>,
    into: Map<string, Package>,
  ): void {
    if (into.has(name)) return;
    const stored = kept.get(name) ?? null;
    const depends = stored?.depends ?? own.get(name)?.depends ?? packages[name]?.depends ?? [];
    for (const dependency of depends) collect(dependency, kept, into);
    const found = { name, stored, sources: sources(name) };
    // What a wheel from disk needs and nobody has shows when it is imported.
    if (stored || found.sources.length > 0) into.set(name, found);
  }

  return {
    forImports(modules, stored = []) {
      const kept = new Map(stored.map((item) => [item.name, item]));
      const storedBy = new Map(
        stored.flatMap(({ name, modules: its }) => its.map((it) => [it, name])),
      );
      const found = new Map<string, Package>();
      for (const module of modules) {
        const top = topLevel(module);
        const name = storedBy.get(top) ?? byModule.get(top);
        if (name) collect(name, kept, found);
      }
      return [...found.values()];
    },
  };
}

function named<T extends object>(packages: Readonly<Record<string, T>>): (T & { name: string })[] {
  return Object.entries(packages).map(([name, item]) => ({ ...item, name }));
}

function topLevel(module: string): string {
  return module.split(".", 1)[0] ?? module;
}
