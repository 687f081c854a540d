import { adapterName, lacksF16 } from "../request-adapter";
import type { LibraryEntry } from "./library-index";

/** The limits that libraries and models of ours ask for. */
const limitNames = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupStorageSize",
] as const;

export type GpuLimits = Readonly<Record<(typeof limitNames)[number], number>>;

/** A GPU as WebGPU describes it. */
export interface AdapterFacts {
  readonly name: string;
  readonly vendor: string;
  readonly shaderF16: boolean;
  readonly limits: GpuLimits;
}

export function readAdapter(adapter: GPUAdapter): AdapterFacts {
  const { info, limits, features } = adapter;
  return {
    name: adapterName(info),
    vendor: info.vendor,
    shaderF16: features.has("shader-f16"),
    limits: limitsOf(limits),
  };
}

function limitsOf(limits: GPUSupportedLimits): GpuLimits {
  return {
    maxBufferSize: limits.maxBufferSize,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
  };
}

/** A device with all that the adapter has of what we use. */
export function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  return adapter.requestDevice({
    requiredFeatures: adapter.features.has("shader-f16") ? ["shader-f16"] : [],
    requiredLimits: { ...limitsOf(adapter.limits) },
  });
}

/**
 * Why a library can't run on a GPU, in words that follow “because”; null when it can.
 * @param largestTensor bytes
 */
export function lacking(
  { needs }: Pick<LibraryEntry, "needs">,
  largestTensor: number,
  { limits, shaderF16, name }: AdapterFacts,
): string | null {
  if (needs.shaderF16 && !shaderF16) return lacksF16(name);
  const { shaderF16: _, ...numbers } = needs;
  for (const limit of limitNames) {
    const wanted = limit in numbers ? numbers[limit as keyof typeof numbers] : largestTensor;
    if (wanted > limits[limit]) {
      return `the GPU (${name}) allows a ${limit} of ${limits[limit]}, and ${wanted} are needed`;
    }
  }
  return null;
}
