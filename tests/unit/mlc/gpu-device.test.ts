import { expect, it, vi } from "vitest";
import { openGpuDevice } from "../../../src/engine/mlc/gpu-device";
import { GpuLostError } from "../../../src/engine/webgpu/errors";

let loseDevice: (info: { message: string; reason: string }) => void = () => {};

vi.mock("../../../src/engine/mlc/adapter", () => ({
  requestDevice: async () => ({
    lost: new Promise((resolve) => {
      loseDevice = resolve;
    }),
    destroy() {},
  }),
}));

vi.mock("../../../src/engine/mlc/runtime", () => ({
  loadRuntime: async () => {
    let disposed = false;
    const use = () => {
      if (disposed) throw new Error("Object has already been disposed.");
      return 5;
    };
    return {
      ...{ metadata: { chunk: 512, batch: 16 }, bind() {}, createCache() {} },
      ...{ freePages: use, add: use, fork: use, remove: use },
      dispose() {
        disposed = true;
      },
    };
  },
}));

it("tells of a loss that came while nothing was computed", async () => {
  const device = await openGpuDevice({
    adapter: {} as GPUAdapter,
    wasm: new Uint8Array(),
    loadWeights: async () => new Map(),
    cache: { tokens: 160, pageSize: 16 },
  });
  expect(device.freePages()).toBe(5);
  loseDevice({ message: "asleep", reason: "unknown" });
  await Promise.resolve();
  // As TVM does by itself.
  device.runtime.dispose();
  for (const use of [device.freePages, () => device.add(1), () => device.fork(1, 2)]) {
    expect(use).toThrow(GpuLostError);
  }
  expect(() => device.remove(1)).not.toThrow();
});
