import { describe, expect, it } from "vitest";
import { readDevice } from "../../../src/models/fit/device";

const limits = { maxBufferSize: 2 ** 32, maxStorageBufferBindingSize: 2 ** 31 };

function navigatorWith(extras: object): Navigator {
  const adapter = {
    info: { vendor: "intel", architecture: "gen-12lp", description: "" },
    features: new Set(["shader-f16"]),
    limits,
  };
  const base = {
    hardwareConcurrency: 8,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64)",
    gpu: { requestAdapter: async () => adapter },
  };
  return Object.assign(Object.create(null), base, extras);
}

describe("readDevice", () => {
  it("reads the GPU's limits, memory and kind of device", async () => {
    const scope = navigatorWith({ deviceMemory: 4, userAgentData: { mobile: true } });
    expect(await readDevice(scope)).toEqual({
      gpu: {
        usable: true,
        name: "intel gen-12lp",
        vendor: "intel",
        maxBufferBytes: 2 ** 32,
        maxBindingBytes: 2 ** 31,
      },
      cores: 8,
      memoryBytes: 4 * 2 ** 30,
      mobile: true,
      isolated: false,
    });
  });

  it("does with what Firefox and Safari tell", async () => {
    const noAdapter = { requestAdapter: async () => null };
    const safari = { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)" };
    const device = await readDevice(navigatorWith({ ...safari, gpu: noAdapter }));
    expect(device).toMatchObject({
      gpu: { usable: false, reason: "the browser offers no WebGPU adapter" },
      memoryBytes: null,
      mobile: true,
    });
    expect(await readDevice(navigatorWith({}))).toMatchObject({ memoryBytes: null, mobile: false });
  });
});
