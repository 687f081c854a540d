import { expect, it } from "vitest";
import type { Kernel } from "../../src/engine/webgpu/kernel";
import { adapterName, createBuffer, openDevice, readBuffer, runKernel } from "./gpu";

it("computes on the software GPU that this project names", async () => {
  expect(await adapterName()).toBe(process.env.GPU_ADAPTER);
  const device = await openDevice();
  const double: Kernel = {
    name: "double",
    code: `@group(0) @binding(0) var<storage, read> x: array<f32>;
      @group(0) @binding(1) var<storage, read_write> y: array<f32>;
      @compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id: vec3u) { y[id.x] = 2 * x[id.x]; }`,
    bindings: ["read", "write"],
  };
  const x = createBuffer(device, Float32Array.of(1, 2, 3, 4));
  const y = createBuffer(device, 16);
  await runKernel(device, double, [x, y], [1, 1, 1]);
  expect([...new Float32Array(await readBuffer(device, y))]).toEqual([2, 4, 6, 8]);
  expect(device.features.has("shader-f16")).toBe(process.env.GPU_ADAPTER === "lavapipe");
  device.destroy();
});
