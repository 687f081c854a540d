import { createPipeline, type Kernel, type Pipeline, type Workgroups } from "./kernel";
import type { Splits } from "./splits";

/** What differs between passes of the same kind. */
export interface PassSizes {
  readonly rows: number;
  readonly sequences: number;
  readonly draws: number;
  readonly splits: Splits;
}

/** One kernel of a pass. */
export interface Dispatch {
  readonly kernel: Kernel;
  /** In the order of the kernel's bindings. */
  readonly buffers: readonly GPUBuffer[];
  workgroups(sizes: PassSizes): Workgroups;
}

/** Kernels whose pipelines and bind groups are made, to be encoded again and again. */
export interface Recording {
  readonly dispatches: readonly Dispatch[];
  encode(pass: GPUComputePassEncoder, sizes: PassSizes): void;
}

/** Makes each pipeline once, whatever asks for it. */
export interface PipelineCache {
  get(kernel: Kernel): Promise<Pipeline>;
  readonly size: number;
}

export function createPipelineCache(device: GPUDevice): PipelineCache {
  const pipelines = new Map<string, Promise<Pipeline>>();
  return {
    get(kernel) {
      const known = pipelines.get(kernel.code);
      if (known) return known;
      const made = createPipeline(device, kernel);
      pipelines.set(kernel.code, made);
      return made;
    },
    get size() {
      return pipelines.size;
    },
  };
}

/**
 * @throws GPUPipelineError when the device refuses a shader
 */
export async function record(
  device: GPUDevice,
  pipelines: PipelineCache,
  dispatches: readonly Dispatch[],
): Promise<Recording> {
  const steps = await Promise.all(
    dispatches.map(async ({ kernel, buffers, workgroups }) => {
      const { pipeline, layout } = await pipelines.get(kernel);
      const group = device.createBindGroup({
        label: kernel.name,
        layout,
        entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      return { pipeline, group, workgroups };
    }),
  );
  return {
    dispatches,
    encode(pass, sizes) {
      let last: GPUComputePipeline | null = null;
      for (const { pipeline, group, workgroups } of steps) {
        const [x, y, z] = workgroups(sizes);
        if (x * y * z === 0) continue;
        if (pipeline !== last) pass.setPipeline(pipeline);
        last = pipeline;
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(x, y, z);
      }
    },
  };
}
