/**
 * The GPU that all our engines take, or why there is none, in words that follow “because”.
 */
export async function requestAdapter(
  gpu: GPU | undefined = navigator.gpu,
): Promise<GPUAdapter | { readonly reason: string }> {
  if (!gpu) return { reason: "this browser has no WebGPU" };
  const adapter = await gpu
    .requestAdapter({ powerPreference: "high-performance" })
    .catch(() => null);
  return adapter ?? { reason: "the browser offers no WebGPU adapter" };
}

/** What people call it, as far as the browser tells. */
export function adapterName({ description, vendor, architecture }: GPUAdapterInfo): string {
  return description || [vendor, architecture].filter(Boolean).join(" ") || "unnamed GPU";
}

/** Why kernels that compute in 16 bits can't run, in words that follow “because”. */
export function lacksF16(name: string): string {
  return `the GPU (${name}) lacks 16-bit arithmetic in shaders (shader-f16)`;
}
