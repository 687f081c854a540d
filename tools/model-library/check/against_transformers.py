"""Compares reference.py with transformers' Qwen2 on the same weights: an independent check, run by hand.

    pip install torch transformers gguf numpy && python against_transformers.py
"""

from pathlib import Path

import numpy as np
import torch
from random_model import mix
from reference import Model
from transformers import Qwen2Config, Qwen2ForCausalLM

DEMO = Path(__file__).parent / "../../../public/models/demo.gguf"
LENGTH = 1200


def transformers_model(model: Model) -> Qwen2ForCausalLM:
    """The same numbers in transformers' own implementation."""
    hidden = model.embedding.shape[1]
    size = len(model.blocks[0]["bias"]) // (model.heads + 2 * model.kv_heads)
    other = Qwen2ForCausalLM(Qwen2Config(
        vocab_size=len(model.embedding), hidden_size=hidden, intermediate_size=len(model.blocks[0]["gate_up"]) // 2,
        num_hidden_layers=len(model.blocks), num_attention_heads=model.heads, num_key_value_heads=model.kv_heads,
        max_position_embeddings=131072, rms_norm_eps=model.eps, rope_theta=model.base,
        rope_parameters={"rope_type": "default", "rope_theta": model.base}, tie_word_embeddings=False,
    )).eval()
    state = {"model.embed_tokens.weight": model.embedding, "lm_head.weight": model.head, "model.norm.weight": model.norm}
    cuts = np.cumsum([model.heads * size, model.kv_heads * size])
    for number, block in enumerate(model.blocks):
        at = f"model.layers.{number}"
        for name, weight, bias in zip("qkv", np.split(block["qkv"], cuts), np.split(block["bias"], cuts), strict=True):
            state[f"{at}.self_attn.{name}_proj.weight"], state[f"{at}.self_attn.{name}_proj.bias"] = weight, bias
        gate, up = np.split(block["gate_up"], 2)
        state |= {
            f"{at}.input_layernorm.weight": block["norm"], f"{at}.post_attention_layernorm.weight": block["norm2"],
            f"{at}.self_attn.o_proj.weight": block["o"], f"{at}.mlp.down_proj.weight": block["down"],
            f"{at}.mlp.gate_proj.weight": gate, f"{at}.mlp.up_proj.weight": up,
        }
    other.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()})
    return other


def main() -> None:
    for format in ("q0f32", "q4f32_1", "q8f32_1"):
        model = Model(DEMO, format)
        tokens = (mix(np.arange(LENGTH, dtype=np.uint32), 1) % np.uint32(len(model.embedding))).tolist()
        places = [0, 63, 511, 1199]
        ours = model.logits(tokens, places)
        with torch.no_grad():
            theirs = transformers_model(model)(torch.tensor([tokens])).logits[0, places].numpy()
        print(format, "largest difference", np.abs(ours - theirs).max(), "of a spread of", theirs.std())


if __name__ == "__main__":
    main()
