import type { DeviceFacts } from "./device";
import { commonGpuMemory, largeGpuMemory, memoryToSpare } from "./judge";

/** What GPUs have: a model is given the smallest of these that suffices for it. */
const steps: readonly number[] = [2, 3, 4, 6, 8, 12, 16].map((gibibytes) => gibibytes * 2 ** 30);

/**
 * Bytes of a GPU's memory that a model may take, to be tried in this order. No browser tells how much
 * there is: NVIDIA's GPUs have their own, those of others may take the device's.
 */
export function gpuBudgets(vendor: string, device: DeviceFacts): readonly number[] {
  if (/nvidia/i.test(vendor)) return [commonGpuMemory, largeGpuMemory];
  return [memoryToSpare(device)];
}

/**
 * The same in steps: a model takes no more of a memory that nobody knows than it needs. Nearly all GPUs
 * have the first one, unless the device itself has less.
 */
export function gpuBudgetSteps(vendor: string, device: DeviceFacts): readonly number[] {
  const most = /nvidia/i.test(vendor) ? largeGpuMemory : memoryToSpare(device);
  const fitting = steps.filter((step) => step <= most);
  const common = fitting.filter((step) => step >= commonGpuMemory);
  return common.length > 0 ? common : fitting.slice(-1);
}
