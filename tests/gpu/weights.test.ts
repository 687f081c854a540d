import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Kernel } from "../../src/engine/webgpu/kernel";
import { chunkFunction } from "../../src/engine/webgpu/weights/reader";
import { repack, weightTypeNamed } from "../../src/engine/webgpu/weights/weight-type";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";
import { fixtureColumns, fixtureRows, weightFixture, weightTypeNames } from "./weight-fixtures";

let device: GPUDevice;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.destroy());

describe.each(weightTypeNames)("%s", (name) => {
  it("stands for the numbers that gguf-py reads, bit for bit", async () => {
    const type = weightTypeNamed(name);
    const { blocks, values } = weightFixture(name);
    const chunks = fixtureColumns / 32;
    const kernel: Kernel = {
      name: `read ${name}`,
      code: `@group(0) @binding(0) var<storage, read> w: array<vec4u>;
        @group(0) @binding(1) var<storage, read_write> y: array<vec4f>;
        ${chunkFunction(type, "weights", "w", fixtureColumns)}
        @compute @workgroup_size(${chunks})
        fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) chunk: u32) {
          var w = weights(group.x, chunk);
          for (var i = 0u; i < 8u; i++) { y[(group.x * ${chunks}u + chunk) * 8u + i] = w[i]; }
        }`,
      bindings: ["read", "write"],
    };
    const packed = createBuffer(device, repack(type, blocks, fixtureColumns));
    const y = createBuffer(device, values.byteLength);
    await runKernel(device, kernel, [packed, y], [fixtureRows, 1, 1]);
    const read = new Float32Array(await readBuffer(device, y));
    const different = [...values].flatMap((value, i) =>
      Object.is(read[i], value) ? [] : [{ i, value, read: read[i] }],
    );
    expect(different.slice(0, 3)).toEqual([]);
  });
});
