import * as v from "valibot";
import { type DeviceChoice, type EngineSource, isLocal } from "../../engine/engine-source";

const key = "math-solver.device";
const schema = v.picklist(["auto", "gpu", "cpu"]);

/** Where models are to run, as the person chose last. */
export function readDeviceChoice(): DeviceChoice {
  try {
    const stored = v.safeParse(schema, localStorage.getItem(key));
    return stored.success ? stored.output : "auto";
  } catch {
    // A browser that blocks it remembers nothing.
    return "auto";
  }
}

export function writeDeviceChoice(device: DeviceChoice): void {
  try {
    localStorage.setItem(key, device);
  } catch {
    // It holds until the next model then.
  }
}

/** A model of this device with the remembered choice. */
export function onChosenDevice(source: EngineSource): EngineSource {
  return isLocal(source) ? { device: readDeviceChoice(), ...source } : source;
}
