// WebGPU without a GPU: everything is counted, nothing is computed.

/** The numbers of the standard; Node has none. */
export const gpuGlobals = {
  GPUBufferUsage: {
    ...{ MAP_READ: 1, MAP_WRITE: 2, COPY_SRC: 4, COPY_DST: 8, INDEX: 16, VERTEX: 32 },
    ...{ UNIFORM: 64, STORAGE: 128, INDIRECT: 256, QUERY_RESOLVE: 512 },
  },
  GPUMapMode: { READ: 1, WRITE: 2 },
  GPUShaderStage: { VERTEX: 1, FRAGMENT: 2, COMPUTE: 4 },
};

export interface MockCounts {
  bindGroups: number;
  pipelines: number;
  passes: number;
  submits: number;
  writes: number;
  writtenBytes: number;
  buffers: number;
  bufferBytes: number;
  /** Of each kernel launched, in order: its name, its workgroups and the bytes of the buffers that it reads. */
  readonly dispatches: { name: string; workgroups: number; readBytes: number }[];
}

interface MockBuffer {
  readonly label: string;
  readonly size: number;
}

/** A device with the limits of a common GPU. */
export function createMockGpu(): { device: GPUDevice; counts: MockCounts } {
  const counts: MockCounts = {
    ...{ bindGroups: 0, pipelines: 0, passes: 0, submits: 0, writes: 0, writtenBytes: 0 },
    ...{ buffers: 0, bufferBytes: 0, dispatches: [] },
  };
  const createPass = () => {
    let name = "";
    let readBytes = 0;
    return {
      setPipeline(pipeline: { label: string }) {
        name = pipeline.label;
      },
      setBindGroup(_: number, group: { readBytes: number }) {
        readBytes = group.readBytes;
      },
      dispatchWorkgroups(x: number, y = 1, z = 1) {
        counts.dispatches.push({ name, workgroups: x * y * z, readBytes });
      },
      end() {},
    };
  };
  const device = {
    limits: {
      ...{ maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: 2 ** 31 - 4 },
      ...{ maxStorageBuffersPerShaderStage: 8, maxComputeWorkgroupStorageSize: 32_768 },
    },
    features: new Set(["shader-f16"]),
    lost: new Promise(() => {}),
    addEventListener() {},
    pushErrorScope() {},
    popErrorScope: async () => null,
    destroy() {},
    createBuffer({ label, size }: { label: string; size: number }) {
      counts.buffers += 1;
      counts.bufferBytes += size;
      return {
        ...{ label, size },
        mapAsync: async () => {},
        getMappedRange: (_: number, bytes: number) => new ArrayBuffer(bytes),
        unmap() {},
      };
    },
    createShaderModule: () => ({}),
    createBindGroupLayout: ({ entries }: { entries: { buffer: { type: string } }[] }) => ({
      kinds: entries.map(({ buffer }) => buffer.type),
    }),
    createPipelineLayout: () => ({}),
    async createComputePipelineAsync({ label }: { label: string }) {
      counts.pipelines += 1;
      return { label };
    },
    createBindGroup({
      layout,
      entries,
    }: {
      layout: { kinds: string[] };
      entries: { resource: { buffer: MockBuffer } }[];
    }) {
      counts.bindGroups += 1;
      if (entries.length !== layout.kinds.length) throw new Error("A kernel lacks buffers.");
      const read = entries.filter((_, binding) => layout.kinds[binding] === "read-only-storage");
      return { readBytes: read.reduce((sum, { resource }) => sum + resource.buffer.size, 0) };
    },
    createCommandEncoder: () => ({
      beginComputePass() {
        counts.passes += 1;
        return createPass();
      },
      copyBufferToBuffer(from: MockBuffer, _: number, to: MockBuffer) {
        if (from === to) throw new Error("WebGPU copies nothing inside of one buffer.");
      },
      finish: () => ({}),
    }),
    queue: {
      writeBuffer(_: MockBuffer, __: number, data: ArrayBufferView) {
        counts.writes += 1;
        counts.writtenBytes += data.byteLength;
      },
      submit() {
        counts.submits += 1;
      },
      onSubmittedWorkDone: async () => {},
    },
  };
  return { device: device as unknown as GPUDevice, counts };
}
