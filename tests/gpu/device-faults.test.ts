import { afterAll, beforeAll, expect, it } from "vitest";
import { GpuLostError } from "../../src/engine/webgpu/errors";
import { type GpuDevice, openGpuDevice } from "../../src/engine/webgpu/gpu-device";
import { openReference, type Reference, theAdapter } from "./reference";

let reference: Reference;
let device: GpuDevice;

beforeAll(async () => {
  reference = await openReference("qwen2-long");
  const limits = { contextLength: 256, mostTokens: 256, pages: 64, maxTexts: 4 };
  device = await openGpuDevice({
    adapter: await theAdapter(),
    model: reference.model,
    plan: { kvType: "f16", ...limits },
  });
});

afterAll(() => device.dispose());

it("counts a pass that the GPU refuses after loading as a loss, and every later one", async () => {
  const sampling = { temperature: 0, topP: 1, uniform: 0 };
  device.add(1);
  const step = (token: number) => device.forward([{ text: 1, tokens: [token], sampling }]);
  expect(await step(3)).toHaveLength(1);

  // The next pass's commands have a copy that is out of bounds, so the GPU takes none of them.
  const gpuDevice = device.device;
  const { createCommandEncoder } = gpuDevice;
  gpuDevice.createCommandEncoder = (descriptor) => {
    gpuDevice.createCommandEncoder = createCommandEncoder;
    const encoder = createCommandEncoder.call(gpuDevice, descriptor);
    const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const small = gpuDevice.createBuffer({ size: 16, usage });
    encoder.copyBufferToBuffer(small, 64, small, 0, 16);
    return encoder;
  };
  const refused = await step(4).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GpuLostError);
  expect(String(refused)).toMatch(/refused a step of the model/);
  await expect(step(5)).rejects.toBe(refused);
});
