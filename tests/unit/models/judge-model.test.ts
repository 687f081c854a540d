import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AdapterFacts } from "../../../src/engine/webgpu/adapter";
import { findEntry } from "../../../src/models/catalogue";
import type { DeviceFacts } from "../../../src/models/fit/device";
import type { Fit } from "../../../src/models/fit/fit";
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

const adapter: AdapterFacts = {
  ...{ name: "Test GPU", vendor: "intel" },
  limits: {
    maxBufferSize: 4 * GiB,
    maxStorageBufferBindingSize: 2 * GiB,
    maxStorageBuffersPerShaderStage: 10,
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupSizeX: 256,
    maxComputeWorkgroupStorageSize: 32_768,
  },
};

interface Computer extends Partial<AdapterFacts> {
  readonly shaderF16?: boolean;
  readonly memory?: number;
}

/** A computer with the GPU that an adapter describes, as both engines see it. */
function computer({
  shaderF16 = true,
  memory = 16,
  ...changes
}: Computer = {}): [DeviceFacts, AdapterFacts] {
  const found = { ...adapter, ...changes };
  const { name, vendor, limits } = found;
  const gpu: DeviceFacts["gpu"] = shaderF16
    ? {
        ...{ usable: true, name, vendor },
        maxBufferBytes: limits.maxBufferSize,
        maxBindingBytes: limits.maxStorageBufferBindingSize,
      }
    : { usable: false, reason: "the GPU (Test GPU) lacks shader-f16" };
  return [{ gpu, cores: 8, memoryBytes: memory * GiB, mobile: false, isolated: true }, found];
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

/** "webgpu: 8 × 16384", "wllama: 1 × 8192" or "no". */
function inShort(fit: Fit | null): string {
  if (!fit) return "not known";
  if (fit.kind === "too-large") return "no";
  return `${fit.engine}: ${fit.sequences} × ${fit.contextLength}`;
}

describe("judgeModel", () => {
  it.each([
    ["1.5B in 8 bits", small8, computer(), "webgpu: 8 × 32768"],
    ["1.5B in 8 bits without 16-bit arithmetic", small8, computer(noF16), "webgpu: 8 × 32768"],
    ["1.5B in 8 bits with NVIDIA's", small8, computer(nvidia), "webgpu: 8 × 32768"],
    ["1.5B in 4 bits", small4, computer(noF16), "webgpu: 8 × 32768"],
    ["1.5B in 4 bits with little memory", small4, computer({ memory: 4 }), "webgpu: 8 × 32768"],
    ["1.5B in 8 bits with little memory", small8, computer({ memory: 4 }), "webgpu: 4 × 19664"],
    ["1.5B in 4 bits with hardly any", small4, computer({ memory: 1 }), "no"],
    ["7B in 4 bits with NVIDIA's", large4, computer(nvidia), "webgpu: 5 × 22672"],
    ["7B in 8 bits with NVIDIA's", large8, computer(nvidia), "webgpu: 8 × 32768"],
    ["7B in 8 bits", large8, computer(), "webgpu: 7 × 28736"],
  ] as const)("OpenMath %s", (_, model, [device, found], expected) => {
    expect(inShort(judgeModel(model, device, found))).toBe(expected);
  });

  it("tells what the engine will take of the GPU's memory, and where it may fail", () => {
    const sure = judgeModel(small8, ...computer(nvidia));
    expect(sure).toMatchObject({
      notes: [expect.stringMatching(/share room for \d\d,\d{3} tokens/)],
    });
    expect(sure?.needBytes).toBeLessThanOrEqual(4 * GiB);
    expect(judgeModel(large8, ...computer(nvidia))).toMatchObject({
      notes: [
        expect.stringMatching(/doesn't tell how much memory the GPU has\. About 1\d\.\d GB/),
        expect.stringMatching(/share room/),
      ],
    });
  });

  it("says why llama.cpp runs it instead, or why nothing does", () => {
    const limits = { ...adapter.limits, maxStorageBufferBindingSize: 2 ** 20 };
    const [device, found] = computer({ ...noF16, limits });
    expect(judgeModel(small8, device, found)).toMatchObject({
      kind: "fits",
      engine: "wllama",
      hint: expect.stringMatching(/^The GPU engine can't run it because the GPU's memory does not/),
    });
    expect(judgeModel(small8, { ...device, memoryBytes: 2 * GiB }, found)).toMatchObject({
      kind: "too-large",
      reason: expect.stringMatching(
        /more than this device can spare .*The GPU engine can't run it because/,
      ),
      alternative: expect.stringMatching(/smaller model/),
    });
    const notOnGpu = "its weights are stored in a way that our GPU engine doesn't read (IQ4_XS)";
    expect(judgeModel({ ...small4, notOnGpu }, ...computer())).toMatchObject({
      engine: "wllama",
      hint: `The GPU engine can't run it because ${notOnGpu}.`,
    });
  });

  it("is llama.cpp's judgement without a GPU, and of the smallest models", () => {
    const [device, found] = computer();
    expect(judgeModel(small8, device, null)).toEqual(judgeFit(small8, device));
    const demo = entry("demo");
    expect(judgeModel(demo, device, found)).toEqual(judgeFit(demo, device));
  });
});

describe("judgeModel of a package", () => {
  const shape = { ...small8.shape, ropeBase: 5e5, normEpsilon: 1e-6, tiedEmbeddings: true };
  const packed = (format: string, modelType = "qwen2"): PackageFacts => ({
    kind: "package",
    config: { modelType, format, shape },
  });

  it("runs it in every format, also without 16-bit arithmetic", () => {
    expect(inShort(judgeModel(packed("q4f16_1"), ...computer()))).toBe("webgpu: 8 × 32768");
    expect(inShort(judgeModel(packed("q8f16_1"), ...computer(noF16)))).toBe("webgpu: 8 × 32768");
  });

  it("names what is missing for it, and what runs there", () => {
    expect(judgeModel(packed("q8f16_1"), ...computer({ memory: 2 }))).toMatchObject({
      kind: "too-large",
      needBytes: null,
      reason: expect.stringMatching(
        /GPU only, and it can't here because .*memory does not suffice/,
      ),
      alternative: "Choose the same model as a GGUF file, which also runs on the CPU.",
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

  it("needs a GPU; where the adapter isn't known only loading shows more", () => {
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
  const renamed = (architecture: string) => ({
    ...Object.fromEntries(
      Object.entries(qwen).map(([key, value]) => [key.replace("qwen2", architecture), value]),
    ),
    "general.architecture": architecture,
  });

  it("tells the model's shape, and that the GPU engine runs it", async () => {
    expect(await facts(qwen, [...tensors(12), ...tensors(14, "output.weight")])).toMatchObject({
      ...{ bytes: 5e9, notOnGpu: null },
      shape: { vocabularySize: 32 },
    });
    for (const known of ["qwen3", "llama"]) {
      expect((await facts(renamed(known), tensors(2))).notOnGpu).toBeNull();
    }
  });

  it("tells why the GPU engine doesn't run it", async () => {
    expect((await facts(renamed("gemma3"), tensors(8))).notOnGpu).toMatch(
      /runs models of the architectures qwen2, qwen3, llama, and this one is “gemma3”/,
    );
    expect((await facts(qwen, [...tensors(12), ...tensors(23, "output.weight")])).notOnGpu).toMatch(
      /doesn't read \(IQ4_XS\)/,
    );
    expect((await facts(smallModel, tensors(8))).notOnGpu).toMatch(/epsilon/);
  });

  it("says of the demonstration model's file what the catalogue says", async () => {
    const bytes = readFileSync("public/models/demo.gguf");
    const read = async (start: number, end: number) => new Uint8Array(bytes.subarray(start, end));
    const found = factsOfHeader(await parseGgufHeader(read, bytes.length), bytes.length);
    const { shape, notOnGpu } = entry("demo");
    expect(found).toMatchObject({ shape, notOnGpu });
  });
});
