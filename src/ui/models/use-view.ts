import { useSyncExternalStore } from "react";

export const storageHash = "#storage";
export const solveHash = "#solve";
export const historyHash = "#history";
export const packagesHash = "#packages";

/** Which screen the address asks for. */
export type View =
  | { readonly name: "solve" }
  | { readonly name: "storage" }
  | { readonly name: "history" }
  | { readonly name: "packages" }
  /** One run of the history. */
  | { readonly name: "run"; readonly id: string };

/** The address of a run's screen. */
export function runHash(id: string): string {
  return `${historyHash}=${id}`;
}

export function readView(hash: string): View {
  if (hash === storageHash) return { name: "storage" };
  if (hash === packagesHash) return { name: "packages" };
  if (hash === historyHash) return { name: "history" };
  if (hash.startsWith(`${historyHash}=`)) {
    return { name: "run", id: hash.slice(historyHash.length + 1) };
  }
  return { name: "solve" };
}

export function useView(): View {
  return readView(useSyncExternalStore(subscribe, () => window.location.hash));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
