/** How a kernel uses a buffer. */
export type BindingKind = "read" | "write" | "uniform";

/**
 * A compute shader for fixed shapes and types. Pure text: a pipeline is made of it elsewhere, so that it
 * can be tested on any device, and counted without one.
 */
export interface Kernel {
  /** For errors and timings; names the shapes and variants that the text depends on. */
  readonly name: string;
  /** WGSL with one entry point, `main`; its bindings lie in group 0, numbered as in `bindings`. */
  readonly code: string;
  readonly bindings: readonly BindingKind[];
}

export type Workgroups = readonly [x: number, y: number, z: number];

/** What the shader texts may use of a device. */
export interface ShaderFeatures {
  /** `enable f16;` */
  readonly f16: boolean;
  /** `enable subgroups;` The texts must be right for every subgroup size. */
  readonly subgroups: boolean;
  /** The size of all subgroups, where the device has only one (`subgroupMinSize` is `subgroupMaxSize`). */
  readonly subgroupSize?: number;
}

/** The bind group layout and pipeline of a kernel. */
export interface Pipeline {
  readonly kernel: Kernel;
  readonly layout: GPUBindGroupLayout;
  readonly pipeline: GPUComputePipeline;
}

const bufferTypes: Record<BindingKind, GPUBufferBindingType> = {
  read: "read-only-storage",
  write: "storage",
  uniform: "uniform",
};

/**
 * @throws GPUPipelineError when the device refuses the shader
 */
export async function createPipeline(device: GPUDevice, kernel: Kernel): Promise<Pipeline> {
  const { name: label, code, bindings } = kernel;
  const layout = device.createBindGroupLayout({
    label,
    entries: bindings.map((kind, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: bufferTypes[kind] },
    })),
  });
  const pipeline = await device.createComputePipelineAsync({
    label,
    layout: device.createPipelineLayout({ label, bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label, code }), entryPoint: "main" },
  });
  return { kernel, layout, pipeline };
}
