import { beforeEach, expect, it, vi } from "vitest";
import type { Engine, EngineInfo } from "../../../src/engine/engine";
import { createWebGpuEngine } from "../../../src/engine/webgpu/create-webgpu-engine";
import { GpuLostError, GpuMemoryError } from "../../../src/engine/webgpu/errors";
import type { GpuDeviceParams } from "../../../src/engine/webgpu/gpu-device";
import type { EngineModel } from "../../../src/engine/webgpu/model/engine-model";
import type { KvPlan } from "../../../src/engine/webgpu/plan-memory";
import { createFakeDevice, type FakeDevice } from "../webgpu/fake-device";

// A busy machine may take long.
vi.setConfig({ testTimeout: 60_000 });

const usualPlan: KvPlan = {
  kvType: "f16",
  pages: 100,
  contextLength: 512,
  mostTokens: 512,
  maxTexts: 8,
};
let plan: KvPlan;

vi.mock("../../../src/engine/webgpu/adapter", async (importOriginal) => ({
  ...(await importOriginal<object>()),
  readAdapter: () => ({ name: "fake" }),
}));
vi.mock("../../../src/engine/webgpu/weight-sizes", () => ({
  weightSizes: () => ({ fileBytes: 1, gpuBytes: 1 }),
}));
vi.mock("../../../src/engine/webgpu/choose-plan", () => ({ choosePlan: () => ({ plan }) }));
vi.mock("../../../src/engine/webgpu/gpu-device", () => ({
  openGpuDevice: ({ plan }: GpuDeviceParams) => openDevice(plan.pages),
}));

let devices: (FakeDevice & { pages: number; disposed: boolean })[];
let openDevice: (pages: number) => Promise<(typeof devices)[number]>;
let adapters: number;

beforeEach(() => {
  devices = [];
  plan = usualPlan;
  adapters = Number.POSITIVE_INFINITY;
  openDevice = async (pages) => {
    const fake = createFakeDevice({ pages, ahead: true });
    const device = Object.assign(fake, { pages, disposed: false, dispose: () => {} });
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
  ...{ names: [], chatTemplate: null, endIds: [], firstId: null },
  tokenizer: {
    encode: (text: string) => [...text].map((_, index) => index),
    bytesOf: () => new Uint8Array([120]),
  },
} as unknown as EngineModel;

async function open() {
  const notices: string[] = [];
  const infos: EngineInfo[] = [];
  const engine = await createWebGpuEngine({
    ...{ model, modelName: "m" },
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
  expect(devices.map(({ pages }) => pages)).toEqual([100, 50]);
});

it("keeps no device that was loaded again for an engine that nobody wants any more", async () => {
  const { engine } = await open();
  const openNext = openDevice;
  openDevice = async (pages) => {
    await engine.unload();
    return openNext(pages);
  };
  await expect(write(engine, loseAt(3))).rejects.toThrow("unloaded");
  await vi.waitFor(() => expect(devices.map(({ disposed }) => disposed)).toEqual([true, true]));
});

it("has room for less after two losses, but not too little for a sample that is longer already", async () => {
  plan = { kvType: "f16", pages: 1028, contextLength: 16_384, mostTokens: 16_384, maxTexts: 8 };
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
  const [first, second, third] = devices.map(({ pages }) => pages);
  expect([first, second]).toEqual([1028, 1028]);
  expect(third).toBeGreaterThan(10_000 / 16);
  expect(third).toBeLessThan(11_000 / 16);
  expect(engine.info).toMatchObject({ contextLength: 8192, maxSequences: 4 });
  expect(infos).toEqual([engine.info]);
  await expect(engine.open(prompt, { temperature: 1, topP: 1, seed: 1 })).rejects.toThrow(
    /9000 tokens; this model holds 8192 here/,
  );
});

it("ends a sample where what is left of the memory is full", async () => {
  plan = { kvType: "f16", pages: 260, contextLength: 4096, mostTokens: 4096, maxTexts: 2 };
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

it("asks for less until the GPU has the memory", async () => {
  plan = { kvType: "f16", pages: 2052, contextLength: 32_768, mostTokens: 32_768, maxTexts: 8 };
  const openNext = openDevice;
  const asked: number[] = [];
  openDevice = async (pages) => {
    asked.push(pages);
    if (pages > 600) throw new GpuMemoryError("Too little.");
    return openNext(pages);
  };
  const { engine, notices } = await open();
  expect(asked).toEqual([2052, 1028, 516]);
  expect(notices).toHaveLength(2);
  expect(engine.info).toMatchObject({ contextLength: 8192, maxSequences: 2 });
  expect(await write(engine, () => {})).toBe("xxxxxxxx");
});

it("gives up where even the least is too much", async () => {
  openDevice = async () => {
    throw new GpuMemoryError("Too little.");
  };
  await expect(open()).rejects.toThrow(GpuMemoryError);
});

it("lets a prompt begin with the token that the model's texts begin with", async () => {
  const { engine } = await open();
  const first = { ...model, firstId: 77 };
  const other = await createWebGpuEngine({
    ...{ model: first, modelName: "m" },
    memoryBudgets: () => [],
  });
  for (const one of [engine, other]) await write(one, () => {});
  const prompts = devices.map(({ passes }) => passes.flat()[0]?.tokens[0]);
  expect(prompts).toEqual([0, 77]);
});
