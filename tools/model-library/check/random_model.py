"""A model of a library's shape with random weights that a test makes again by the same rule.

Number i of parameter p (in the library's order) follows from `mix(i, p)`; see `random_parameter`.
"""

import numpy as np
from reference import Model, dequantise

# So that a row's product with a vector of ones' size has about that size again.
SCALE = {4: 0.0055, 8: 0.00035}


def mix(index: np.ndarray, parameter: int) -> np.ndarray:
    """MurmurHash3's finaliser of uint32."""
    with np.errstate(over="ignore"):
        h = index.astype(np.uint32) * np.uint32(0x9E3779B9) + np.uint32((parameter * 0x85EBCA6B) & 0xFFFFFFFF)
        h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        return h ^ (h >> np.uint32(16))


def random_parameter(name: str, shape: list[int], parameter: int, bits: int) -> np.ndarray:
    words = mix(np.arange(np.prod(shape), dtype=np.uint32), parameter)
    if name.endswith("q_weight"):
        return words.reshape(shape)
    # 16 bits, exact in float32.
    share = (words >> np.uint32(16)).astype(np.float32) / np.float32(65536)
    if name.endswith("q_scale"):
        return (np.float32(SCALE[bits]) * (np.float32(0.5) + share)).reshape(shape)
    if name.endswith("bias"):
        return (share - np.float32(0.5)).reshape(shape)
    return (np.float32(0.5) + share).reshape(shape)


class RandomModel(Model):
    def __init__(self, shape, params: list[dict], bits: int) -> None:
        numbers = {p["name"]: random_parameter(p["name"], p["shape"], at, bits) for at, p in enumerate(params)}

        def matrix(name: str) -> np.ndarray:
            return dequantise(numbers[f"{name}.q_weight"], numbers[f"{name}.q_scale"], bits)

        self.heads, self.kv_heads = shape.heads, shape.kv_heads
        self.base, self.eps = shape.rope_base, shape.norm_eps
        self.embedding, self.head = matrix("model.embed_tokens"), matrix("lm_head")
        self.norm = numbers["model.norm.weight"]
        self.blocks = []
        for layer in range(shape.layers):
            at = f"model.layers.{layer}"
            self.blocks.append({
                "norm": numbers[f"{at}.input_layernorm.weight"],
                "qkv": matrix(f"{at}.self_attn.c_attn"),
                "bias": numbers[f"{at}.self_attn.c_attn.bias"],
                "o": matrix(f"{at}.self_attn.o_proj"),
                "norm2": numbers[f"{at}.post_attention_layernorm.weight"],
                "gate_up": matrix(f"{at}.mlp.gate_up_proj"),
                "down": matrix(f"{at}.mlp.down_proj"),
            })
