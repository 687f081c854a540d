import { create, globals } from "webgpu";
import {
  createPipeline,
  type Kernel,
  type Pipeline,
  type Workgroups,
} from "../../src/engine/webgpu/kernel";

// Dawn, Chrome's WebGPU, in Node. The machine's Vulkan driver computes: lavapipe has f16 and subgroups.
// SwiftShader has subgroups of 4 lanes and no f16: `vitest.config.ts` runs the tests on both.

Object.assign(globalThis, globals);
// Collected while the process ends, it would crash it.
export const gpu = create([]);

/** Features of WebGPU that kernels use where a device has them. */
export const optionalFeatures = ["shader-f16", "subgroups", "timestamp-query"] as const;

/**
 * A device of the machine's adapter, with its own limits.
 * @param without features that are left out, as on a device that lacks them
 * @throws Error when the machine has no adapter
 */
export async function openDevice(
  without: readonly (typeof optionalFeatures)[number][] = [],
): Promise<GPUDevice> {
  const adapter = await gpu.requestAdapter();
  if (!adapter) {
    throw new Error(
      "No Vulkan driver is here. Install one (Debian: mesa-vulkan-drivers of version 25, from backports).",
    );
  }
  const requiredFeatures = optionalFeatures.filter(
    (name) => adapter.features.has(name) && !without.includes(name),
  );
  const {
    maxBufferSize,
    maxStorageBufferBindingSize,
    maxStorageBuffersPerShaderStage,
    maxComputeWorkgroupStorageSize,
    maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupSizeX,
  } = adapter.limits;
  return adapter.requestDevice({
    requiredFeatures,
    requiredLimits: {
      maxBufferSize,
      maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage,
      maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX,
    },
  });
}

/** "lavapipe" or "swiftshader", or another adapter's name. */
export async function adapterName(): Promise<string> {
  const info = (await gpu.requestAdapter())?.info;
  if (!info) return "none";
  if (/llvmpipe/i.test(info.architecture + info.description)) return "lavapipe";
  return info.architecture || info.description;
}

type Data =
  | Float32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** A buffer filled with `data`, or of a size in bytes. */
export function createBuffer(device: GPUDevice, data: Data | number, usage = 0): GPUBuffer {
  const bytes = typeof data === "number" ? data : data.byteLength;
  const buffer = device.createBuffer({
    size: Math.max(16, Math.ceil(bytes / 4) * 4),
    usage: usage | GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
  });
  if (typeof data !== "number") device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Waits for the GPU, with naps: Dawn asks the driver in every turn of Node's loop, and takes a core. */
export async function waiting<T>(promise: Promise<T>): Promise<T> {
  let waits = true;
  const nap = () => {
    if (!waits) return;
    Atomics.wait(never, 0, 0, 0.5);
    setImmediate(nap);
  };
  nap();
  return promise.finally(() => {
    waits = false;
  });
}

export async function readBuffer(device: GPUDevice, buffer: GPUBuffer): Promise<ArrayBuffer> {
  const host = device.createBuffer({
    size: buffer.size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, host, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await waiting(host.mapAsync(GPUMapMode.READ));
  const copy = host.getMappedRange().slice(0);
  host.destroy();
  return copy;
}

const pipelines = new WeakMap<GPUDevice, Map<string, Pipeline>>();

async function pipelineOf(device: GPUDevice, kernel: Kernel): Promise<Pipeline> {
  const made = pipelines.get(device) ?? new Map<string, Pipeline>();
  pipelines.set(device, made);
  const pipeline = made.get(kernel.code) ?? (await createPipeline(device, kernel));
  made.set(kernel.code, pipeline);
  return pipeline;
}

/**
 * Runs a kernel once.
 * @throws Error with the device's words when it refuses the shader or the dispatch
 */
export async function runKernel(
  device: GPUDevice,
  kernel: Kernel,
  buffers: readonly GPUBuffer[],
  workgroups: Workgroups,
): Promise<void> {
  device.pushErrorScope("validation");
  const { pipeline, layout } = await pipelineOf(device, kernel).catch(async () => {
    // The first error names the place in the shader.
    const error = await device.popErrorScope();
    throw new Error(`${kernel.name}: ${error?.message}`);
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout,
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(...workgroups);
  pass.end();
  device.queue.submit([encoder.finish()]);
  await waiting(device.queue.onSubmittedWorkDone());
  const error = await device.popErrorScope();
  if (error) throw new Error(`${kernel.name}: ${error.message}`);
}
