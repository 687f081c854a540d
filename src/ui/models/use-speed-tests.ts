import { useSyncExternalStore } from "react";
import { runSpeedTest } from "../../models/speed-test/run-speed-test";
import { readGpuAdapter } from "./gpu-adapter";
import { nameOfDevice, speedMemory } from "./remembered-speeds";
import { createSpeedTests, type SpeedTests, type SpeedTestsState } from "./speed-tests";

let tests: SpeedTests | null = null;

/** This page's tests. The GPU is asked for its name when they are first wanted. */
export function speedTests(): SpeedTests {
  tests ??= createSpeedTests({
    run: runSpeedTest,
    device: readGpuAdapter().then((adapter) => adapter && nameOfDevice(adapter.name)),
    memory: speedMemory,
  });
  return tests;
}

export function useSpeedTests(): SpeedTestsState {
  const { subscribe, getState } = speedTests();
  return useSyncExternalStore(subscribe, getState);
}
