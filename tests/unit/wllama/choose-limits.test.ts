import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { chooseLimits } from "../../../src/engine/worker/choose-limits";
import type { DeviceFacts } from "../../../src/models/fit/device";
import { ggufHeader, smallModel } from "../models/gguf-file";

const GiB = 2 ** 30;

const device: DeviceFacts = {
  gpu: { usable: false, reason: "this browser has no WebGPU" },
  cores: 2,
  memoryBytes: 8 * GiB,
  mobile: false,
  isolated: true,
};

const intelGpu = {
  usable: true,
  name: "intel gen-12lp",
  vendor: "intel",
  maxBufferBytes: 2 * GiB,
  maxBindingBytes: 2 * GiB,
} as const;

/** OpenMath-Nemotron-1.5B in 8 bits, of which only the header is there. */
function largeModel(contextLength = 131_072): Blob {
  const header = ggufHeader({
    ...smallModel,
    "qwen2.block_count": 28,
    "qwen2.context_length": contextLength,
    "qwen2.embedding_length": 1536,
    "qwen2.feed_forward_length": 8960,
    "qwen2.attention.head_count": 12,
    "qwen2.attention.head_count_kv": 2,
  });
  return Object.defineProperty(new Blob([header]), "size", { value: 1.65e9 });
}

describe("chooseLimits", () => {
  it("gives a small model a copy a core, as long as it was made for", async () => {
    const script = new Blob([await readFile("tests/fixtures/script.gguf")]);
    expect(await chooseLimits([script], device)).toEqual({ contextLength: 8192, maxSequences: 2 });
  });

  it("gives a large one what memory allows", async () => {
    expect(await chooseLimits([largeModel()], device)).toEqual({
      contextLength: 16_384,
      maxSequences: 1,
    });
    const gpu = { ...device, gpu: intelGpu, memoryBytes: 16 * GiB };
    expect(await chooseLimits([largeModel()], gpu)).toEqual({
      contextLength: 16_384,
      maxSequences: 8,
    });
    expect(await chooseLimits([largeModel(4096)], gpu)).toMatchObject({ contextLength: 4096 });
  });

  it("keeps a model off a GPU that has too little memory for it", async () => {
    const small = { ...device, gpu: { ...intelGpu, maxBindingBytes: 1024 } };
    expect(await chooseLimits([largeModel()], small)).toMatchObject({
      maxSequences: 1,
      refuseGpu: "the GPU's memory does not suffice for this model",
    });
  });

  it("tries the least with a model that is judged too large, or can't be read", async () => {
    const least = { contextLength: 8192, maxSequences: 1 };
    const phone = { ...device, mobile: true, memoryBytes: 2 * GiB };
    expect(await chooseLimits([largeModel()], phone)).toEqual(least);
    expect(await chooseLimits([new Blob(["nonsense"])], device)).toEqual(least);
    expect(await chooseLimits([], device)).toEqual(least);
  });
});
