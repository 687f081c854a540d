import { expect, it } from "vitest";
import { GpuUnsuitableError } from "../../src/engine/webgpu/errors";
import { qwen2Of } from "../../src/engine/webgpu/model/made-up-model";
import { testSpeed } from "../../src/engine/webgpu/test-speed";
import { findEntry } from "../../src/models/catalogue";
import { problemSeconds, tokensPerSecond } from "../../src/models/fit/device-speed";
import { nodeGpu } from "./models";

const { shape } = findEntry("demo") ?? expect.fail();
const transformer = qwen2Of(shape, { tiedEmbeddings: true });
const gpu = nodeGpu();

it.each(["Q8_0", "Q4_K_M"] as const)(
  "measures one sample and eight of a made-up model in %s, at both ends of its context",
  async (weights) => {
    const shares: number[] = [];
    const speed = await testSpeed({
      ...{ transformer, weights, gpu },
      memoryBudgets: () => [2 ** 31],
      onProgress: (share) => shares.push(share),
    });
    expect(speed).toMatchObject({ samples: 8, contextLength: 4096 });
    expect(speed.steps.map(({ samples }) => samples)).toEqual([1, 1, 8, 8]);
    const [short, long] = speed.steps.map(({ context }) => context);
    expect(short).toBe(500);
    expect(long).toBeGreaterThan(3900);
    for (const { milliseconds } of speed.steps) expect(milliseconds).toBeGreaterThan(0);
    expect(speed.readTokensPerSecond).toBeGreaterThan(0);
    expect(tokensPerSecond(speed, 8)).toBeGreaterThan(0);
    expect(Number.isFinite(problemSeconds(speed))).toBe(true);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  },
);

it("says why a GPU with too little memory can't run the model", async () => {
  const test = testSpeed({
    ...{ transformer, weights: "Q8_0", gpu },
    memoryBudgets: () => [2 ** 20],
  });
  await expect(test).rejects.toThrow(GpuUnsuitableError);
  await expect(test).rejects.toThrow(/memory does not suffice/);
});
