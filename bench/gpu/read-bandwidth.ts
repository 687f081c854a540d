import { createPipeline, type Kernel } from "../../src/engine/webgpu/kernel";

const workgroupSize = 256;
const workgroups = 1024;

/** Adds up all of a buffer: neighbouring threads read neighbouring 16 bytes. */
const kernel: Kernel = {
  name: "read",
  code: `@group(0) @binding(0) var<storage, read> x: array<vec4u>;
@group(0) @binding(1) var<storage, read_write> y: array<vec4u>;
@compute @workgroup_size(${workgroupSize}) fn main(@builtin(global_invocation_id) id: vec3u) {
  var sum = vec4u();
  for (var i = id.x; i < arrayLength(&x); i += ${workgroupSize * workgroups}u) { sum += x[i]; }
  y[id.x] = sum;
}`,
  bindings: ["read", "write"],
};

/** Bytes a second that kernels read from the GPU's memory; more than its caches hold. */
export async function readBandwidth(device: GPUDevice): Promise<number> {
  const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
  const bytes = Math.min(2 ** 30, maxStorageBufferBindingSize, maxBufferSize) & ~15;
  const usage = GPUBufferUsage.STORAGE;
  const buffers = [bytes, 16 * workgroupSize * workgroups].map((size) =>
    device.createBuffer({ size, usage }),
  );
  const { pipeline, layout } = await createPipeline(device, kernel);
  const group = device.createBindGroup({
    layout,
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const run = async (times: number) => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    for (let n = 0; n < times; n++) pass.dispatchWorkgroups(workgroups);
    pass.end();
    const started = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - started;
  };
  // Buffers get their memory when they are first used.
  await run(1);
  const once = await run(1);
  const times = Math.max(1, Math.min(50, Math.round(300 / once)));
  const milliseconds = await run(times);
  for (const buffer of buffers) buffer.destroy();
  return (1000 * bytes * times) / milliseconds;
}
