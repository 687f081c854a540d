import type { DeviceFacts } from "./device";
import { commonGpuMemory, largeGpuMemory, memoryToSpare } from "./judge";

/**
 * Bytes of a GPU's memory that a model may take, to be tried in this order. No browser tells how much
 * there is: NVIDIA's GPUs have their own, those of others may take the device's.
 */
export function gpuBudgets(vendor: string, device: DeviceFacts): readonly number[] {
  if (/nvidia/i.test(vendor)) return [commonGpuMemory, largeGpuMemory];
  return [memoryToSpare(device)];
}
