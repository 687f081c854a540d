import { trustedScript } from "../trusted-types";
import { activationRequest, parseActivationReply } from "./messages";

export interface AppCopyState {
  /**
   * The app's own files in this browser, for use without a network. `none`: this place keeps none
   * (a development server, plain http, a private window of some browsers).
   */
  readonly copy: "none" | "storing" | "stored" | "failed";
  /** A newer version, stored and waiting. `other-tabs`: it can't be used while they are open. */
  readonly update: "none" | "ready" | "other-tabs" | "starting";
}

/** The copy of the app that this browser keeps, for the page. */
export interface AppCopy {
  getState(): AppCopyState;
  subscribe(listener: () => void): () => void;
  /** @param loaded on a first visit the copy waits for it: what the page itself loads comes first */
  start(loaded: Promise<unknown>): Promise<void>;
  /** Reloads this page into the newer version, unless other tabs still need the one before. */
  update(): Promise<void>;
}

/** @param script address of the service worker, which serves its own folder; null for no copy */
export function createAppCopy(script: string | null): AppCopy {
  // Absent in plain http, and in private windows of some browsers.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const listeners = new Set<() => void>();
  let state: AppCopyState = { copy: "none", update: "none" };
  let registration: ServiceWorkerRegistration | null = null;

  function set(change: Partial<AppCopyState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function look(found: ServiceWorkerRegistration): void {
    if (found.active) set({ copy: "stored" });
    if (found.active && found.waiting) set({ update: "ready" });
  }

  function watchInstalling(found: ServiceWorkerRegistration): void {
    const { installing } = found;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "redundant" && !found.active) set({ copy: "failed" });
      look(found);
    });
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start(loaded) {
      if (!workers || script === null) return;
      set({ copy: workers.controller ? "stored" : "storing" });
      if (!workers.controller) await loaded;
      try {
        const found = await workers.register(trustedScript(script));
        registration = found;
        found.addEventListener("updatefound", () => watchInstalling(found));
        watchInstalling(found);
        look(found);
      } catch {
        // Nothing is lost: with a network the app works as before.
        if (state.copy === "storing") set({ copy: "failed" });
      }
    },
    async update() {
      const waiting = registration?.waiting;
      if (!workers || !waiting) return;
      set({ update: "starting" });
      const refused = new AbortController();
      // Before it is asked: the change may come sooner than the answer.
      workers.addEventListener("controllerchange", () => location.reload(), refused);
      const { port1, port2 } = new MessageChannel();
      const answered = new Promise<unknown>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
      });
      waiting.postMessage(activationRequest, [port2]);
      if (parseActivationReply(await answered) === "activating") return;
      refused.abort();
      set({ update: "other-tabs" });
    },
  };
}
