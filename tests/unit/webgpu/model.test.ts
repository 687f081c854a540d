import { describe, expect, it } from "vitest";
import { readTransformer } from "../../../src/engine/webgpu/model/gguf-transformer";
import { type Rope, ropeTable } from "../../../src/engine/webgpu/model/rope";
import { outerTensors, wantedTensors } from "../../../src/engine/webgpu/model/transformer";
import type { ByteSource } from "../../../src/models/convert/byte-source";
import type { GgufParts, GgufTensor } from "../../../src/models/gguf/open-parts";
import type { Metadata } from "../../../src/models/gguf/read-metadata";

const factors = Float32Array.of(1, 2, 4, 8);
const file: ByteSource = {
  name: "model.gguf",
  size: 16,
  read: async () => new Uint8Array(factors.buffer),
};

/** A GGUF file with such tensors, `[rows, columns]` each. */
function parts(
  metadata: Metadata,
  tensors: Readonly<Record<string, readonly number[]>>,
): GgufParts {
  return {
    ...{ metadata, title: "model", names: ["model"] },
    tensors: new Map(
      Object.entries(tensors).map(([name, shape]): [string, GgufTensor] => [
        name,
        { file, name, type: 0, shape, offset: 0 },
      ]),
    ),
  };
}

const numbers = (architecture: string, more: Metadata = {}): Metadata => ({
  "general.architecture": architecture,
  [`${architecture}.block_count`]: 2,
  [`${architecture}.embedding_length`]: 64,
  [`${architecture}.feed_forward_length`]: 128,
  [`${architecture}.context_length`]: 4096,
  [`${architecture}.attention.head_count`]: 4,
  [`${architecture}.attention.head_count_kv`]: 2,
  [`${architecture}.attention.layer_norm_rms_epsilon`]: 1e-6,
  "tokenizer.ggml.tokens": Array.from({ length: 10 }, String),
  ...more,
});

describe("the numbers of a model", () => {
  it("are Qwen2's with biases and tied embeddings", async () => {
    const model = await readTransformer(
      parts(numbers("qwen2", { "qwen2.rope.freq_base": 1e6 }), {
        "token_embd.weight": [12, 64],
        "blk.0.attn_q.bias": [64],
      }),
    );
    expect(model).toMatchObject({
      ...{ layers: 2, heads: 4, kvHeads: 2, headSize: 16, vocabularySize: 12 },
      ...{ tiedEmbeddings: true, attentionBias: true, headNorm: false },
      rope: { base: 1e6, dimensions: 16, pairs: "halves", scaling: { kind: "none" } },
    });
    const names = wantedTensors(model).map(({ name }) => name);
    expect(names).toContain("blk.1.attn_v.bias");
    expect(names).not.toContain("output.weight");
    // A table, a norm, and 12 tensors a layer.
    expect(names).toHaveLength(2 + 2 * 12);
    const { head, table } = outerTensors(model);
    expect(head).toBe(table);
  });

  it("are Qwen3's with norms of heads and a head size of their own", async () => {
    const model = await readTransformer(
      parts(numbers("qwen3", { "qwen3.attention.key_length": 32 }), {
        "blk.0.attn_q_norm.weight": [32],
        "output.weight": [10, 64],
      }),
    );
    expect(model).toMatchObject({ headSize: 32, headNorm: true, attentionBias: false });
    const wanted = wantedTensors(model);
    expect(wanted).toContainEqual({ name: "blk.0.attn_q.weight", rows: 128, columns: 64 });
    expect(wanted).toContainEqual({ name: "blk.1.attn_k_norm.weight", rows: 1, columns: 32 });
    expect(wanted).toContainEqual({ name: "output.weight", rows: 10, columns: 64 });
  });

  it("are Llama's with adjacent pairs and the factors of Llama 3", async () => {
    const model = await readTransformer(
      parts(numbers("llama", { "llama.rope.freq_base": 5e5 }), { "rope_freqs.weight": [4] }),
    );
    expect(model.rope).toEqual({
      ...{ base: 5e5, dimensions: 16, pairs: "adjacent" },
      scaling: { kind: "factors", factors: [1, 2, 4, 8] },
    });
  });

  it("are refused for other architectures, experts and heads that turn in part", async () => {
    await expect(readTransformer(parts(numbers("gemma3"), {}))).rejects.toThrow(/“gemma3”/);
    const experts = numbers("llama", { "llama.expert_count": 8 });
    await expect(readTransformer(parts(experts, {}))).rejects.toThrow(/mixture of experts/);
    const partial = numbers("llama", { "llama.rope.dimension_count": 8 });
    await expect(readTransformer(parts(partial, {}))).rejects.toThrow(/8 of 16/);
    const scaled = numbers("llama", {
      "llama.rope.scaling.type": "longrope",
      "llama.rope.scaling.factor": 4,
    });
    await expect(readTransformer(parts(scaled, {}))).rejects.toThrow(/“longrope”/);
  });
});

describe("RoPE", () => {
  const rope: Rope = { base: 10_000, dimensions: 8, pairs: "halves", scaling: { kind: "none" } };
  const close = (got: readonly number[], wanted: readonly number[]) => {
    expect(got).toHaveLength(wanted.length);
    for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, 10);
  };

  it("turns each pair slower than the one before", () => {
    const { frequencies, magnitude } = ropeTable(rope);
    close(frequencies, [1, 0.1, 0.01, 0.001]);
    expect(magnitude).toBe(1);
  });

  it("is stretched for all pairs, or for each by its own factor", () => {
    const linear = ropeTable({ ...rope, scaling: { kind: "linear", factor: 4 } });
    close(linear.frequencies, [0.25, 0.025, 0.0025, 0.000_25]);
    const own = ropeTable({ ...rope, scaling: { kind: "factors", factors: [1, 1, 2, 8] } });
    close(own.frequencies, [1, 0.1, 0.005, 0.000_125]);
  });

  it("is stretched by YaRN only for pairs that turn seldom", () => {
    const { frequencies, magnitude } = ropeTable({
      ...{ base: 10_000, dimensions: 128, pairs: "halves" },
      scaling: {
        ...{ kind: "yarn", factor: 4, originalContext: 32_768 },
        ...{ betaFast: 32, betaSlow: 1, attentionFactor: 1 },
      },
    });
    const plain = ropeTable({ ...rope, dimensions: 128 }).frequencies;
    expect(magnitude).toBeCloseTo(0.1 * Math.log(4) + 1, 12);
    // Pair 35 turns 32 times in 32,768 tokens, pair 60 once.
    close(frequencies.slice(0, 35), plain.slice(0, 35));
    close(
      frequencies.slice(60),
      plain.slice(60).map((one) => one / 4),
    );
    const between = (frequencies[47] ?? 0) / (plain[47] ?? 1);
    expect(between).toBeGreaterThan(0.25);
    expect(between).toBeLessThan(1);
  });
});
