import type { DeviceFacts } from "./device";
import { largeGpuMemory, memoryToSpare } from "./judge";

/** What GPUs have; nearly all have the first. A model is given the smallest that suffices for it. */
const steps: readonly number[] = [4, 6, 8, 12].map((gibibytes) => gibibytes * 2 ** 30);

/**
 * Bytes of a GPU's memory that a model may take, to be tried in this order. No browser tells how much
 * there is, so a model takes no more than it needs: NVIDIA's GPUs have memory of their own, those of
 * others may take the device's.
 */
export function gpuBudgets(vendor: string, device: DeviceFacts): readonly number[] {
  const most = /nvidia/i.test(vendor) ? largeGpuMemory : memoryToSpare(device);
  return [...steps.filter((step) => step < most), most];
}
