import { useEffect, useState, useSyncExternalStore } from "react";
import type { PackageLibrary, PackagesState } from "../../python/packages/package-library";
import { perhapsBuiltIn } from "./offers";

export function usePackages(library: PackageLibrary): PackagesState {
  return useSyncExternalStore(library.subscribe, library.getState);
}

/** Names of those packages of Pyodide's distribution that this app's own site has. */
export function useOwnPackages(): ReadonlySet<string> {
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const stop = new AbortController();
    const asked = perhapsBuiltIn.map(async ({ name, file }) =>
      (await isThere(`assets-setup/wheels/${file}`, stop.signal)) ? [name] : [],
    );
    Promise.all(asked).then(
      (names) => setOwn(new Set(names.flat())),
      () => {},
    );
    return () => stop.abort();
  }, []);
  return own;
}

/** Reads no more than the answer's beginning. Some hosts answer with a page for what they don't have. */
async function isThere(path: string, signal: AbortSignal): Promise<boolean> {
  const reading = new AbortController();
  try {
    const url = new URL(`${import.meta.env.BASE_URL}${path}`, document.baseURI);
    const response = await fetch(url, { signal: AbortSignal.any([signal, reading.signal]) });
    const type = response.headers.get("Content-Type") ?? "";
    return response.ok && !type.startsWith("text/html");
  } catch {
    return false;
  } finally {
    reading.abort();
  }
}
