import { type ProxyMarked, proxy } from "comlink";
import type {
  Engine,
  EngineInfo,
  GenerateEvent,
  GenerateOptions,
  Sampling,
  Sequence,
} from "../engine";
import { EngineError } from "../errors";
import type { LoadProgress } from "../wllama/model-file";
import { type LocalParams, loadLocal } from "./load-local";
import { type ModelPlace, openModel } from "./open-model";

export interface EngineHostParams extends LocalParams {
  readonly model: ModelPlace;
}

/** What crosses to the page of a `generate`: options without the signal. */
export type HostGenerateOptions = Omit<GenerateOptions, "signal">;

export interface HostSequence {
  /** Resolves when all events are delivered. */
  generate(
    options: HostGenerateOptions,
    onEvents: (events: GenerateEvent[]) => unknown,
  ): Promise<void>;
  abort(): void;
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The engine as its worker offers it. */
export interface EngineHost {
  load(
    params: EngineHostParams,
    onProgress: (progress: LoadProgress) => unknown,
    onNotice: (message: string) => unknown,
    onInfo: (info: EngineInfo) => unknown,
  ): Promise<EngineInfo>;
  open(prompt: string, sampling: Sampling): Promise<HostSequence & ProxyMarked>;
  unload(): Promise<void>;
  /** How many steps were done so far: whoever answers lives, and whoever counts on gets ahead. */
  steps(): number;
}

/** Milliseconds in which events are gathered: a message for each token would busy the page. */
const gathering = 30;

export function createEngineHost(): EngineHost {
  let engine: Engine | null = null;
  let steps = 0;
  const onStep = () => {
    steps += 1;
  };
  return {
    async load({ model, ...params }, tellProgress, onNotice, onInfo) {
      const onProgress = (progress: LoadProgress) => {
        onStep();
        tellProgress(progress);
      };
      const files = await openModel(model, onProgress);
      engine = await loadLocal(files, params, { onProgress, onNotice, onInfo, onStep });
      return engine.info;
    },
    async open(prompt, sampling) {
      if (!engine) throw new EngineError("The engine has no model yet.");
      return proxy(hostSequence(await engine.open(prompt, sampling)));
    },
    async unload() {
      await engine?.unload();
    },
    steps: () => steps,
  };
}

function hostSequence(sequence: Sequence): HostSequence {
  let abort = new AbortController();
  return {
    async generate(options, onEvents) {
      abort = new AbortController();
      let gathered: GenerateEvent[] = [];
      let sending = Promise.resolve();
      let timer: ReturnType<typeof setTimeout> | null = null;
      const send = () => {
        timer = null;
        const events = gathered;
        gathered = [];
        if (events.length > 0) {
          sending = sending.then(async () => {
            await onEvents(events);
          });
        }
      };
      try {
        const { signal } = abort;
        for await (const event of sequence.generate({ ...options, signal })) {
          gathered.push(event);
          timer ??= setTimeout(send, gathering);
        }
      } finally {
        if (timer !== null) clearTimeout(timer);
        send();
        // Awaited: events and this call's result travel on different ports, in no order.
        await sending;
      }
    },
    abort: () => abort.abort(),
    append: (text) => sequence.append(text),
    close: () => sequence.close(),
  };
}
