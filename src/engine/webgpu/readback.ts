/** Copies results of passes to the host, several on their way at a time. */
export interface Readback {
  /** @returns what gives the bytes once the commands are submitted */
  copy(encoder: GPUCommandEncoder, from: GPUBuffer, bytes: number): () => Promise<ArrayBuffer>;
}

export function createReadback(device: GPUDevice): Readback {
  /** Mapped by nobody. */
  const free: GPUBuffer[] = [];

  const take = (bytes: number): GPUBuffer => {
    const at = free.findIndex(({ size }) => size >= bytes);
    const [found] = at >= 0 ? free.splice(at, 1) : [];
    if (found) return found;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    return device.createBuffer({ label: "readback", size: Math.ceil(bytes / 256) * 256, usage });
  };

  return {
    copy(encoder, from, bytes) {
      const buffer = take(bytes);
      encoder.copyBufferToBuffer(from, 0, buffer, 0, bytes);
      return async () => {
        await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
        const copy = buffer.getMappedRange(0, bytes).slice(0);
        buffer.unmap();
        free.push(buffer);
        return copy;
      };
    },
  };
}
