import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import type { Engine, EngineInfo, GenerateEvent, Sequence } from "../engine";
import type { DeviceChoice } from "../engine-source";
import { AbortedError, EngineError } from "../errors";
import { createEventQueue } from "../event-queue";
import type { LoadProgress } from "../wllama/model-file";
import type { EngineHost, EngineHostParams, HostSequence } from "./engine-host";
import type { ModelPlace } from "./open-model";
import { reviveError } from "./revive-error";

export interface WorkerEngineParams
  extends Omit<EngineHostParams, "libraries" | "fitDevice" | "device"> {
  /** @default "auto" */
  readonly device?: DeviceChoice;
  /** Length and number of samples are chosen by what this device can hold. @default false */
  readonly fitDevice?: boolean;
  /** Told while a model is fetched from an address, or checked where it is stored. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Told, in words for people, of what was done without being asked for; also later. */
  readonly onNotice?: (message: string) => void;
  /** Told when the engine's `info` is another one: what runs has changed. */
  readonly onInfo?: (info: EngineInfo) => void;
  /** Ends the loading. */
  readonly signal?: AbortSignal;
}

/**
 * Starts the engine's worker, loads a model there, and gives an ordinary engine.
 * @throws {@link ModelLoadError} {@link AbortedError}, and of a stored model a {@link ModelError}
 */
export async function createWorkerEngine(params: WorkerEngineParams): Promise<Engine> {
  const { onProgress = () => {}, onNotice = () => {}, onInfo = () => {}, ...others } = params;
  const { signal, ...hostParams } = others;
  if (signal?.aborted) throw new AbortedError("Stopped.");
  const worker = new Worker(new URL("../../../workers/engine.ts", import.meta.url), {
    type: "module",
    name: "engine",
  });
  const link = createLink(worker);
  const host = wrap<EngineHost>(worker);
  const stop = () => link.end(new AbortedError("Stopped."));
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const model = absolute(hostParams.model);
    const defaults = { device: "auto", fitDevice: false, libraries: librariesAddress() } as const;
    const onNewInfo = (changed: EngineInfo) => {
      info = changed;
      onInfo(changed);
    };
    const listeners = [proxy(onProgress), proxy(onNotice), proxy(onNewInfo)] as const;
    let info = await link.ask(host.load({ ...defaults, ...hostParams, model }, ...listeners));
    return {
      get info() {
        return info;
      },
      async open(prompt, sampling) {
        return pageSequence(await link.ask(host.open(prompt, sampling)), link);
      },
      async unload() {
        // The worker's own workers end with it.
        link.end(new EngineError("The model was unloaded."));
      },
    };
  } catch (error) {
    link.end(new EngineError("The model was not loaded."));
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** Where the GPU engine's libraries lie, beside the page; ends in `/`. */
export function librariesAddress(): string {
  return new URL(`${import.meta.env.BASE_URL}model-libraries/`, document.baseURI).href;
}

/** A worker has no document: its relative addresses would start at its own script. */
function absolute(model: ModelPlace): ModelPlace {
  return typeof model === "string" ? new URL(model, document.baseURI).href : model;
}

/** A worker that may die: everything asked of it fails then. */
interface Link {
  /** The answer, or the reason why none will come. Errors come as their own classes. */
  ask<T>(answer: Promise<T>): Promise<T>;
  end(error: EngineError): void;
}

function createLink(worker: Worker): Link {
  let fail: (error: EngineError) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    fail = reject;
  });
  ended.catch(() => {});
  const end = (error: EngineError) => {
    worker.terminate();
    fail(error);
  };
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end(
      new EngineError(
        `The engine's worker crashed${event.message ? ` (${event.message})` : ""}. Reload the page.`,
      ),
    );
  });
  return {
    async ask(answer) {
      try {
        return await Promise.race([answer, ended]);
      } catch (error) {
        throw reviveError(error);
      }
    },
    end,
  };
}

function pageSequence(remote: Remote<HostSequence>, link: Link): Sequence {
  return {
    async *generate({ signal, ...options }) {
      if (signal.aborted) throw new AbortedError("Stopped.");
      const queue = createEventQueue<GenerateEvent>();
      const abort = () => void link.ask(remote.abort()).catch(() => {});
      signal.addEventListener("abort", abort, { once: true });
      const onEvents = proxy((events: GenerateEvent[]) => queue.push(...events));
      let ended = false;
      const done = link.ask(remote.generate(options, onEvents)).then(
        () => queue.end(),
        (error: unknown) => queue.fail(error),
      );
      done.finally(() => {
        ended = true;
      });
      try {
        yield* queue;
      } finally {
        signal.removeEventListener("abort", abort);
        if (!ended) {
          // The reader left early: the next call must find the sequence at rest.
          abort();
          await done;
        }
      }
    },
    append: (text) => link.ask(remote.append(text)),
    async close() {
      await link.ask(remote.close());
      remote[releaseProxy]();
    },
  };
}
