import { describe, expect, it, vi } from "vitest";
import { drawn } from "../../../src/engine/webgpu/batch-device";
import { allocateWeights } from "../../../src/engine/webgpu/gpu-weights";
import type { Rope } from "../../../src/engine/webgpu/model/rope";
import {
  type Transformer,
  type WeightTensor,
  wantedTensors,
} from "../../../src/engine/webgpu/model/transformer";
import { planPass } from "../../../src/engine/webgpu/pass-plan";
import { createPassRunner } from "../../../src/engine/webgpu/pass-runner";
import { createMockGpu, gpuGlobals, type MockCounts } from "./mock-gpu";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000 });
for (const [name, value] of Object.entries(gpuGlobals)) vi.stubGlobal(name, value);

const rope: Rope = { base: 1e6, dimensions: 128, pairs: "halves", scaling: { kind: "none" } };
const qwen = {
  ...{ layers: 28, headSize: 128, contextLength: 131_072, normEpsilon: 1e-6, rope },
  ...{ attentionBias: true, headNorm: false },
};
const models = {
  "1.5B": {
    ...{ ...qwen, heads: 12, kvHeads: 2, embeddingSize: 1536, feedForwardSize: 8960 },
    ...{ vocabularySize: 151_936, tiedEmbeddings: true },
  },
  "7B": {
    ...{ ...qwen, heads: 28, kvHeads: 4, embeddingSize: 3584, feedForwardSize: 18_944 },
    ...{ vocabularySize: 152_064, tiedEmbeddings: false },
  },
} satisfies Record<string, Transformer>;

/** ggml's numbers. */
const [f32, q8, q4k, q6k] = [0, 8, 12, 14];

/** The types of Q4_K_M: half of the values and of the down matrices in Q6_K, and the table. */
function q4km(name: string): number {
  if (/token_embd|^output\.weight/.test(name)) return q6k;
  if (!/attn_v\.weight|ffn_down/.test(name)) return q4k;
  return Number(/^blk\.(\d+)/.exec(name)?.[1]) % 2 === 0 ? q6k : q4k;
}

async function load(transformer: Transformer, typeOf: (name: string) => number) {
  const tensors = wantedTensors(transformer).map(({ name, rows, columns }): WeightTensor => {
    const type = rows === 1 ? f32 : typeOf(name);
    return { name, type, rows, columns, readRows: async () => new Uint8Array() };
  });
  const { device, counts } = createMockGpu();
  const { weights, gpuBytes } = allocateWeights(device, {
    transformer,
    tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])),
  });
  const runner = createPassRunner({
    ...{ device, transformer, weights, features: { f16: true, subgroups: false } },
    plan: { kvType: "f16", pages: 4096, contextLength: 32_768, mostTokens: 32_768, maxTexts: 8 },
  });
  await runner.prepare();
  /** A step of some texts that have so many tokens by then. */
  const step = async (texts: number, length: number) => {
    const placed = Array.from({ length: texts }, (_, text) => {
      runner.setPages(
        text,
        Array.from({ length: Math.ceil((length + 1) / 16) }, (_, i) => i),
      );
      const sampling = { temperature: 0.7, topP: 0.95, uniform: 0.5 };
      return { piece: { text, tokens: drawn, sampling }, slot: text, length } as const;
    });
    return runner.run(planPass(placed), []);
  };
  return { runner, counts, gpuBytes, step };
}

/** What some work adds to the counts. */
async function during(counts: MockCounts, work: () => Promise<unknown>) {
  const before = { ...counts, dispatches: counts.dispatches.length };
  await work();
  return {
    bindGroups: counts.bindGroups - before.bindGroups,
    pipelines: counts.pipelines - before.pipelines,
    passes: counts.passes - before.passes,
    submits: counts.submits - before.submits,
    writes: counts.writes - before.writes,
    writtenBytes: counts.writtenBytes - before.writtenBytes,
    dispatches: counts.dispatches.slice(before.dispatches),
  };
}

