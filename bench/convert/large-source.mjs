// A model in safetensors of OpenMath-Nemotron-1.5B's shape with random weights.
import { randomFillSync } from "node:crypto";
import { mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";

const config = {
  model_type: "qwen2",
  hidden_size: 1536,
  intermediate_size: 8960,
  num_hidden_layers: 28,
  num_attention_heads: 12,
  num_key_value_heads: 2,
  vocab_size: 151_936,
  max_position_embeddings: 131_072,
  rms_norm_eps: 1e-6,
  rope_theta: 500_000,
  tie_word_embeddings: true,
};

function tensors() {
  const { hidden_size: hidden, intermediate_size: ffn, vocab_size, num_hidden_layers } = config;
  const kv = 2 * 128;
  const layer = (index) => {
    const within = `model.layers.${index}`;
    return [
      [`${within}.input_layernorm.weight`, [hidden]],
      ...["q", "k", "v"].flatMap((part) => [
        [`${within}.self_attn.${part}_proj.weight`, [part === "q" ? hidden : kv, hidden]],
        [`${within}.self_attn.${part}_proj.bias`, [part === "q" ? hidden : kv]],
      ]),
      [`${within}.self_attn.o_proj.weight`, [hidden, hidden]],
      [`${within}.post_attention_layernorm.weight`, [hidden]],
      [`${within}.mlp.gate_proj.weight`, [ffn, hidden]],
      [`${within}.mlp.up_proj.weight`, [ffn, hidden]],
      [`${within}.mlp.down_proj.weight`, [hidden, ffn]],
    ];
  };
  return [
    ["model.embed_tokens.weight", [vocab_size, hidden]],
    ...Array.from({ length: num_hidden_layers }, (_, index) => layer(index)).flat(),
    ["model.norm.weight", [hidden]],
  ];
}

/** 16 MiB of BF16 between 2^-7 and 2^-3, which the file repeats. */
function weights() {
  const halves = new Uint16Array(2 ** 23);
  randomFillSync(halves);
  for (let i = 0; i < halves.length; i += 1) halves[i] = (halves[i] & 0x81ff) | 0x3c00;
  return new Uint8Array(halves.buffer);
}

/** @returns its bytes */
export async function writeLargeSource(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  const tokenizer = { added_tokens: [{ id: 151_643, content: "<|endoftext|>" }] };
  await writeFile(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  let bytes = 0;
  const header = {};
  for (const [name, shape] of tensors()) {
    const start = bytes;
    bytes += 2 * shape.reduce((product, size) => product * size);
    header[name] = { dtype: "BF16", shape, data_offsets: [start, bytes] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = await open(join(folder, "model.safetensors"), "w");
  await file.write(Buffer.concat([length, text]));
  const chunk = weights();
  for (let left = bytes; left > 0; left -= chunk.length) {
    await file.write(chunk.subarray(0, Math.min(left, chunk.length)));
  }
  await file.close();
  return bytes;
}
