import { expect, it } from "vitest";
import { GpuUnsuitableError } from "../../src/engine/webgpu/errors";
import { qwen2Of } from "../../src/engine/webgpu/model/made-up-model";
import { testSpeed } from "../../src/engine/webgpu/test-speed";
import { findEntry } from "../../src/models/catalogue";
import { problemSeconds } from "../../src/models/fit/device-speed";
import { waiting } from "./gpu";
import { nodeGpu } from "./models";

// The demonstration model's matrices, in one layer and for short texts: software GPUs are slow.
const { shape } = findEntry("demo") ?? expect.fail();
const small = { ...shape, layers: 1, contextLength: 512 };
const transformer = qwen2Of(small, { tiedEmbeddings: true });
const gpu = nodeGpu();

it("measures one sample and eight of a made-up model, at both ends of their length", {
  timeout: 600_000,
}, async () => {
  const shares: number[] = [];
  const test = testSpeed({
    ...{ transformer, weights: "Q8_0", gpu },
    memoryBudgets: () => [2 ** 31],
    onProgress: (share) => shares.push(share),
  });
  const speed = await waiting(test);
  expect(speed).toMatchObject({ samples: 8, contextLength: 512 });
  for (const steps of [speed.one, speed.all]) {
    expect(steps.map(({ context }) => context)).toEqual([208, 416]);
    for (const { milliseconds } of steps) expect(milliseconds).toBeGreaterThan(0);
  }
  expect(speed.readTokensPerSecond).toBeGreaterThan(0);
  expect(problemSeconds(speed)).toBeGreaterThan(0);
  expect(problemSeconds(speed)).toBeLessThan(Number.POSITIVE_INFINITY);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

it("says why a GPU with too little memory can't run the model", async () => {
  const test = testSpeed({
    ...{ transformer, weights: "Q8_0", gpu },
    memoryBudgets: () => [2 ** 20],
  });
  await expect(test).rejects.toThrow(GpuUnsuitableError);
  await expect(test).rejects.toThrow(/memory does not suffice/);
});
