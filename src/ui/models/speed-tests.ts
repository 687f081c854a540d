import type { DeviceSpeed } from "../../models/fit/device-speed";
import { keyOfTested, type TestedModel } from "../../models/speed-test/tested-model";
import type { SpeedMemory } from "./remembered-speeds";

/** How the test of a model stands. */
export interface SpeedTestsState {
  /** Done so far, from 0 to 1. One model at a time: two would slow each other down. */
  readonly running: { readonly model: string; readonly share: number } | null;
  /** Why the last test ended early. */
  readonly failed: { readonly model: string; readonly error: unknown } | null;
  /** What this device did, by `keyOfTested`. */
  readonly speeds: ReadonlyMap<string, DeviceSpeed>;
}

/** Tests of models on this device, and what came out. */
export interface SpeedTests {
  subscribe(listener: () => void): () => void;
  getState(): SpeedTestsState;
  /** Ends the one before. */
  start(model: TestedModel): void;
  cancel(): void;
}

export interface SpeedTestsParams {
  run(
    model: TestedModel,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<DeviceSpeed>;
  /** By `nameOfDevice`; null where there is no GPU. */
  readonly device: Promise<string | null>;
  readonly memory: SpeedMemory;
}

export function createSpeedTests({ run, device, memory }: SpeedTestsParams): SpeedTests {
  let state: SpeedTestsState = { running: null, failed: null, speeds: new Map() };
  let abort = new AbortController();
  const listeners = new Set<() => void>();
  const update = (changes: Partial<SpeedTestsState>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };
  const known = (speeds: readonly (readonly [string, DeviceSpeed])[]) =>
    update({ speeds: new Map([...state.speeds, ...speeds]) });
  const cancel = () => {
    abort.abort();
    if (state.running) update({ running: null });
  };

  const test = async (model: TestedModel, signal: AbortSignal) => {
    const key = keyOfTested(model);
    const tell = (changes: Partial<SpeedTestsState>) => {
      if (!signal.aborted) update(changes);
    };
    tell({ running: { model: key, share: 0 }, failed: null });
    try {
      const speed = await run(model, (share) => tell({ running: { model: key, share } }), signal);
      const name = await device;
      if (signal.aborted) return;
      known([[key, speed]]);
      if (name !== null) memory.add({ device: name, model: key, speed });
      tell({ running: null });
    } catch (error) {
      tell({ running: null, failed: { model: key, error } });
    }
  };

  device.then(
    (name) =>
      known(
        memory
          .read()
          .flatMap((one) => (one.device === name ? [[one.model, one.speed] as const] : [])),
      ),
    () => {},
  );
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getState: () => state,
    start(model) {
      cancel();
      abort = new AbortController();
      void test(model, abort.signal);
    },
    cancel,
  };
}
