import { GpuMemoryError } from "./errors";
import { type KvPlan, smallerPlan } from "./plan-memory";

export interface Opened<T> {
  readonly device: T;
  /** What there was memory for. */
  readonly plan: KvPlan;
}

/**
 * Opens a device with the KV of a plan, or with half of it and half again where the GPU lacks memory.
 * @param onLess told each time
 * @throws what `open` throws; {@link GpuMemoryError} when the least is too much
 */
export async function openWithLess<T>(
  wanted: KvPlan,
  open: (plan: KvPlan) => Promise<T>,
  onLess: () => void = () => {},
): Promise<Opened<T>> {
  let plan = wanted;
  for (;;) {
    try {
      return { device: await open(plan), plan };
    } catch (error) {
      const smaller = error instanceof GpuMemoryError ? smallerPlan(plan, 0) : plan;
      if (smaller.pages === plan.pages) throw error;
      plan = smaller;
      onLess();
    }
  }
}
