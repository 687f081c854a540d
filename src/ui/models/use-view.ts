import { useSyncExternalStore } from "react";

export const storageHash = "#storage";
export const solveHash = "#solve";

/** Which screen the address asks for. */
export type View = "solve" | "storage";

export function useView(): View {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

function read(): View {
  return window.location.hash === storageHash ? "storage" : "solve";
}
