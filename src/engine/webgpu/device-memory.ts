import { GpuMemoryError } from "./errors";

/**
 * Does something that makes buffers, and sees to it that the device had the memory for all of them.
 * Without error scopes a browser may end the whole device for want of memory, and much later.
 * @throws {@link GpuMemoryError}, and what `make` throws
 */
export async function withMemory<T>(device: GPUDevice, make: () => T | Promise<T>): Promise<T> {
  device.pushErrorScope("out-of-memory");
  // Too large a buffer is no want of memory to WebGPU, but means the same here.
  device.pushErrorScope("validation");
  let made: T;
  try {
    made = await make();
  } catch (error) {
    await Promise.all([device.popErrorScope(), device.popErrorScope()]);
    throw error;
  }
  const [invalid, lacking] = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
  const error = lacking ?? invalid;
  if (!error) return made;
  throw new GpuMemoryError(
    `The GPU's memory does not suffice (${error.message}). Choose a smaller model, or fewer samples.`,
  );
}
