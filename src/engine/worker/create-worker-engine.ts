import { proxy, wrap } from "comlink";
import type { Engine, EngineInfo } from "../engine";
import type { DeviceChoice } from "../engine-source";
import { AbortedError, EngineError, EngineLostError, ModelLoadError } from "../errors";
import type { LoadProgress } from "../wllama/model-file";
import type { EngineHost, EngineHostParams } from "./engine-host";
import { createLastingEngine } from "./lasting-engine";
import { openEngineWorker } from "./open-engine-worker";
import { type Link, pageSequence } from "./page-sequence";
import { reviveError } from "./revive-error";
import { patience, type WatchParams, watchWorker } from "./worker-watch";

export interface WorkerEngineParams extends Omit<EngineHostParams, "fitDevice" | "device"> {
  /** @default "auto" */
  readonly device?: DeviceChoice;
  /** Length and number of samples are chosen by what this device can hold. @default false */
  readonly fitDevice?: boolean;
  /** Told while a model is fetched from an address, or checked where it is stored. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Told, in words for people, of what was done without being asked for; also later. */
  readonly onNotice?: (message: string) => void;
  /** Told when the engine's `info` is another one; null while a lost model is loaded again. */
  readonly onInfo?: (info: EngineInfo | null) => void;
  /** Ends the loading. */
  readonly signal?: AbortSignal;
}

/**
 * Starts the engine's worker, loads a model there, and gives an ordinary engine. When the worker
 * crashes or falls silent, the model is loaded again in another one, and the sequences go on from their
 * text.
 * @throws {@link ModelLoadError} {@link AbortedError}, and of a stored model a {@link ModelError}
 */
export async function createWorkerEngine(params: WorkerEngineParams): Promise<Engine> {
  const start = () => startWorker(params);
  const { onNotice = () => {}, onInfo = () => {} } = params;
  return createLastingEngine({ first: await start(), start, onNotice, onInfo });
}

async function startWorker(params: WorkerEngineParams): Promise<Engine> {
  const { onProgress = () => {}, onNotice = () => {}, onInfo = () => {}, ...others } = params;
  const { signal, ...hostParams } = others;
  if (signal?.aborted) throw new AbortedError("Stopped.");
  const worker = openEngineWorker();
  const host = wrap<EngineHost>(worker);
  let info: EngineInfo | null = null;
  const link = createLink(worker, {
    ping: () => host.steps(),
    patience: () => (info ? patience[info.backend === "webgpu" ? "gpu" : "cpu"] : patience.loading),
  });
  const stop = () => link.end(new AbortedError("Stopped."));
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const model = absolute(hostParams.model);
    const defaults = { device: "auto", fitDevice: false } as const;
    const onNewInfo = (changed: EngineInfo) => {
      info = changed;
      onInfo(changed);
    };
    const listeners = [proxy(onProgress), proxy(onNotice), proxy(onNewInfo)] as const;
    const loaded = await link.ask(host.load({ ...defaults, ...hostParams, model }, ...listeners));
    info ??= loaded;
    return {
      get info() {
        return info ?? loaded;
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
    if (!(error instanceof EngineLostError)) throw error;
    throw new ModelLoadError(`${error.message} Try again, or choose a smaller model.`, {
      cause: error,
    });
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** A worker has no document: its relative addresses would start at its own script. */
function absolute(model: EngineHostParams["model"]): EngineHostParams["model"] {
  return typeof model === "string" ? new URL(model, document.baseURI).href : model;
}

function createLink(worker: Worker, watched: Pick<WatchParams, "ping" | "patience">): Link {
  let fail: (error: EngineError) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    fail = reject;
  });
  ended.catch(() => {});
  const watch = watchWorker({
    ...watched,
    onSilent: () => end(new EngineLostError("The model stopped answering.")),
  });
  const end = (error: EngineError) => {
    watch.stop();
    worker.terminate();
    fail(error);
  };
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end(
      new EngineLostError(
        `The engine's worker crashed${event.message ? ` (${event.message})` : ""}.`,
      ),
    );
  });
  return {
    async ask(answer) {
      watch.begin();
      try {
        return await Promise.race([answer, ended]);
      } catch (error) {
        throw reviveError(error);
      } finally {
        watch.end();
      }
    },
    end,
  };
}
