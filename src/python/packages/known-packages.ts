import { version } from "pyodide/package.json";
import lock from "pyodide/pyodide-lock.json";
import * as v from "valibot";
import distribution from "../pyodide-distribution.json";
import pins from "../wheels.json";
import pypi from "./pypi-wheels.json";
import { normaliseName } from "./wheel-name";

/** A file that a server publishes, with the hash that it must have. */
export interface PublishedPackage {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly url: string;
  readonly sha256: string;
  /** Null where only the server knows. */
  readonly bytes: number | null;
  readonly modules: readonly string[];
  readonly depends: readonly string[];
  readonly source: "pyodide" | "pypi";
}

export interface KnownPackages {
  /** By normalised name. */
  find(name: string): PublishedPackage | null;
  findByHash(sha256: string): PublishedPackage | null;
  /** Normalised names of all, sorted. */
  readonly names: readonly string[];
}

export interface KnownPackagesOptions {
  /** Pyodide's lock file. */
  readonly lock: unknown;
  /** Folder of Pyodide's distribution, ending in "/". */
  readonly distributionUrl: string;
  /** Of `pypi-wheels.json`. */
  readonly pypi: readonly (Omit<PublishedPackage, "modules" | "source"> & {
    readonly imports: readonly string[];
  })[];
}

const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      file_name: v.string(),
      version: v.string(),
      sha256: v.string(),
      imports: v.array(v.string()),
      depends: v.array(v.string()),
    }),
  ),
});

/** What can be had of Pyodide's distribution, and of PyPI where it has a wheel for this Pyodide. */
export function createKnownPackages(options: KnownPackagesOptions): KnownPackages {
  const { packages } = v.parse(lockSchema, options.lock);
  const all = new Map<string, PublishedPackage>();
  for (const [name, entry] of Object.entries(packages)) {
    // Tests of packages, which nothing imports.
    if (name.endsWith("-tests")) continue;
    all.set(name, {
      name,
      version: entry.version,
      file: entry.file_name,
      url: `${options.distributionUrl}${entry.file_name}`,
      sha256: entry.sha256,
      bytes: null,
      modules: entry.imports,
      depends: entry.depends.map(normaliseName),
      source: "pyodide",
    });
  }
  for (const { imports, ...wheel } of options.pypi) {
    all.set(wheel.name, { ...wheel, modules: imports, source: "pypi" });
  }
  const byHash = new Map([...all.values()].map((item) => [item.sha256, item]));
  return {
    find: (name) => all.get(name) ?? null,
    findByHash: (sha256) => byHash.get(sha256) ?? null,
    names: [...all.keys()].sort(),
  };
}

/** Those of this version of Pyodide. */
export const knownPackages = createKnownPackages({
  lock,
  distributionUrl: distribution.url.replace("{version}", version),
  pypi: pypi.wheels,
});

export interface BuiltInPackage {
  readonly name: string;
  readonly version: string;
}

/** The packages that the set-up command puts beside the app, whatever else there is. */
export const builtInPackages: readonly BuiltInPackage[] = pins.wheels.filter(
  ({ source }) => source === "registry",
);

const ours = new Set([...builtInPackages, ...pins.ipython.wheels].map(({ name }) => name));

/** Whether the app brings this package itself, for its sessions or for the shell around them. */
export function isBuiltIn(name: string): boolean {
  return ours.has(name);
}

const ourModules = new Set([
  ...[...ours].map((name) => name.replaceAll("-", "_")),
  ...pins.wheels.flatMap(({ source, imports }) => (source === "registry" ? (imports ?? []) : [])),
]);

/** A module that a package of the app brings; null: none of these is one. */
export function builtInModule(modules: readonly string[]): string | null {
  return modules.find((module) => ourModules.has(module.toLowerCase())) ?? null;
}

/**
 * The files to fetch so that a package can be imported: it and what it needs, dependencies first,
 * without what is there.
 * @param here names of the packages that are there
 */
export function planFetch(
  name: string,
  known: KnownPackages,
  here: ReadonlySet<string>,
): PublishedPackage[] {
  const planned = new Map<string, PublishedPackage>();
  const seen = new Set<string>();
  const collect = (wanted: string) => {
    if (seen.has(wanted)) return;
    seen.add(wanted);
    const item = known.find(wanted);
    if (!item || isBuiltIn(wanted)) return;
    for (const dependency of item.depends) collect(dependency);
    if (!here.has(wanted)) planned.set(wanted, item);
  };
  collect(name);
  return [...planned.values()];
}
