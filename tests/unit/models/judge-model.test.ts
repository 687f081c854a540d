import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AdapterFacts } from "../../../src/engine/mlc/adapter";
import { readLibraryIndex } from "../../../src/engine/mlc/library-index";
import { catalogue, findEntry } from "../../../src/models/catalogue";
import { weightFormat } from "../../../src/models/convert/format";
import type { DeviceFacts } from "../../../src/models/fit/device";
import type { Fit } from "../../../src/models/fit/fit";
import type { GpuOffer } from "../../../src/models/fit/gpu-offer";
import { judgeFit } from "../../../src/models/fit/judge";
import { judgeModel } from "../../../src/models/fit/judge-model";
import {
  factsOfEntry,
  factsOfHeader,
  type GgufFacts,
  type PackageFacts,
} from "../../../src/models/fit/model-facts";
import { parseGgufHeader } from "../../../src/models/gguf/read-gguf-header";
import { ggufHeader, smallModel, type Tensor } from "./gguf-file";

const GiB = 2 ** 30;

const libraries = readLibraryIndex(
  JSON.parse(readFileSync("public/model-libraries/index.json", "utf8")),
);

const adapter: AdapterFacts = {
  ...{ name: "Test GPU", vendor: "intel", shaderF16: true },
  limits: {
    maxBufferSize: 4 * GiB,
    maxStorageBufferBindingSize: 2 * GiB,
    maxStorageBuffersPerShaderStage: 10,
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupStorageSize: 32_768,
  },
};

/** A computer with the GPU that an adapter describes, as both engines see it. */
function computer(changes: Partial<AdapterFacts> = {}, memory = 16): [DeviceFacts, GpuOffer] {
  const found = { ...adapter, ...changes };
  const { name, vendor, limits } = found;
  const gpu: DeviceFacts["gpu"] = found.shaderF16
    ? {
        ...{ usable: true, name, vendor },
        maxBufferBytes: limits.maxBufferSize,
        maxBindingBytes: limits.maxStorageBufferBindingSize,
      }
    : { usable: false, reason: "the GPU (Test GPU) lacks shader-f16" };
  const device = { gpu, cores: 8, memoryBytes: memory * GiB, mobile: false, isolated: true };
  return [device, { adapter: found, libraries }];
}

function entry(id: string): GgufFacts {
  const found = findEntry(id);
  if (!found) throw new Error(`The catalogue lacks ${id}.`);
  return factsOfEntry(found);
}

const small4 = entry("openmath-1.5b-q4_k_m");
const small8 = entry("openmath-1.5b-q8_0");
const large4 = entry("openmath-7b-q4_k_m");
const large8 = entry("openmath-7b-q8_0");

const noF16 = { shaderF16: false };
const nvidia = { vendor: "nvidia" };

/** "gpu 8 bits: 8 × 16384", "cpu: 1 × 8192" or "no". */
function inShort(fit: Fit | null): string {
  if (!fit) return "not known";
  if (fit.kind === "too-large") return "no";
  const bits = fit.weightBits === null ? "" : ` ${fit.weightBits} bits`;
  return `${fit.backend}${bits}: ${fit.sequences} × ${fit.contextLength}`;
}

