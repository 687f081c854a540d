import { adapterName, requestAdapter } from "../request-adapter";
import { GpuUnsuitableError } from "./errors";
import type { ShaderFeatures } from "./kernel";

/** The limits that the engine asks of a device: all that the adapter has of them. */
const limitNames = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupStorageSize",
] as const;

export type GpuLimits = Readonly<Record<(typeof limitNames)[number], number>>;

/** A GPU as WebGPU describes it. */
export interface AdapterFacts {
  readonly name: string;
  readonly vendor: string;
  readonly limits: GpuLimits;
}

/** Features that the kernels use where they are there. */
const featureNames = ["shader-f16", "subgroups", "timestamp-query"] as const;

/**
 * The browser's GPU, or that of another WebGPU.
 * @throws {@link GpuUnsuitableError} where there is none
 */
export async function openAdapter(gpu: GPU | undefined): Promise<GPUAdapter> {
  const adapter = await requestAdapter(gpu);
  if ("reason" in adapter) throw new GpuUnsuitableError(adapter.reason);
  return adapter;
}

export function readAdapter({ info, limits }: GPUAdapter): AdapterFacts {
  return { name: adapterName(info), vendor: info.vendor, limits: limitsOf(limits) };
}

function limitsOf(limits: GPUSupportedLimits): GpuLimits {
  return {
    maxBufferSize: limits.maxBufferSize,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
  };
}

/** A device with all that the adapter has of what we use. */
export function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  return adapter.requestDevice({
    requiredFeatures: featureNames.filter((name) => adapter.features.has(name)),
    requiredLimits: { ...limitsOf(adapter.limits) },
  });
}

/** What the shaders may use of a device. */
export function featuresOf({ features, adapterInfo }: GPUDevice): ShaderFeatures {
  // Browsers that are a little older don't tell.
  const { subgroupMinSize: least = 0, subgroupMaxSize: most = 0 } = adapterInfo ?? {};
  return {
    f16: features.has("shader-f16"),
    subgroups: features.has("subgroups"),
    ...(features.has("subgroups") && least > 0 && least === most ? { subgroupSize: most } : {}),
  };
}
