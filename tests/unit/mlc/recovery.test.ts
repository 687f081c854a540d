import { beforeEach, expect, it, vi } from "vitest";
import type { Engine, EngineInfo } from "../../../src/engine/engine";
import { createMlcEngine } from "../../../src/engine/mlc/create-mlc-engine";
import type { GpuDeviceParams } from "../../../src/engine/mlc/gpu-device";
import type { GpuModel } from "../../../src/engine/mlc/gpu-model";
import type { KvPlan } from "../../../src/engine/mlc/plan-memory";
import { GpuLostError } from "../../../src/engine/webgpu/errors";
import { createFakeDevice, type FakeDevice } from "../webgpu/fake-device";

const usualPlan = { tokens: 1600, pageSize: 16, contextLength: 512, maxTexts: 8 };
let plan: KvPlan;

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
  plan = usualPlan;
  adapters = Number.POSITIVE_INFINITY;
  openDevice = async (tokens) => {
    const fake = createFakeDevice({ pages: tokens / 16 });
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
  const infos: EngineInfo[] = [];
  const engine = await createMlcEngine({
    ...{ model, modelName: "m", libraries: "http://localhost/" },
    memoryBudgets: () => [],
    onNotice: (message) => notices.push(message),
    onInfo: (info) => infos.push(info),
  });
  return { engine, notices, infos };
}

async function write(
  engine: Engine,
  onToken: (count: number) => void,
  prompt = "a problem",
): Promise<string> {
  const sequence = await engine.open(prompt, { temperature: 1, topP: 1, seed: 1 });
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

it("has room for less after two losses, but not too little for a sample that is longer already", async () => {
  plan = { tokens: 16_448, pageSize: 16, contextLength: 16_384, maxTexts: 8 };
  const { engine, infos } = await open();
  const prompt = "7".repeat(9000);
  const text = await write(
    engine,
    (count) => {
      if (count === 3 || count === 5) devices.at(-1)?.lose(new GpuLostError("It is gone."));
    },
    prompt,
  );
  expect(text).toBe("xxxxxxxx");
  const [first, second, third] = devices.map(({ tokens }) => tokens);
  expect([first, second]).toEqual([16_448, 16_448]);
  expect(third).toBeGreaterThan(10_000);
  expect(third).toBeLessThan(11_000);
  expect(engine.info).toMatchObject({ contextLength: 8192, maxSequences: 4 });
  expect(infos).toEqual([engine.info]);
  await expect(engine.open(prompt, { temperature: 1, topP: 1, seed: 1 })).rejects.toThrow(
    /9000 tokens; this model holds 8192 here/,
  );
});

it("ends a sample where what is left of the memory is full", async () => {
  plan = { tokens: 4160, pageSize: 16, contextLength: 4096, maxTexts: 2 };
  const { engine } = await open();
  const sequence = await engine.open("7".repeat(3000), { temperature: 1, topP: 1, seed: 1 });
  const { signal } = new AbortController();
  let count = 0;
  let reason = "";
  for await (const event of sequence.generate({ maxTokens: 4000, stop: [], signal })) {
    if (event.kind === "end") reason = event.reason;
    else count += 1;
    if (count === 1 || count === 2) devices.at(-1)?.lose(new GpuLostError("It is gone."));
  }
  expect(devices).toHaveLength(3);
  expect(reason).toBe("context-full");
  expect(count).toBeGreaterThan(1000);
  expect(3000 + count).toBeLessThan(4096);
});
