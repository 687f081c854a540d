/** What pages ask of a GPU, whichever library asks. */
export interface GpuCounts {
  /** Kernels launched. */
  kernels: number;
  /** Times that commands were handed to the GPU. */
  submissions: number;
  /** Bytes from the page to the GPU, without those of weights when they are loaded. */
  written: number;
  /** Bytes from the GPU to the page. */
  read: number;
}

/** Counts from now on, for the whole page. */
export function countGpu(): GpuCounts {
  const counts: GpuCounts = { kernels: 0, submissions: 0, written: 0, read: 0 };
  if (!("gpu" in navigator)) return counts;
  const pass = GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups } = pass;
  pass.dispatchWorkgroups = function (...sizes) {
    counts.kernels += 1;
    return dispatchWorkgroups.apply(this, sizes);
  };
  const queue = GPUQueue.prototype;
  const { submit, writeBuffer } = queue;
  queue.submit = function (buffers) {
    counts.submissions += 1;
    return submit.call(this, buffers);
  };
  queue.writeBuffer = function (buffer, offset, data: GPUAllowSharedBufferSource, start, size) {
    counts.written += size ?? data.byteLength;
    return writeBuffer.call(this, buffer, offset, data, start, size);
  };
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = function (mode, offset, size) {
    if (mode & GPUMapMode.READ) counts.read += size ?? this.size;
    return mapAsync.call(this, mode, offset, size);
  };
  return counts;
}
