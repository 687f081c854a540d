import { adapterName, lacksF16, requestAdapter } from "../request-adapter";

/** What WebGPU offers here: a GPU, with a name for people, or why it can't be used. */
export type GpuProbe =
  | {
      readonly usable: true;
      readonly name: string;
      readonly vendor: string;
      /** Bytes of one buffer, and of what a shader can reach of it at once. */
      readonly maxBufferBytes: number;
      readonly maxBindingBytes: number;
    }
  | { readonly usable: false; readonly reason: string };

/**
 * Asks for the adapter that llama.cpp would take and checks what its shaders need. The library
 * itself falls back to the CPU without a word when `shader-f16` is missing.
 */
export async function probeGpu(gpu: GPU | undefined = navigator.gpu): Promise<GpuProbe> {
  const adapter = await requestAdapter(gpu);
  if ("reason" in adapter) return { usable: false, ...adapter };
  const name = adapterName(adapter.info);
  if (!adapter.features.has("shader-f16")) {
    return { usable: false, reason: lacksF16(name) };
  }
  return {
    usable: true,
    name,
    vendor: adapter.info.vendor,
    maxBufferBytes: adapter.limits.maxBufferSize,
    maxBindingBytes: adapter.limits.maxStorageBufferBindingSize,
  };
}
