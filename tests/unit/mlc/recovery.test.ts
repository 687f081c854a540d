import { beforeEach, expect, it, vi } from "vitest";
import type { Engine } from "../../../src/engine/engine";
import { createMlcEngine } from "../../../src/engine/mlc/create-mlc-engine";
import { type GpuDeviceParams, GpuLostError } from "../../../src/engine/mlc/gpu-device";
import type { GpuModel } from "../../../src/engine/mlc/gpu-model";
import { createFakeDevice, type FakeDevice } from "./fake-device";

const plan = { tokens: 1600, pageSize: 16, contextLength: 512, maxTexts: 8 };

vi.mock("../../../src/engine/mlc/fetch-library", () => ({
  fetchLibraryIndex: async () => [],
  fetchLibrary: async () => new Uint8Array(),
}));
vi.mock("../../../src/engine/mlc/adapter", () => ({ readAdapter: () => ({ name: "fake" }) }));
vi.mock("../../../src/engine/mlc/choose-library", () => ({
  chooseLibrary: () => ({ library: {}, format: "q8f32_1", plan, weightBytes: 1 }),
}));
vi.mock("../../../src/engine/mlc/gpu-device", async (load) => ({
  ...(await load<object>()),
  openGpuDevice: ({ cache }: GpuDeviceParams) => openDevice(cache.tokens),
}));

let devices: (FakeDevice & { tokens: number; disposed: boolean })[];
let openDevice: (tokens: number) => Promise<(typeof devices)[number]>;
let adapters: number;

beforeEach(() => {
  devices = [];
  adapters = Number.POSITIVE_INFINITY;
  openDevice = async (tokens) => {
    const fake = createFakeDevice();
    const device = Object.assign(fake, { tokens, disposed: false, dispose: () => {} });
    device.dispose = () => {
      device.disposed = true;
    };
    devices.push(device);
    return device;
  };
  const requestAdapter = async () => (adapters-- > 0 ? {} : null);
  vi.stubGlobal("navigator", { gpu: { requestAdapter } });
});

const model = {
  ...{ names: [], chatTemplate: null, endIds: [], formats: ["q8f32_1"] },
  tokenizer: {
    encode: (text: string) => [...text].map((_, index) => index),
    bytesOf: () => new Uint8Array([120]),
  },
} as unknown as GpuModel;

async function open() {
  const notices: string[] = [];
  const engine = await createMlcEngine({
    ...{ model, modelName: "m", libraries: "http://localhost/" },
    memoryBudgets: () => [],
    onNotice: (message) => notices.push(message),
  });
  return { engine, notices };
}

async function write(engine: Engine, onToken: (count: number) => void): Promise<string> {
  const sequence = await engine.open("a problem", { temperature: 1, topP: 1, seed: 1 });
  let text = "";
  const { signal } = new AbortController();
  for await (const event of sequence.generate({ maxTokens: 8, stop: [], signal })) {
    if (event.kind !== "token") continue;
    text += event.text;
    onToken(text.length);
  }
  return text;
}

const loseAt = (place: number) => (count: number) => {
  if (count === place) devices[0]?.lose(new GpuLostError("It is gone."));
};

it("says that the GPU is lost when there is no adapter to go on with", async () => {
  const { engine } = await open();
  adapters = 0;
  const writing = write(engine, loseAt(3));
  await expect(writing).rejects.toThrow(GpuLostError);
  await expect(writing).rejects.toThrow(/gone\. It could not be had again: .*no WebGPU adapter/);
});

it("takes a loss while the model is loaded again as one more", async () => {
  const { engine, notices } = await open();
  const openNext = openDevice;
  openDevice = async () => {
    openDevice = openNext;
    throw new GpuLostError("It is gone again.");
  };
  expect(await write(engine, loseAt(3))).toBe("xxxxxxxx");
  expect(notices).toHaveLength(2);
  expect(devices.map(({ tokens }) => tokens)).toEqual([1600, 800]);
});

it("keeps no device that was loaded again for an engine that nobody wants any more", async () => {
  const { engine } = await open();
  const openNext = openDevice;
  openDevice = async (tokens) => {
    await engine.unload();
    return openNext(tokens);
  };
  await expect(write(engine, loseAt(3))).rejects.toThrow("unloaded");
  await vi.waitFor(() => expect(devices.map(({ disposed }) => disposed)).toEqual([true, true]));
});