describe.each(Object.entries(models))("a step of the %s's shape", (name, transformer) => {
  it.each([1, 4, 8, 16])("of %i texts is one pass of recorded kernels", async (texts) => {
    const { counts, step } = await load(transformer, q4km);
    await step(texts, 4000);
    const again = await during(counts, () => step(texts, 4001));
    // Seven a layer; the table, the head, and four that draw.
    expect(again.dispatches).toHaveLength(7 * 28 + 1 + 1 + 4);
    expect(again).toMatchObject({ bindGroups: 0, pipelines: 0, passes: 1, submits: 1 });
    expect(again.writes).toBeLessThanOrEqual(3);
    expect(again.writtenBytes).toBeLessThan(2048);
    const later = await during(counts, () => step(texts, 4016));
    expect(later.writes).toBeLessThanOrEqual(3);
  });

  it.each([1, 5, 16])(
    "of up to %i texts waits for no pipeline once they were made ahead",
    async (most) => {
      const { runner, counts, step } = await load(transformer, q4km);
      await runner.prepareTexts(most);
      for (let texts = 1; texts <= most; texts++) {
        const made = await during(counts, () => step(texts, 100));
        expect(made).toMatchObject({ bindGroups: 0, pipelines: 0 });
      }
    },
  );

  it("copies the pages that forked texts write into", async () => {
    const { runner, step } = await load(transformer, q4km);
    await step(1, 20);
    runner.setPages(1, [0, 2]);
    const sampling = { temperature: 0, topP: 1, uniform: 0 };
    const piece = { text: 1, tokens: [3], sampling };
    const plan = planPass([{ piece, slot: 1, length: 20 }]);
    await expect(runner.run(plan, [{ from: 1, to: 2 }])).resolves.toHaveLength(1);
  });

  it("fills a GPU with the attention of one text at 4,000 tokens", async () => {
    const { counts, step } = await load(transformer, q4km);
    const { dispatches } = await during(counts, () => step(1, 4000));
    const attention = dispatches.filter((one) => one.name.startsWith("attention-decode"));
    expect(attention).toHaveLength(28);
    for (const { workgroups } of attention) expect(workgroups).toBeGreaterThanOrEqual(64);
  });

  it("reads each weight once, whatever the number of texts", async () => {
    const { counts, step, gpuBytes } = await load(transformer, q4km);
    for (const texts of [1, 8]) {
      const { dispatches } = await during(counts, () => step(texts, 100));
      const products = dispatches.filter((one) => one.name.startsWith("matvec"));
      const bytes = products.reduce((sum, { readBytes }) => sum + readBytes, 0);
      // With the inputs, and without the table where it isn't the head as well.
      expect(bytes).toBeGreaterThan(0.85 * gpuBytes);
      const inputs = 512 * 4 * 28 * (3 * transformer.embeddingSize + transformer.feedForwardSize);
      expect(bytes).toBeLessThan(gpuBytes + 1.5 * inputs);
    }
  });

  it("multiplies with q, k and v as with one matrix where they are of one type", async () => {
    const { heads, kvHeads, headSize } = transformer;
    const { counts, step } = await load(transformer, () => q8);
    const { dispatches } = await during(counts, () => step(1, 100));
    const outputs = (heads + 2 * kvHeads) * headSize;
    const qkv = dispatches.filter(({ name }) => name.startsWith(`matvec Q8_0x${outputs} of `));
    expect(qkv).toHaveLength(28);
  });

  it("has weights of a known size", async () => {
    const sizes = { "1.5B": [1005, 1640], "7B": [4920, 8091] }[name] ?? [];
    for (const [index, typeOf] of [q4km, () => q8].entries()) {
      const { gpuBytes } = await load(transformer, typeOf);
      expect(Math.abs(gpuBytes / 1e6 / (sizes[index] ?? 0) - 1)).toBeLessThan(0.02);
    }
  });
});
