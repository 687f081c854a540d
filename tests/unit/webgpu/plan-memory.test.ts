import { describe, expect, it } from "vitest";
import { choosePlan, workBytes } from "../../../src/engine/webgpu/choose-plan";
import type { Transformer } from "../../../src/engine/webgpu/model/transformer";
import {
  bytesOfPage,
  mostOfOneText,
  planKv,
  smallerPlan,
  usualWish,
} from "../../../src/engine/webgpu/plan-memory";
import type { DeviceFacts } from "../../../src/models/fit/device";
import { gpuBudgets } from "../../../src/models/fit/gpu-budget";

const GiB = 2 ** 30;
const limits = {
  ...{ maxBufferSize: 4 * GiB, maxStorageBufferBindingSize: 4 * GiB },
  ...{ maxStorageBuffersPerShaderStage: 10, maxComputeInvocationsPerWorkgroup: 256 },
  ...{ maxComputeWorkgroupSizeX: 256, maxComputeWorkgroupStorageSize: 32_768 },
};
const qwen7b: Transformer = {
  ...{ layers: 28, heads: 28, kvHeads: 4, headSize: 128, embeddingSize: 3584 },
  ...{ feedForwardSize: 18_944, vocabularySize: 152_064, contextLength: 131_072 },
  ...{ normEpsilon: 1e-6, tiedEmbeddings: false, attentionBias: true, headNorm: false },
  rope: { base: 1e6, dimensions: 128, pairs: "halves", scaling: { kind: "none" } },
};
const device = (memory: number): DeviceFacts => ({
  gpu: { usable: false, reason: "not asked" },
  ...{ cores: 8, memoryBytes: memory * GiB, mobile: false, isolated: true },
});

function choose(budgets: readonly number[], kvType: "f16" | "q8" = "f16") {
  const weightBytes = 4.68e9;
  const adapter = { limits };
  const question = { shape: qwen7b, weightBytes, kvType, adapter, budgets, wish: usualWish };
  return choosePlan(question);
}

describe("the memory of a 7B in Q4_K_M", () => {
  it("takes 56 KiB a token in 16 bits, and little more than half of it in 8", () => {
    expect(bytesOfPage(qwen7b, "f16") / 16).toBe(56 * 1024);
    expect(bytesOfPage(qwen7b, "q8") / 16).toBe(56 * 1024 * (9 / 16));
  });

  it("is the smallest usual memory that leaves room for a solution", () => {
    const choice = choose(gpuBudgets("nvidia", device(32)));
    if ("reason" in choice) throw new Error(choice.reason);
    expect(choice.needBytes).toBeGreaterThan(5 * GiB);
    expect(choice.needBytes).toBeLessThanOrEqual(6 * GiB);
    expect(choice.plan.contextLength).toBeGreaterThanOrEqual(8192);
  });

  it("holds more tokens where keys and values have 8 bits", () => {
    const [wide, narrow] = [choose([6 * GiB]), choose([6 * GiB], "q8")];
    if ("reason" in wide || "reason" in narrow) throw new Error("no plan");
    expect(narrow.plan.pages).toBeGreaterThan(1.7 * wide.plan.pages);
  });

  it("does not fit 4 GiB, and the refusal says what is needed", () => {
    expect(choose([4 * GiB])).toEqual({ reason: expect.stringMatching(/more than 5\.0 GB/) });
  });
});

describe("budgets", () => {
  it("go in steps from what nearly all GPUs have to what few have", () => {
    const steps = gpuBudgets("nvidia", device(8)).map((bytes) => bytes / GiB);
    expect(steps).toEqual([4, 6, 8, 12, 16]);
  });

  it("end where the device's own memory does, since others' GPUs may share it", () => {
    const steps = gpuBudgets("amd", device(16)).map((bytes) => bytes / GiB);
    expect(steps).toEqual([4, 6, 8, 9.6]);
    expect(gpuBudgets("apple", device(4)).map((bytes) => bytes / GiB)).toEqual([2.4]);
  });
});

describe("a plan", () => {
  it("is limited by the wish, by the budget, and by the size of a layer's buffer", () => {
    const most = planKv(qwen7b, "f16", usualWish, 100 * GiB, limits);
    expect(most).toMatchObject({ contextLength: 32_768, maxTexts: 8 });
    expect(most?.pages).toBe((8 * 32_768) / 16 + 4);
    const small = planKv(qwen7b, "f16", usualWish, GiB, limits);
    expect(small && small.pages * bytesOfPage(qwen7b, "f16")).toBeLessThanOrEqual(GiB);
    const lavapipe = { ...limits, maxStorageBufferBindingSize: 128 * 2 ** 20 };
    const bound = planKv(qwen7b, "f16", usualWish, 100 * GiB, lavapipe);
    expect(bound?.pages).toBe((128 * 2 ** 20) / (4 * 16 * 128 * 2));
    expect(planKv(qwen7b, "f16", usualWish, workBytes / 8, limits)).toBeNull();
  });

  it("is halved, but not below the longest text and what it may still write", () => {
    const plan = {
      kvType: "f16",
      pages: 2052,
      contextLength: 32_768,
      mostTokens: 32_768,
      maxTexts: 8,
    } as const;
    const half = smallerPlan(plan, 100);
    expect(half).toEqual({ ...plan, pages: 1028, contextLength: 16_384, maxTexts: 4 });
    const long = smallerPlan(plan, 30_000);
    expect(mostOfOneText(long)).toBeGreaterThanOrEqual(31_024);
    expect(long.pages).toBeLessThanOrEqual(plan.pages);
    const least = { ...plan, pages: 132, contextLength: 2048, maxTexts: 1 };
    expect(smallerPlan(least, 0)).toEqual(least);
  });
});
