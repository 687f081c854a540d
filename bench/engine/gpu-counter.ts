/** What a page asks of a GPU, whichever library asks. */
export interface GpuCounts {
  /** Kernels launched. */
  dispatches: number;
  /** Compute passes begun. */
  passes: number;
  bindGroups: number;
  /** Times that commands were handed to the GPU. */
  submissions: number;
  /** Times that the host wrote into a buffer. */
  writes: number;
}

/** Counts from now on, for the whole page; what runs in a worker is not seen. */
export function countGpu(): GpuCounts {
  const counts = { dispatches: 0, passes: 0, bindGroups: 0, submissions: 0, writes: 0 };
  if (!("gpu" in navigator)) return counts;
  const pass = GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = pass;
  pass.dispatchWorkgroups = function (...sizes) {
    counts.dispatches += 1;
    return dispatchWorkgroups.apply(this, sizes);
  };
  pass.dispatchWorkgroupsIndirect = function (...place) {
    counts.dispatches += 1;
    return dispatchWorkgroupsIndirect.apply(this, place);
  };
  const encoder = GPUCommandEncoder.prototype;
  const { beginComputePass } = encoder;
  encoder.beginComputePass = function (descriptor) {
    counts.passes += 1;
    return beginComputePass.call(this, descriptor);
  };
  const device = GPUDevice.prototype;
  const { createBindGroup } = device;
  device.createBindGroup = function (descriptor) {
    counts.bindGroups += 1;
    return createBindGroup.call(this, descriptor);
  };
  const queue = GPUQueue.prototype;
  const { submit, writeBuffer } = queue;
  queue.submit = function (buffers) {
    counts.submissions += 1;
    return submit.call(this, buffers);
  };
  queue.writeBuffer = function (buffer, offset, data: GPUAllowSharedBufferSource, start, size) {
    counts.writes += 1;
    return writeBuffer.call(this, buffer, offset, data, start, size);
  };
  return counts;
}
