const bytes = 128 * 2 ** 20;
const copies = 20;

/** Bytes a second that the GPU's memory passes: copies of a buffer, each read once and written once. */
export async function measureBandwidth(): Promise<number> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  const device = await adapter?.requestDevice();
  if (!device) throw new Error("There is no WebGPU adapter.");
  const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const [from, to] = [0, 1].map(() => device.createBuffer({ size: bytes, usage }));
  const run = async (count: number) => {
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < count && from && to; i++) encoder.copyBufferToBuffer(from, 0, to, 0, bytes);
    const started = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - started;
  };
  // Buffers get their memory when they are first used.
  await run(1);
  const milliseconds = await run(copies);
  device.destroy();
  return (1000 * 2 * bytes * copies) / milliseconds;
}
