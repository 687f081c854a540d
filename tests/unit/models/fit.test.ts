import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/models/catalogue";
import type { DeviceFacts } from "../../../src/models/fit/device";
import { connectionSpeed, estimateDownload } from "../../../src/models/fit/download-time";
import type { Fit } from "../../../src/models/fit/fit";
import { judgeFit } from "../../../src/models/fit/judge";
import { kvNumbersPerToken, memoryNeed } from "../../../src/models/fit/memory-need";
import { memoryTable } from "../../../src/models/fit/memory-table";
import { factsOfEntry } from "../../../src/models/fit/model-facts";

const GiB = 2 ** 30;

const noGpu = { usable: false, reason: "this browser has no WebGPU" } as const;
const gpu = (vendor: string) =>
  ({
    usable: true,
    name: `${vendor} GPU`,
    vendor,
    maxBufferBytes: 4 * GiB,
    maxBindingBytes: 2 * GiB,
  }) as const;

const devices = {
  smallPhone: { gpu: noGpu, cores: 8, memoryBytes: 2 * GiB, mobile: true, isolated: true },
  phone: { gpu: noGpu, cores: 8, memoryBytes: 4 * GiB, mobile: true, isolated: true },
  largePhone: {
    gpu: gpu("qualcomm"),
    cores: 8,
    memoryBytes: 8 * GiB,
    mobile: true,
    isolated: true,
  },
  laptopWithoutGpu: { gpu: noGpu, cores: 4, memoryBytes: 8 * GiB, mobile: false, isolated: true },
  laptopSharedGpu: {
    gpu: gpu("intel"),
    cores: 8,
    memoryBytes: 16 * GiB,
    mobile: false,
    isolated: true,
  },
  desktopGpu: {
    gpu: gpu("nvidia"),
    cores: 16,
    memoryBytes: 32 * GiB,
    mobile: false,
    isolated: true,
  },
  safari: { gpu: gpu("apple"), cores: 8, memoryBytes: null, mobile: false, isolated: true },
} satisfies Record<string, DeviceFacts>;

function entry(id: string) {
  const found = catalogue.find((one) => one.id === id);
  if (!found) throw new Error(`The catalogue lacks ${id}.`);
  return found;
}

function judge(id: string, device: DeviceFacts): Fit {
  const { size, shape } = entry(id);
  return judgeFit({ bytes: size.bytes, shape }, device);
}

