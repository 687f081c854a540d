/** GGUF's name of a tensor by the rest of its name in Hugging Face's `qwen2`. */
const inLayer: Readonly<Record<string, string>> = {
  "attn_norm.weight": "input_layernorm.weight",
  "attn_q.weight": "self_attn.q_proj.weight",
  "attn_q.bias": "self_attn.q_proj.bias",
  "attn_k.weight": "self_attn.k_proj.weight",
  "attn_k.bias": "self_attn.k_proj.bias",
  "attn_v.weight": "self_attn.v_proj.weight",
  "attn_v.bias": "self_attn.v_proj.bias",
  "attn_output.weight": "self_attn.o_proj.weight",
  "ffn_norm.weight": "post_attention_layernorm.weight",
  "ffn_gate.weight": "mlp.gate_proj.weight",
  "ffn_up.weight": "mlp.up_proj.weight",
  "ffn_down.weight": "mlp.down_proj.weight",
};

const outside: Readonly<Record<string, string>> = {
  "token_embd.weight": "model.embed_tokens.weight",
  "output_norm.weight": "model.norm.weight",
  "output.weight": "lm_head.weight",
};

/** The name in Hugging Face's form; null for a tensor that such a model doesn't have. */
export function hubName(ggufName: string): string | null {
  const [, layer, rest] = /^blk\.(\d+)\.(.+)$/.exec(ggufName) ?? [];
  if (layer === undefined || rest === undefined) return outside[ggufName] ?? null;
  const name = inLayer[rest];
  return name ? `model.layers.${layer}.${name}` : null;
}

const ggufInLayer = new Map(Object.entries(inLayer).map(([gguf, hub]) => [hub, gguf]));
const ggufOutside = new Map(Object.entries(outside).map(([gguf, hub]) => [hub, gguf]));

/** GGUF's name of a tensor; null for a tensor that such a model doesn't have. */
export function ggufName(hubName: string): string | null {
  const [, layer, rest] = /^model\.layers\.(\d+)\.(.+)$/.exec(hubName) ?? [];
  if (layer === undefined || rest === undefined) return ggufOutside.get(hubName) ?? null;
  const name = ggufInLayer.get(rest);
  return name ? `blk.${layer}.${name}` : null;
}
