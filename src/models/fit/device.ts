import * as v from "valibot";
import { type GpuProbe, probeGpu } from "../../engine/wllama/gpu-probe";

/** What a device offers a local model, as far as the browser tells. */
export interface DeviceFacts {
  readonly gpu: GpuProbe;
  /** Logical processors. */
  readonly cores: number;
  /**
   * About how much memory the device has; null in Firefox and Safari. Browsers round it, and name
   * no more than some cap (8 GiB in older Chromium, 32 in newer): then it is at least that.
   */
  readonly memoryBytes: number | null;
  /** A phone or tablet: the system ends pages that take much memory. */
  readonly mobile: boolean;
  /** Cross-origin isolated; else an engine on the CPU has one thread. */
  readonly isolated: boolean;
}

/** Not in TypeScript's library: Chromium only. */
const extrasSchema = v.object({
  deviceMemory: v.optional(v.pipe(v.number(), v.gtValue(0))),
  userAgentData: v.optional(v.object({ mobile: v.boolean() })),
});

/** Works in pages and in workers. */
export async function readDevice(scope: Navigator = navigator): Promise<DeviceFacts> {
  const extras = v.safeParse(extrasSchema, scope);
  const { deviceMemory, userAgentData } = extras.success ? extras.output : {};
  return {
    gpu: await probeGpu(scope.gpu),
    cores: scope.hardwareConcurrency || 1,
    memoryBytes: deviceMemory === undefined ? null : deviceMemory * 2 ** 30,
    mobile: userAgentData?.mobile ?? /Android|iPhone|iPad|Mobile/.test(scope.userAgent),
    isolated: globalThis.crossOriginIsolated === true,
  };
}