/** "gpu 8 × 16384", "cpu 1 × 8192, perhaps" or "no". */
function inShort(fit: Fit): string {
  if (fit.kind === "too-large") return "no";
  const perhaps = fit.notes.some((note) => /doesn't tell how much/.test(note));
  return `${fit.backend} ${fit.sequences} × ${fit.contextLength}${perhaps ? ", perhaps" : ""}`;
}

describe("judgeFit", () => {
  it.each([
    ["demo", "smallPhone", "cpu 2 × 4096"],
    ["demo", "laptopWithoutGpu", "cpu 4 × 4096"],
    ["demo", "desktopGpu", "gpu 8 × 4096"],
    ["openmath-1.5b-q4_k_m", "smallPhone", "no"],
    ["openmath-1.5b-q4_k_m", "phone", "cpu 1 × 8192"],
    ["openmath-1.5b-q8_0", "phone", "no"],
    ["openmath-1.5b-q4_k_m", "largePhone", "gpu 4 × 16384"],
    ["openmath-1.5b-q8_0", "largePhone", "gpu 4 × 8192"],
    ["openmath-7b-q4_k_m", "largePhone", "no"],
    ["openmath-1.5b-q8_0", "laptopWithoutGpu", "cpu 1 × 16384"],
    ["openmath-7b-q4_k_m", "laptopWithoutGpu", "no"],
    ["openmath-1.5b-q8_0", "laptopSharedGpu", "gpu 8 × 16384"],
    ["openmath-7b-q4_k_m", "laptopSharedGpu", "gpu 4 × 16384"],
    ["openmath-1.5b-q8_0", "desktopGpu", "gpu 4 × 16384"],
    ["openmath-7b-q4_k_m", "desktopGpu", "gpu 1 × 8192, perhaps"],
    ["openmath-1.5b-q8_0", "safari", "gpu 4 × 16384"],
    ["openmath-7b-q4_k_m", "safari", "gpu 1 × 8192, perhaps"],
  ] as const)("%s on %s: %s", (id, device, expected) => {
    expect(inShort(judge(id, devices[device]))).toBe(expected);
  });

  it("says why it doesn't run, and what to do", () => {
    expect(judge("openmath-7b-q4_k_m", devices.laptopWithoutGpu)).toMatchObject({
      kind: "too-large",
      reason: expect.stringMatching(
        /^It needs about .*Without a GPU.* here this browser has no WebGPU\.$/,
      ),
      alternative: expect.stringMatching(/smaller model/),
    });
    expect(judge("openmath-1.5b-q8_0", devices.phone)).toMatchObject({
      kind: "too-large",
      reason: expect.stringMatching(/^It needs about 2\.\d GB of memory, more than .* 2\.1 GB/),
    });
  });

  it("says what is given up", () => {
    const plain = { ...devices.laptopWithoutGpu, isolated: false };
    expect(judge("openmath-1.5b-q4_k_m", plain)).toMatchObject({
      notes: [
        "No GPU can be used: this browser has no WebGPU.",
        expect.stringMatching(/one sample after the other, and slowly/),
        expect.stringMatching(/one thread only/),
      ],
    });
    expect(
      judge("openmath-1.5b-q4_k_m", { ...devices.laptopSharedGpu, memoryBytes: 4 * GiB }),
    ).toMatchObject({
      notes: [
        expect.stringMatching(/limits how many samples/),
        expect.stringMatching(/limits the length/),
      ],
    });
    const weak = { ...gpu("arm"), maxBindingBytes: 128 * 2 ** 20 };
    expect(judge("openmath-1.5b-q4_k_m", { ...devices.largePhone, gpu: weak })).toMatchObject({
      backend: "gpu",
      notes: [expect.stringMatching(/the CPU computes the last layer/)],
    });
    expect(judge("openmath-1.5b-q8_0", devices.laptopSharedGpu)).toMatchObject({ notes: [] });
  });

  it("takes the CPU where the GPU's memory is known to be too small", () => {
    const device = { ...devices.largePhone, memoryBytes: 4 * GiB };
    expect(judge("openmath-1.5b-q4_k_m", device)).toMatchObject({
      backend: "cpu",
      notes: [expect.stringMatching(/GPU's memory does not suffice/), expect.anything()],
    });
  });

  it("never goes beyond what a model was made for", () => {
    const { size, shape } = entry("openmath-1.5b-q4_k_m");
    const short = { ...shape, contextLength: 4096 };
    const fit = judgeFit({ bytes: size.bytes, shape: short }, devices.desktopGpu);
    expect(inShort(fit)).toBe("gpu 8 × 4096");
    expect(fit).toMatchObject({ notes: [] });
  });
});

describe("memoryNeed", () => {
  const { size, shape } = entry("openmath-1.5b-q4_k_m");

  it("knows the KV of OpenMath-Nemotron-1.5B: 28 KiB a token in 16 bits", () => {
    expect(2 * kvNumbersPerToken(shape)).toBe(28 * 1024);
    const plan = { gpu: true, sequences: 8, contextLength: 8192, cores: 8 };
    expect(memoryNeed(size.bytes, shape, plan)).toMatchObject({
      sequences: 8,
      kvBytes: 1.75 * GiB,
    });
  });

  it("counts every copy of a small model, with a KV in 32 bits", () => {
    const demo = entry("demo");
    const plan = { gpu: false, sequences: 4, contextLength: 4096, cores: 4 };
    const need = memoryNeed(demo.size.bytes, demo.shape, plan);
    expect(need.sequences).toBe(4);
    expect(need.kvBytes).toBe(4096 * 2 * 6 * 2 * 64 * 4);
    expect(need.totalBytes).toBe(4 * need.heapBytes);
  });

  it("draws one sample at a time with a large model on the CPU", () => {
    const plan = { gpu: false, sequences: 4, contextLength: 8192, cores: 8 };
    const need = memoryNeed(size.bytes, shape, plan);
    expect(need).toMatchObject({ sequences: 1, gpuBytes: 0, kvBytes: 8192 * 28 * 1024 });
    expect(need.heapBytes).toBe(need.totalBytes);
  });
});

describe("memoryTable", () => {
  const rounded = (id: string) => {
    const found = entry(id);
    return memoryTable(factsOfEntry(found)).rows.map(({ backend, sequences, bytes }) => [
      `${backend} ${sequences}`,
      ...bytes.map((need) => need && Math.round(need / 1e8) / 10),
    ]);
  };

  it("tells the need of a model on any device: on GPUs with our engine where it reads the file", () => {
    expect(rounded("openmath-1.5b-q8_0")).toEqual([
      ["cpu 1", 2.4, 2.6, 2.8, 3.3],
      ["gpu 1", 2.1, 2.2, 2.5, 3],
      ["gpu 4", 2.5, 3, 3.9, 5.8],
      ["gpu 8", 3, 3.9, 5.8, 9.5],
    ]);
    expect(rounded("openmath-1.5b-q4_k_m")[2]).toEqual(["gpu 4", 1.8, 2.3, 3.2, 5.1]);
    expect(rounded("openmath-7b-q4_k_m")[0]).toEqual(["cpu 1", null, null, null, null]);
    expect(rounded("openmath-7b-q8_0")[3]).toEqual(["gpu 8", 10.5, 12.4, 16.2, 23.7]);
  });
});

describe("a download", () => {
  it.each([
    [986e6, 30e6 / 8, 263, 30],
    [986e6, null, 263, 30],
    [986e6, 0.34e6 / 8, 23_200, 0.3],
    [1e6, 1e9, 0, 8000],
  ])("of %i bytes at %s bytes/s takes %i s at %s Mbit/s", (bytes, speed, seconds, megabits) => {
    const estimate = estimateDownload(bytes, speed);
    expect(Math.round(estimate.seconds)).toBe(seconds);
    expect(estimate.megabits).toBe(megabits);
  });

  it("uses the browser's estimate, unless that is only its cap", () => {
    expect(connectionSpeed({ connection: { downlink: 4 } })).toBe(500_000);
    expect(connectionSpeed({ connection: { downlink: 10 } })).toBeNull();
    expect(connectionSpeed({ connection: { downlink: 0 } })).toBeNull();
    expect(connectionSpeed({})).toBeNull();
  });
});
