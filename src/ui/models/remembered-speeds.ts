import * as v from "valibot";
import { type DeviceSpeed, deviceSpeedSchema } from "../../models/fit/device-speed";
import { keyOfTested, type TestedModel } from "../../models/speed-test/tested-model";

const storageKey = "math-solver.speeds";

/** Raised when the engine is so much faster or slower that it must be measured anew. */
const kernels = 1;

const rememberedSchema = v.object({
  kernels: v.literal(kernels),
  /** GPU and browser, by `nameOfDevice`. */
  device: v.string(),
  /** By `keyOfTested`. */
  model: v.string(),
  speed: deviceSpeedSchema,
});

type Remembered = v.InferOutput<typeof rememberedSchema>;
export type RememberedSpeed = Omit<Remembered, "kernels">;

/** More are of devices and browsers that are long gone. */
const most = 40;

/** Where results are kept. */
export interface SpeedMemory {
  /** The latest first. */
  read(): readonly RememberedSpeed[];
  /** Takes the place of the one of the same device and model. */
  add(result: RememberedSpeed): void;
}

/** In `localStorage`; a browser that blocks it remembers nothing. */
export const speedMemory: SpeedMemory = {
  read,
  add(result) {
    const others = read().filter(
      ({ device, model }) => device !== result.device || model !== result.model,
    );
    const kept = [result, ...others].slice(0, most).map((one) => ({ kernels, ...one }));
    try {
      localStorage.setItem(storageKey, JSON.stringify(kept));
    } catch {
      // It is known until the page is left.
    }
  },
};

function read(): readonly RememberedSpeed[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((one) => {
      const { success, output } = v.safeParse(rememberedSchema, one);
      return success ? [{ device: output.device, model: output.model, speed: output.speed }] : [];
    });
  } catch {
    return [];
  }
}

/**
 * The GPU and the browser that a result holds for: others are faster or slower.
 * @param gpu by `adapterName`
 */
export function nameOfDevice(gpu: string, userAgent = navigator.userAgent): string {
  return `${gpu}, ${userAgent}`;
}

/** What a model did on a GPU in this browser; null when it was not tested. */
export function rememberedSpeed(
  gpu: string,
  model: TestedModel,
  memory: SpeedMemory = speedMemory,
): DeviceSpeed | null {
  const [device, key] = [nameOfDevice(gpu), keyOfTested(model)];
  return memory.read().find((one) => one.device === device && one.model === key)?.speed ?? null;
}
