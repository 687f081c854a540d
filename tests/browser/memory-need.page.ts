import { gguf } from "@huggingface/gguf";
import { createInstance } from "../../src/engine/wllama/instance";
import type { ModelShape } from "../../src/models/fit/model-shape";
import { ggufHeader, type Tensor } from "../unit/models/gguf-file";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

/** A model of this shape, all weights zero. */
async function zeroModel(shape: ModelShape): Promise<Blob> {
  const { layers, heads, kvHeads, headSize, embeddingSize, feedForwardSize } = shape;
  const kv = kvHeads * headSize;
  const layer = {
    attn_norm: [embeddingSize],
    attn_q: [embeddingSize, heads * headSize],
    attn_k: [embeddingSize, kv],
    attn_v: [embeddingSize, kv],
    attn_output: [heads * headSize, embeddingSize],
    ffn_norm: [embeddingSize],
    ffn_gate: [embeddingSize, feedForwardSize],
    ffn_up: [embeddingSize, feedForwardSize],
    ffn_down: [feedForwardSize, embeddingSize],
  };
  const shapes: (readonly [string, number[]])[] = [
    ["token_embd", [embeddingSize, shape.vocabularySize]],
    ["output_norm", [embeddingSize]],
    ...Array.from({ length: layers }, (_, index) =>
      Object.entries(layer).map(([name, size]): [string, number[]] => [
        `blk.${index}.${name}`,
        size,
      ]),
    ).flat(),
  ];
  let offset = 0;
  const tensors = shapes.map(([name, size]): Tensor => {
    const tensor = { name: `${name}.weight`, shape: size, type: 0, offset };
    offset += 4 * size.reduce((product, one) => product * one, 1);
    return tensor;
  });
  const header = ggufHeader(
    {
      "general.architecture": "qwen2",
      "qwen2.block_count": layers,
      "qwen2.context_length": shape.contextLength,
      "qwen2.embedding_length": embeddingSize,
      "qwen2.feed_forward_length": feedForwardSize,
      "qwen2.attention.head_count": heads,
      "qwen2.attention.head_count_kv": kvHeads,
      "qwen2.attention.layer_norm_rms_epsilon": 1e-6,
      "tokenizer.ggml.model": "gpt2",
      "tokenizer.ggml.pre": "qwen2",
      "tokenizer.ggml.tokens": await tokens(shape.vocabularySize),
      "tokenizer.ggml.merges": ["a b"],
    },
    tensors,
  );
  const padding = Math.ceil(header.length / 32) * 32 - header.length;
  return new Blob([header, new Uint8Array(padding + offset)]);
}

/** The script model's, and more. */
async function tokens(count: number): Promise<string[]> {
  const script = await (await fetch("/tests/fixtures/script.gguf")).arrayBuffer();
  const { metadata } = await gguf("https://model.invalid/", {
    fetch: async () => new Response(script),
  });
  const known = Object.entries(metadata).find(([key]) => key === "tokenizer.ggml.tokens")?.[1];
  if (!Array.isArray(known)) throw new Error("The script model has no tokens.");
  return Array.from({ length: count }, (_, index) => String(known[index] ?? `more ${index}`));
}

const tools = {
  /** Bytes that llama.cpp says it takes: of the model, the KV, and the buffers of a step. */
  async measure(shape: ModelShape, plan: { gpu: boolean; slots: number; contextLength: number }) {
    const model = await zeroModel(shape);
    const instance = await createInstance({ model: [model], threads: 1, wideKv: false, ...plan });
    const read = (what: RegExp) => {
      const found = instance.log.map((line) => what.exec(line)?.[1]).find(Boolean);
      return Number(found) * 2 ** 20;
    };
    const measured = {
      fileBytes: model.size,
      modelBytes: read(/model buffer size = +([\d.]+) MiB/),
      kvBytes: read(/KV buffer size = +([\d.]+) MiB/),
      stepBytes: read(/compute buffer size = +([\d.]+) MiB/),
    };
    await instance.close();
    return measured;
  },
};

declare global {
  interface Window {
    memory: typeof tools;
  }
}

window.memory = tools;
