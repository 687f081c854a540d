import { proxy, wrap } from "comlink";
import workerAddress from "../../workers/models.ts?worker&url";
import { trustedScript } from "../trusted-types";
import { StoreUnavailableError } from "./errors";
import type { LibraryState, ModelLibrary } from "./library";
import type { Ending, ModelHost } from "./worker/model-host";
import { errorOf, problemOf } from "./worker/problems";

/** Opens the library of stored models. Where there can be none, its state says why. */
export function createModelLibrary(): ModelLibrary {
  const listeners = new Set<() => void>();
  let state: LibraryState = { kind: "opening" };
  const setState = (next: LibraryState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const link = startHost(setState);

  async function askForLastingStorage(): Promise<void> {
    await navigator.storage.persist();
    await link.ask((host) => host.refresh());
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async inspect(url, signal) {
      const { inspectAddress } = await import("./inspect/inspect-address");
      return inspectAddress(url, signal);
    },
    async download(model) {
      // Nobody waits for the answer: some browsers ask the person first.
      askForLastingStorage().catch(() => {});
      await link.end((host) => host.download(model));
    },
    async restart(id) {
      askForLastingStorage().catch(() => {});
      await link.end((host) => host.restart(id));
    },
    pause: (id) => void link.ask((host) => host.pause(id)).catch(() => {}),
    async delete(id) {
      await link.end((host) => host.delete(id));
    },
    async verify(id) {
      await link.end((host) => host.verify(id));
    },
    async importFile(file, signal) {
      signal.throwIfAborted();
      const stop = () => void link.ask((host) => host.stopImports()).catch(() => {});
      signal.addEventListener("abort", stop);
      try {
        return needed(await link.end((host) => host.importFile(file)));
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    async planConversion(input) {
      return needed(await link.end((host) => host.planConversion(input)));
    },
    async convert(input, format) {
      askForLastingStorage().catch(() => {});
      return needed(await link.end((host) => host.convert(input, format)));
    },
    async exportFile(id) {
      return needed(await link.end((host) => host.exportFile(id)));
    },
  };
}

/** For work whose result is wanted: that it was ended on purpose is no result. */
function needed<T>(result: T | null): T {
  if (result === null) throw new DOMException("Stopped.", "AbortError");
  return result;
}

type Host = ReturnType<typeof wrap<ModelHost>>;

/** The worker, which may die: what is asked of it fails then. */
interface HostLink {
  ask<T>(question: (host: Host) => Promise<T>): Promise<T>;
  /** @returns null when the work was ended on purpose */
  end<T>(work: (host: Host) => Promise<Ending<T>>): Promise<T | null>;
}

function startHost(setState: (state: LibraryState) => void): HostLink {
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      setState({ kind: "unavailable", problem: problemOf(error) });
      reject(error);
    };
  });
  failed.catch(() => {});
  const host = startWorker(setState, fail);
  const ask: HostLink["ask"] = (question) => Promise.race([question(host), failed]);
  return {
    ask,
    async end(work) {
      const ending = await ask(work);
      if (ending.kind === "failed") throw errorOf(ending.problem);
      return ending.kind === "done" ? ending.value : null;
    },
  };
}

function startWorker(setState: (state: LibraryState) => void, fail: (error: Error) => void): Host {
  const worker = new Worker(trustedScript(workerAddress), { type: "module", name: "models" });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    worker.terminate();
    fail(crashed(event.message));
  });
  const host = wrap<ModelHost>(worker);
  host.watch(proxy(setState)).catch(fail);
  return host;
}

function crashed(detail: string): StoreUnavailableError {
  return new StoreUnavailableError(
    `The part of this page that keeps the models crashed${detail ? ` (${detail})` : ""}. What is ` +
      "stored stays. Reload the page.",
  );
}
