import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { catalogue } from "../../../../src/models/catalogue";
import type { DeviceSpeed } from "../../../../src/models/fit/device-speed";
import { keyOfTested, testedModelOf } from "../../../../src/models/speed-test/tested-model";
import {
  nameOfDevice,
  type RememberedSpeed,
  rememberedSpeed,
  speedMemory,
} from "../../../../src/ui/models/remembered-speeds";
import { createSpeedTests } from "../../../../src/ui/models/speed-tests";

const step = { context: 500, milliseconds: 20 };
const speed: DeviceSpeed = {
  ...{ samples: 1, contextLength: 4096, needBytes: 1e9, readTokensPerSecond: 900 },
  ...{ one: [step, step], all: [step, step] },
};
const faster = { ...speed, readTokensPerSecond: 1000 };

const models = catalogue.flatMap((entry) => testedModelOf(entry) ?? []);
const [model, other] = models;
if (!model || !other) throw new Error("The catalogue has too few models.");
const [key, otherKey] = [keyOfTested(model), keyOfTested(other)];

let stored: string | null;
beforeEach(() => {
  stored = null;
  vi.stubGlobal("localStorage", {
    getItem: () => stored,
    setItem: (_: string, value: string) => {
      stored = value;
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

it("can test each model of the list, and tells them apart", () => {
  expect(models).toHaveLength(catalogue.length);
  expect(new Set(models.map(keyOfTested)).size).toBe(catalogue.length);
});

describe("the memory of tests", () => {
  it("holds the latest result of each device and model", () => {
    const [one, two] = ["GPU, browser 1", "GPU, browser 2"] as const;
    speedMemory.add({ device: one, model: key, speed });
    speedMemory.add({ device: two, model: key, speed });
    speedMemory.add({ device: one, model: otherKey, speed });
    speedMemory.add({ device: one, model: key, speed: faster });
    expect(speedMemory.read()).toEqual([
      { device: one, model: key, speed: faster },
      { device: one, model: otherKey, speed },
      { device: two, model: key, speed },
    ]);
  });

  it("knows nothing of another GPU, another browser, or another model", () => {
    vi.stubGlobal("navigator", { userAgent: "a browser" });
    const device = nameOfDevice("GPU 1");
    speedMemory.add({ device, model: key, speed });
    expect(rememberedSpeed("GPU 1", model)).toEqual(speed);
    expect(rememberedSpeed("GPU 2", model)).toBeNull();
    expect(rememberedSpeed("GPU 1", other)).toBeNull();
    vi.stubGlobal("navigator", { userAgent: "another browser" });
    expect(rememberedSpeed("GPU 1", model)).toBeNull();
  });

  it("drops what is damaged or of older kernels, and keeps the rest", () => {
    speedMemory.add({ device: "d", model: key, speed });
    const [good] = JSON.parse(stored ?? "[]");
    const older = { ...good, kernels: 0 };
    stored = JSON.stringify([null, older, { ...good, speed: {} }, good, 7]);
    expect(speedMemory.read()).toEqual([{ device: "d", model: key, speed }]);
    for (const broken of ["", "{", "null", '{"a":1}']) {
      stored = broken;
      expect(speedMemory.read()).toEqual([]);
    }
  });

  it("does without a storage that is blocked", () => {
    const blocked = () => {
      throw new DOMException("Blocked.", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: blocked, setItem: blocked });
    speedMemory.add({ device: "d", model: key, speed });
    expect(speedMemory.read()).toEqual([]);
  });
});

describe("tests of this device", () => {
  /** Tests that end when they are told to. */
  function setUp(kept: readonly RememberedSpeed[] = []) {
    const runs: {
      progress: (share: number) => void;
      end: (speed: DeviceSpeed) => void;
      fail: (error: Error) => void;
      signal: AbortSignal;
    }[] = [];
    const added: RememberedSpeed[] = [];
    const tests = createSpeedTests({
      run: (_, progress, signal) =>
        new Promise((end, fail) => runs.push({ progress, end, fail, signal })),
      device: Promise.resolve("this device"),
      memory: { read: () => kept, add: (result) => added.push(result) },
    });
    return { tests, runs, added };
  }
  const settled = () => new Promise((done) => setTimeout(done));

  it("show what the same device did before", async () => {
    const { tests } = setUp([
      { device: "this device", model: key, speed },
      { device: "another one", model: otherKey, speed },
    ]);
    await settled();
    expect([...tests.getState().speeds]).toEqual([[key, speed]]);
  });

  it("tell how far they are, then what came out, and remember it", async () => {
    const { tests, runs, added } = setUp();
    const told = vi.fn();
    tests.subscribe(told);
    tests.start(model);
    expect(tests.getState().running).toEqual({ model: key, share: 0 });
    runs[0]?.progress(0.5);
    expect(tests.getState().running).toEqual({ model: key, share: 0.5 });
    runs[0]?.end(speed);
    await settled();
    expect(tests.getState()).toEqual({
      ...{ running: null, failed: null },
      speeds: new Map([[key, speed]]),
    });
    expect(added).toEqual([{ device: "this device", model: key, speed }]);
    expect(told).toHaveBeenCalled();
  });

  it("end when they are cancelled, and nothing of them is kept", async () => {
    const { tests, runs, added } = setUp();
    tests.start(model);
    tests.cancel();
    expect(tests.getState().running).toBeNull();
    expect(runs[0]?.signal.aborted).toBe(true);
    runs[0]?.progress(0.7);
    runs[0]?.end(speed);
    await settled();
    expect(tests.getState()).toEqual({ running: null, failed: null, speeds: new Map() });
    expect(added).toEqual([]);
  });

  it("go one at a time", () => {
    const { tests, runs } = setUp();
    tests.start(model);
    tests.start(other);
    expect(runs[0]?.signal.aborted).toBe(true);
    runs[0]?.progress(0.9);
    expect(tests.getState().running).toEqual({ model: otherKey, share: 0 });
  });

  it("tell why they failed, until the next one begins; the last result stays", async () => {
    const { tests, runs } = setUp([{ device: "this device", model: key, speed }]);
    await settled();
    tests.start(model);
    const error = new Error("The GPU is gone.");
    runs[0]?.fail(error);
    await settled();
    expect(tests.getState()).toMatchObject({ running: null, failed: { model: key, error } });
    expect(tests.getState().speeds.get(key)).toEqual(speed);
    tests.start(model);
    expect(tests.getState().failed).toBeNull();
  });
});
