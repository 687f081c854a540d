import { createPackageLibrary } from "../../src/python/packages/create-package-library";
import { createKnownPackages } from "../../src/python/packages/known-packages";
import type { PackageActivity, PackageLibrary } from "../../src/python/packages/package-library";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

/** What stands in for Pyodide's lock file. */
export interface TestLock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly file_name: string;
        readonly version: string;
        readonly sha256: string;
        readonly imports: readonly string[];
        readonly depends: readonly string[];
      }
    >
  >;
}

declare global {
  interface Window {
    packagesTest: {
      /** With packages of a test's own server, and little patience; without: as the app does. */
      open(own?: { readonly lock: TestLock; readonly url: string }): Promise<void>;
      /** Imports a file that lies at this address; gives its name and version, or why it is refused. */
      importFrom(url: string, name: string): Promise<string>;
      fetch(name: string): Promise<void>;
      pause(name: string): void;
      discard(name: string): Promise<void>;
      remove(name: string): Promise<void>;
      /** The bytes of all that is missing for a package, or why they aren't known. */
      askBytes(name: string): Promise<number | string>;
      read(name: string): Promise<string>;
      stored(): string[];
      begun(): [string, number][];
      activity(name: string): PackageActivity | null;
    };
  }
}

let library: PackageLibrary;
const none: ReadonlySet<string> = new Set();

function opened() {
  const state = library.getState();
  if (state.kind !== "open") throw new Error(state.kind === "opening" ? "opening" : state.message);
  return state;
}

const explain = (error: unknown) => (error instanceof Error ? error.message : String(error));

window.packagesTest = {
  async open(own) {
    const patience = { tries: 3, firstWait: 20, longestWait: 50, silence: 500 };
    library = own
      ? createPackageLibrary({
          known: createKnownPackages({ lock: own.lock, distributionUrl: own.url, pypi: [] }),
          patience,
        })
      : createPackageLibrary();
    await new Promise<void>((resolve) => {
      const look = () => library.getState().kind !== "opening" && resolve();
      library.subscribe(look);
    });
  },
  async importFrom(url, name) {
    const file = new File([await (await fetch(url)).blob()], name);
    return library.importFile(file).then((item) => `${item.name} ${item.version}`, explain);
  },
  fetch: (name) => library.fetch(name, none),
  pause: (name) => library.pause(name),
  discard: (name) => library.discard(name),
  remove: (name) => library.remove(name),
  askBytes: (name) =>
    library.askBytes(library.plan(name, none), new AbortController().signal).catch(explain),
  read: (name) => library.read(name).then((blob) => blob.text(), explain),
  stored: () => opened().stored.map(({ name, version }) => `${name} ${version}`),
  begun: () => [...opened().begun],
  activity: (name) => opened().activities.get(name) ?? null,
};
