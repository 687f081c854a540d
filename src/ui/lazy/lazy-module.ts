import { useEffect, useSyncExternalStore } from "react";

export type LazyState<T> =
  | { readonly kind: "waiting" }
  | { readonly kind: "ready"; readonly module: T }
  /** It could not be fetched. */
  | { readonly kind: "failed" };

/** A part of the app that is fetched when it is needed. */
export interface LazyModule<T> {
  /** Fetches it, unless that was done; after a failure once more. Never rejects. */
  load(): Promise<void>;
  read(): LazyState<T>;
  subscribe(listener: () => void): () => void;
}

export function lazyModule<T>(fetchModule: () => Promise<T>): LazyModule<T> {
  let state: LazyState<T> = { kind: "waiting" };
  let loading: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  const become = (next: LazyState<T>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    load() {
      loading ??= fetchModule().then(
        (module) => become({ kind: "ready", module }),
        () => {
          loading = null;
          become({ kind: "failed" });
        },
      );
      return loading;
    },
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * For a component that needs it: fetches it, and draws the component again when it is there. Unlike
 * with React's `lazy`, what is there already is drawn at once, without a moment of something else.
 */
export function useLazyModule<T>(lazy: LazyModule<T>): LazyState<T> {
  useEffect(() => {
    void lazy.load();
  }, [lazy]);
  return useSyncExternalStore(lazy.subscribe, lazy.read);
}
