import type { EngineError } from "../errors";
import { GpuLostError, GpuMemoryError } from "./errors";

/** What a device refused to do outside of all error scopes: such an error comes late, and to nobody. */
export interface DeviceFaults {
  /** The first one. What the device computed since is not to be trusted. */
  readonly error: EngineError | null;
}

export function watchFaults(device: Pick<GPUDevice, "addEventListener">): DeviceFaults {
  let first: EngineError | null = null;
  device.addEventListener("uncapturederror", (event) => {
    // Nobody else needs to hear of it: every pass from now on fails with it.
    event.preventDefault();
    first ??= describe(event.error);
  });
  return {
    get error() {
      return first;
    },
  };
}

function describe(error: GPUError): EngineError {
  const { message } = error;
  if (error instanceof GPUOutOfMemoryError) {
    return new GpuMemoryError(
      `The GPU ran out of memory (${message}). Choose a smaller model, or fewer samples.`,
    );
  }
  // What follows is what follows a loss: another device, and at last the CPU.
  return new GpuLostError(`The GPU refused a step of the model (${message}).`);
}
