import { wrap } from "comlink";
import workerAddress from "../../../workers/wheels.ts?worker&url";
import type { Patience } from "../../models/download/back-off";
import type { FileProgress } from "../../models/download/download-file";
import { sha256 } from "../../models/store/hash";
import { createSpeed } from "../../models/worker/speed";
import { throttle } from "../../models/worker/throttle";
import { trustedScript } from "../../trusted-types";
import { askBytes, fetchPackage, isExplained } from "./fetch-package";
import { importPackage } from "./import-package";
import {
  type KnownPackages,
  knownPackages,
  type PublishedPackage,
  planFetch,
} from "./known-packages";
import { openPackageStore, type PackageStore } from "./open-package-store";
import { PackageError } from "./package-error";
import type { PackageActivity, PackageLibrary, PackagesState } from "./package-library";
import { packagesChannel } from "./packages-changed";
import type { readPackageFile } from "./wheel-reader";

export interface PackageLibraryOptions {
  /** The database's name. @default "python-packages" */
  readonly database?: string;
  /** What can be fetched. @default of this version of Pyodide */
  readonly known?: KnownPackages;
  readonly patience?: Patience;
}

/** Between two changes of the shown progress. */
const showMs = 100;

/** Opens the library of Python packages. Where there can be none, its state says why. */
export function createPackageLibrary(options: PackageLibraryOptions = {}): PackageLibrary {
  const known = options.known ?? knownPackages;
  const listeners = new Set<() => void>();
  const channel = new BroadcastChannel(packagesChannel);
  const activities = new Map<string, PackageActivity>();
  const stops = new Map<string, AbortController>();
  let state: PackagesState = { kind: "opening" };
  let opening: Promise<PackageStore> | null = null;

  const setState = (next: PackagesState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const open = () => {
    opening ??= openPackageStore(options.database);
    // The next one who asks tries again.
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };
  async function refresh(): Promise<void> {
    try {
      const store = await open();
      const [stored, begun] = await Promise.all([store.list(), begunIn(store)]);
      setState({ kind: "open", stored, begun, activities: new Map(activities) });
    } catch (error) {
      setState({ kind: "unavailable", message: messageOf(error) });
    }
  }
  const changed = async () => {
    channel.postMessage(null);
    await refresh();
  };
  channel.onmessage = () => void refresh();

  const show = throttle(() => {
    if (state.kind === "open") setState({ ...state, activities: new Map(activities) });
  }, showMs);

  /** Fetches one file after the other, and tells how far all of them have come. */
  async function fetchAll(name: string, here: ReadonlySet<string>, signal: AbortSignal) {
    const store = await open();
    const stored = (await store.list()).map((item) => item.name);
    const files = planFetch(name, known, new Set([...here, ...stored]));
    const lengths = files.map(({ bytes }) => bytes);
    const speed = createSpeed();
    let before = 0;
    for (const [n, item] of files.entries()) {
      const tell = ({ bytes, loadedBytes, waiting }: FileProgress) => {
        lengths[n] = bytes;
        speed.add(before + loadedBytes, Date.now());
        activities.set(name, {
          kind: "fetching",
          file: item.file,
          loadedBytes: before + loadedBytes,
          totalBytes: sumOf(lengths),
          bytesPerSecond: speed.current(),
          waiting,
        });
        show();
      };
      await alone(item, signal, tell, async () => {
        // Somebody else may have fetched it meanwhile.
        const there = await store.get(item.name);
        lengths[n] = there?.bytes ?? item.bytes;
        if (there) return;
        await fetchPackage({
          store,
          item,
          wanted: name,
          signal,
          ...(options.patience && { patience: options.patience }),
          onProgress: tell,
        });
      });
      before += lengths[n] ?? 0;
      await changed();
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      if (state.kind === "opening") void refresh();
      return () => listeners.delete(listener);
    },
    find: (name) => known.find(name),
    names: known.names,
    plan(name, here) {
      const stored = state.kind === "open" ? state.stored.map((item) => item.name) : [];
      return planFetch(name, known, new Set([...here, ...stored]));
    },
    async askBytes(files, signal) {
      const lengths = await Promise.all(
        files.map(({ url, bytes }) => bytes ?? askBytes(url, signal)),
      );
      return lengths.reduce((sum, bytes) => sum + bytes, 0);
    },
    async fetch(name, here) {
      if (stops.has(name)) return;
      const stop = new AbortController();
      stops.set(name, stop);
      // Nobody waits for the answer: some browsers ask the person first.
      navigator.storage.persist().catch(() => {});
      activities.set(name, starting);
      show();
      try {
        await fetchAll(name, here, stop.signal);
        activities.delete(name);
      } catch (error) {
        if (stop.signal.aborted) activities.delete(name);
        else activities.set(name, { kind: "stopped", message: messageOf(error) });
      } finally {
        stops.delete(name);
        await changed();
      }
    },
    pause: (name) => stops.get(name)?.abort(),
    async discard(name) {
      const store = await open();
      for (const { sha256: hash, wanted } of await store.downloads()) {
        if (wanted === name) await store.deleteDownload(hash);
      }
      activities.delete(name);
      await changed();
    },
    async importFile(file) {
      const store = await open();
      const worker = new Worker(trustedScript(workerAddress), { type: "module", name: "wheels" });
      const failed = new Promise<never>((_, reject) => {
        worker.addEventListener("error", (event) => {
          event.preventDefault();
          reject(
            new PackageError("The part of this page that reads packages crashed. Reload the page."),
          );
        });
      });
      try {
        const { readPackageFile: read } = wrap<{ readPackageFile: typeof readPackageFile }>(worker);
        const reading: typeof readPackageFile = (...args) => Promise.race([read(...args), failed]);
        return await importPackage(file, { store, known, read: reading });
      } finally {
        worker.terminate();
        await changed();
      }
    },
    async remove(name) {
      await (await open()).delete(name);
      await changed();
    },
    async read(name) {
      const store = await open();
      const [item, blob] = await Promise.all([store.get(name), store.read(name)]);
      const bytes = await blob?.arrayBuffer().catch(() => null);
      if (item && bytes && (await sha256(bytes)) === item.sha256) return new Blob([bytes]);
      throw new PackageError(
        `What is stored of ${name} is damaged. Remove it, then fetch or import it again.`,
      );
    },
  };
}

const starting: PackageActivity = {
  kind: "fetching",
  file: "",
  loadedBytes: 0,
  totalBytes: null,
  bytesPerSecond: null,
  waiting: null,
};

/** Who fetches a file does so alone, in all tabs: the others wait, and then have it. */
async function alone(
  { sha256: hash, bytes }: PublishedPackage,
  signal: AbortSignal,
  tell: (progress: FileProgress) => void,
  work: () => Promise<void>,
): Promise<void> {
  const waiting = "The same file is being fetched already: this waits for it.";
  tell({ bytes, loadedBytes: 0, hashedBytes: 0, waiting });
  await navigator.locks.request(`python package ${hash}`, { signal }, work);
}

/** Bytes that came of downloads, by the package that was asked for. */
async function begunIn(store: PackageStore): Promise<ReadonlyMap<string, number>> {
  const begun = new Map<string, number>();
  for (const { sha256: hash, wanted } of await store.downloads()) {
    const pieces = await store.pieces.pieces(hash, 0);
    const came = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
    begun.set(wanted, (begun.get(wanted) ?? 0) + came);
  }
  return begun;
}

/** Null as long as one of them is not known. */
function sumOf(lengths: readonly (number | null)[]): number | null {
  return lengths.reduce<number | null>(
    (sum, bytes) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
}

function messageOf(error: unknown): string {
  if (isExplained(error)) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  return `Something went wrong that the app doesn't know (${detail}). Reload the page and try again.`;
}