describe("judgeModel", () => {
  it.each([
    ["16-bit arithmetic", computer(), "gpu 8 bits: 8 × 16384"],
    ["none", computer(noF16), "gpu 8 bits: 8 × 16384"],
    ["NVIDIA", computer(nvidia), "gpu 8 bits: 8 × 16384"],
    ["NVIDIA, none", computer({ ...nvidia, ...noF16 }), "gpu 8 bits: 8 × 16384"],
    ["little memory", computer({}, 4), "gpu 8 bits: 5 × 16384"],
    ["less", computer({}, 3), "gpu 4 bits: 6 × 16384"],
    ["less, and none", computer(noF16, 4), "gpu 4 bits: 5 × 16384"],
    ["hardly any", computer({}, 1), "no"],
  ] as const)("OpenMath 1.5B in Q8_0 with a GPU: %s", (_, [device, offer], expected) => {
    expect(inShort(judgeModel(small8, device, offer))).toBe(expected);
  });

  it("tells what the engine will take of the GPU's memory, and where it may fail", () => {
    const sure = judgeModel(small8, ...computer(nvidia));
    expect(sure).toMatchObject({
      notes: [expect.stringMatching(/share room for 8\d,\d{3} tokens/)],
    });
    expect(sure?.needBytes).toBeLessThanOrEqual(4 * GiB);
    expect(judgeModel(large8, ...computer(nvidia))).toMatchObject({
      ...{ backend: "gpu", weightBits: 4, sequences: 8 },
      notes: [
        expect.stringMatching(/doesn't tell how much memory the GPU has\. About \d+\.\d GB/),
        "It is loaded in 4 bits, which costs some accuracy, because this app has no library for 8 bits of it.",
      ],
    });
  });

  it("says why 32-bit arithmetic or fewer bits are taken", () => {
    expect(judgeModel(small8, ...computer(noF16))).toMatchObject({
      notes: [expect.stringMatching(/lacks 16-bit arithmetic.*computes in 32 bits/)],
    });
    expect(judgeModel(small8, ...computer({}, 3.4))).toMatchObject({
      weightBits: 4,
      notes: [
        expect.stringMatching(/4 bits.* because 8 bits would leave too little memory/),
        expect.stringMatching(/share room/),
      ],
    });
    // The table of eight bits is larger than a shader can reach, the one of four is not.
    const limits = { ...adapter.limits, maxStorageBufferBindingSize: 2 ** 27 };
    expect(judgeModel(small8, ...computer({ limits }))).toMatchObject({
      weightBits: 4,
      notes: [expect.stringMatching(/4 bits.* because with 8 bits the GPU .*BindingSize/)],
    });
  });

  it("names the limit that falls short, and what runs instead", () => {
    const limits = { ...adapter.limits, maxStorageBuffersPerShaderStage: 8 };
    const [device, offer] = computer({ limits });
    const fit = judgeModel(small8, device, offer);
    expect(fit).toMatchObject({
      kind: "fits",
      weightBits: null,
      hint: expect.stringMatching(
        /^The GPU engine can't run it because .*maxStorageBuffersPerShaderStage of 8/,
      ),
    });
    expect(judgeModel(small8, { ...device, memoryBytes: 2 * GiB }, offer)).toMatchObject({
      kind: "too-large",
      reason: expect.stringMatching(
        /more than this device can spare .*can't run it because the GPU/,
      ),
      alternative: expect.stringMatching(/smaller model/),
    });
  });

  it("recommends the Q8_0 file where the GPU engine can't read this one and would run that", () => {
    expect(judgeModel(small4, ...computer(noF16))).toMatchObject({
      backend: "cpu",
      hint: "The GPU engine can't read weights of this kind. The model's Q8_0 file runs on this GPU in 8 bits, 8 samples together.",
    });
    expect(judgeModel(large4, ...computer(noF16, 32))).toMatchObject({
      kind: "too-large",
      alternative:
        "Choose the model's Q8_0 file: it runs on this GPU in 4 bits, 8 samples together.",
    });
    const [device, offer] = computer(noF16, 8);
    expect(judgeModel(large4, device, offer)).toEqual(judgeFit(large4, device));
  });

  it("is llama.cpp's judgement without a GPU, without the libraries, and of other models", () => {
    const [device, offer] = computer();
    expect(judgeModel(small8, device, null)).toEqual(judgeFit(small8, device));
    expect(judgeModel({ ...small8, gpu: null }, device, offer)).toEqual(judgeFit(small8, device));
    const demo = entry("demo");
    expect(judgeModel(demo, device, offer)).toEqual(judgeFit(demo, device));
  });
});

describe("the catalogue", () => {
  it.each(catalogue.map((one) => [one.id, one] as const))(
    "%s says in which format the GPU engine holds it",
    (_, one) => {
      const facts = { ...factsOfEntry(one), bytes: 1e9 };
      const fit = judgeModel(facts, ...computer({}, 64));
      const bits = fit?.kind === "fits" ? fit.weightBits : null;
      expect(one.gpuFormat && weightFormat(one.gpuFormat).bits).toBe(bits);
    },
  );
});

describe("judgeModel of a package", () => {
  const shape = small8.gpu?.shape;
  if (!shape) throw new Error("no shape");
  const packed = (format: string, modelType = "qwen2"): PackageFacts => ({
    kind: "package",
    config: { modelType, format, shape },
  });

  it("takes the format that it has", () => {
    expect(inShort(judgeModel(packed("q4f16_1"), ...computer()))).toBe("gpu 4 bits: 8 × 16384");
    expect(judgeModel(packed("q4f16_1"), ...computer())).toMatchObject({ notes: [] });
  });

  it("names what the GPU lacks for it, and what runs there", () => {
    expect(judgeModel(packed("q8f16_1"), ...computer(noF16))).toMatchObject({
      kind: "too-large",
      needBytes: null,
      reason:
        "This package runs on a GPU only, and it can't here because the GPU (Test GPU) lacks 16-bit arithmetic in shaders (shader-f16).",
      alternative:
        "Choose the model's Q8_0 GGUF file: it runs on this GPU in 8 bits, 8 samples together.",
    });
    expect(judgeModel(packed("q8f16_1"), ...computer({}, 2))).toMatchObject({
      reason: expect.stringMatching(/memory does not suffice .*2\.0 GB/),
      alternative: expect.stringMatching(/Q8_0 GGUF file: it runs on this GPU in 4 bits/),
    });
  });

  it("refuses kinds that the engine doesn't know", () => {
    for (const other of [packed("q3f16_1"), packed("q4f16_1", "llama")]) {
      expect(judgeModel(other, ...computer())).toMatchObject({
        reason: expect.stringMatching(/a (qwen2|llama) model in the format q\df16_1, which/),
        alternative: expect.stringMatching(/GGUF file/),
      });
    }
  });

  it("needs a GPU; where the libraries aren't known only loading shows more", () => {
    const [device] = computer();
    expect(judgeModel(packed("q8f16_1"), device, null)).toBeNull();
    const gpu = { usable: false, reason: "this browser has no WebGPU" } as const;
    expect(judgeModel(packed("q8f16_1"), { ...device, gpu }, null)).toMatchObject({
      needBytes: null,
      reason: "This package runs on a GPU only, and here this browser has no WebGPU.",
      alternative: expect.stringMatching(/as a GGUF file/),
    });
  });
});

describe("factsOfHeader", () => {
  const qwen = { ...smallModel, "qwen2.attention.layer_norm_rms_epsilon": 1e-6 };
  const tensors = (type: number, ...names: string[]): Tensor[] =>
    ["token_embd.weight", ...names].map((name, index) => ({
      ...{ name, type, shape: [64, 32] },
      offset: index * 8192,
    }));
  const facts = async (values: Parameters<typeof ggufHeader>[0], list: readonly Tensor[]) => {
    const bytes = ggufHeader(values, list);
    const read = async (start: number, end: number) => bytes.slice(start, end);
    return factsOfHeader(await parseGgufHeader(read, null), 5e9);
  };

  it("tells whether the GPU engine reads the weights, and the model's shape", async () => {
    const q8 = await facts({ ...qwen, "qwen2.rope.freq_base": 1e6 }, tensors(8));
    expect(q8).toMatchObject({
      bytes: 5e9,
      gpu: { shape: { vocabularySize: 32, ropeBase: 1e6, tiedEmbeddings: true } },
    });
    expect(q8.gpu?.formats).toContain("q8f32_1");
    const q4 = await facts(qwen, [...tensors(12), ...tensors(8, "output.weight")]);
    expect(q4.gpu).toMatchObject({ formats: [], shape: { tiedEmbeddings: false, ropeBase: 1e4 } });
  });

  it("knows none of other architectures, and none whose positions are stretched", async () => {
    const other = Object.fromEntries(
      Object.entries(qwen).map(([key, value]) => [key.replace("qwen2", "llama"), value]),
    );
    expect((await facts({ ...other, "general.architecture": "llama" }, tensors(8))).gpu).toBeNull();
    expect(
      (await facts({ ...qwen, "qwen2.rope.scaling.type": "yarn" }, tensors(8))).gpu,
    ).toBeNull();
    expect((await facts(smallModel, tensors(8))).gpu).toBeNull();
  });

  it("says of the demonstration model's file what the catalogue says", async () => {
    const bytes = readFileSync("public/models/demo.gguf");
    const read = async (start: number, end: number) => new Uint8Array(bytes.subarray(start, end));
    const { gpu } = factsOfHeader(await parseGgufHeader(read, bytes.length), bytes.length);
    const { normEpsilon = 0, ...shape } = entry("demo").gpu?.shape ?? {};
    expect(gpu).toMatchObject({ shape, formats: small8.gpu?.formats });
    expect(gpu?.shape.normEpsilon).toBeCloseTo(normEpsilon, 10);
  });
});
