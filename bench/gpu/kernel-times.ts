/** How long kernels of one name took, all launches together. */
export interface KernelTime {
  readonly name: string;
  readonly launches: number;
  readonly milliseconds: number;
}

/** Timestamps of one query set, at most: what WebGPU allows. */
const mostQueries = 4096;

/**
 * Measures every kernel that `run` launches on a device, by timestamps. Each is put into a pass of its
 * own for that, so together they take longer than without.
 * @returns null where the device has no timestamps
 */
export async function timeKernels(
  device: GPUDevice,
  run: () => Promise<unknown>,
): Promise<readonly KernelTime[] | null> {
  if (!device.features.has("timestamp-query")) return null;
  const querySet = device.createQuerySet({ type: "timestamp", count: mostQueries });
  const names: string[] = [];
  const { createCommandEncoder } = device;
  device.createCommandEncoder = (descriptor) => {
    const encoder = createCommandEncoder.call(device, descriptor);
    const { beginComputePass } = encoder;
    encoder.beginComputePass = () =>
      splitPass(beginComputePass.bind(encoder), (name) => {
        const at = 2 * names.length;
        if (at + 2 > mostQueries) return null;
        names.push(name);
        return { querySet, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 };
      });
    return encoder;
  };
  try {
    await run();
  } finally {
    device.createCommandEncoder = createCommandEncoder.bind(device);
  }
  const times = await readTimes(device, querySet, 2 * names.length);
  querySet.destroy();
  const sums = new Map<string, { launches: number; milliseconds: number }>();
  for (const [index, name] of names.entries()) {
    const sum = sums.get(name) ?? { launches: 0, milliseconds: 0 };
    sum.launches += 1;
    // Nanoseconds, as WebGPU defines them.
    sum.milliseconds += Number((times[2 * index + 1] ?? 0n) - (times[2 * index] ?? 0n)) / 1e6;
    sums.set(name, sum);
  }
  return [...sums]
    .map(([name, sum]) => ({ name, ...sum }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

/** What the engine asks of a compute pass. */
type Pass = Pick<
  GPUComputePassEncoder,
  "setPipeline" | "setBindGroup" | "dispatchWorkgroups" | "end"
>;

/** A pass that is one pass for each launch. */
function splitPass(
  begin: (descriptor?: GPUComputePassDescriptor) => GPUComputePassEncoder,
  timestamps: (name: string) => GPUComputePassTimestampWrites | null,
): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline | null = null;
  let group: GPUBindGroup | null = null;
  const pass: Pass = {
    setPipeline(next) {
      pipeline = next;
    },
    setBindGroup(_index: number, next: GPUBindGroup | null | undefined) {
      group = next ?? null;
    },
    dispatchWorkgroups(...sizes) {
      if (!pipeline) throw new Error("A kernel was launched before its pipeline was set.");
      const timestampWrites = timestamps(pipeline.label);
      const own = begin(timestampWrites ? { timestampWrites } : undefined);
      own.setPipeline(pipeline);
      own.setBindGroup(0, group);
      own.dispatchWorkgroups(...sizes);
      own.end();
    },
    end() {},
  };
  // The rest of a real pass is there too, and unused.
  return Object.assign(Object.create(GPUComputePassEncoder.prototype), pass);
}

async function readTimes(
  device: GPUDevice,
  querySet: GPUQuerySet,
  count: number,
): Promise<BigUint64Array> {
  const size = Math.max(8, 8 * count);
  const usage = GPUBufferUsage;
  const resolved = device.createBuffer({ size, usage: usage.QUERY_RESOLVE | usage.COPY_SRC });
  const host = device.createBuffer({ size, usage: usage.MAP_READ | usage.COPY_DST });
  const encoder = device.createCommandEncoder();
  if (count > 0) encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, host, 0, size);
  device.queue.submit([encoder.finish()]);
  await host.mapAsync(GPUMapMode.READ);
  const times = new BigUint64Array(host.getMappedRange().slice(0));
  for (const buffer of [resolved, host]) buffer.destroy();
  return times;
}
