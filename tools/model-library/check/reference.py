"""A Qwen2 forward pass in plain numpy, on the numbers that a library's format really holds.

So a difference between a library and this comes from the library and not from the quantisation.
"""

from pathlib import Path

import gguf
import numpy as np

GROUP = 32


def quantise(weight: np.ndarray, bits: int, dtype: np.dtype) -> tuple[np.ndarray, np.ndarray]:
    """Words and scales as `formats.py` describes them."""
    groups = weight.reshape(len(weight), -1, GROUP)
    largest, zero = (7, 7) if bits == 4 else (127, 128)
    scale = (np.abs(groups).max(-1, keepdims=True) / largest).astype(dtype)
    divisor = np.where(scale == 0, 1, scale).astype(np.float32)
    numbers = np.clip(np.round(groups / divisor), -largest, largest).astype(np.int64) + zero
    per_word = 32 // bits
    shifts = (np.arange(per_word) * bits).astype(np.uint64)
    words = (numbers.reshape(len(weight), -1, per_word).astype(np.uint64) << shifts).sum(-1)
    return words.astype(np.uint32), scale[..., 0]


def dequantise(words: np.ndarray, scale: np.ndarray, bits: int) -> np.ndarray:
    per_word = 32 // bits
    zero = 7 if bits == 4 else 128
    numbers = (words[..., None] >> (np.arange(per_word) * bits).astype(np.uint32)) & ((1 << bits) - 1)
    numbers = numbers.reshape(len(words), -1, GROUP).astype(np.float32) - zero
    return (numbers * scale[..., None].astype(np.float32)).reshape(len(words), -1)


def attend(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> np.ndarray:
    """One head: [n, size] each; no token sees later ones."""
    scores = q @ k.T / np.sqrt(q.shape[-1])
    scores[np.triu(np.ones(scores.shape, bool), 1)] = -np.inf
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    return scores / scores.sum(-1, keepdims=True) @ v


class Model:
    """Weights from a GGUF file, rounded as the format rounds them."""

    def __init__(self, path: Path, format: str) -> None:
        self.bits = {"q0": None, "q4": 4, "q8": 8}[format[:2]]
        self.dtype = np.dtype(np.float16 if "f16" in format else np.float32)
        file = gguf.GGUFReader(path)
        field = lambda key: file.fields[f"qwen2.{key}"].contents()
        self.layers, self.heads, self.kv_heads = (
            field(k) for k in ("block_count", "attention.head_count", "attention.head_count_kv")
        )
        self.base, self.eps = field("rope.freq_base"), field("attention.layer_norm_rms_epsilon")
        tensors = {t.name: gguf.quants.dequantize(t.data, t.tensor_type).astype(np.float32) for t in file.tensors}
        self.embedding = self.matrix(tensors["token_embd.weight"])
        self.head = self.matrix(tensors["output.weight"]) if "output.weight" in tensors else self.embedding
        self.norm = self.plain(tensors["output_norm.weight"])
        self.blocks = []
        for i in range(self.layers):
            of = lambda name: tensors[f"blk.{i}.{name}"]
            join = lambda *names: np.concatenate([of(name) for name in names])
            qkv = ("attn_q", "attn_k", "attn_v")
            self.blocks.append({
                "norm": self.plain(of("attn_norm.weight")),
                "qkv": self.matrix(join(*(f"{n}.weight" for n in qkv))),
                "bias": self.plain(join(*(f"{n}.bias" for n in qkv))),
                "o": self.matrix(of("attn_output.weight")),
                "norm2": self.plain(of("ffn_norm.weight")),
                "gate_up": self.matrix(join("ffn_gate.weight", "ffn_up.weight")),
                "down": self.matrix(of("ffn_down.weight")),
            })

    def plain(self, values: np.ndarray) -> np.ndarray:
        return values.astype(self.dtype).astype(np.float32)

    def matrix(self, values: np.ndarray) -> np.ndarray:
        if self.bits is None:
            return self.plain(values)
        return dequantise(*quantise(values, self.bits, self.dtype), self.bits)

    def rotate(self, x: np.ndarray) -> np.ndarray:
        half = x.shape[-1] // 2
        angles = np.arange(len(x))[:, None, None] * self.base ** (-np.arange(half) / half)
        a, b = x[..., :half], x[..., half:]
        return np.concatenate((a * np.cos(angles) - b * np.sin(angles), b * np.cos(angles) + a * np.sin(angles)), -1)

    def logits(self, tokens: list[int], places: list[int]) -> np.ndarray:
        """After the tokens at some places of a text: [places, vocabulary]."""
        rms = lambda x, weight: x / np.sqrt((x**2).mean(-1, keepdims=True) + self.eps) * weight
        x = self.embedding[tokens]
        for block in self.blocks:
            qkv = (rms(x, block["norm"]) @ block["qkv"].T + block["bias"]).reshape(
                len(x), self.heads + 2 * self.kv_heads, -1
            )
            q, k, v = np.split(qkv, (self.heads, self.heads + self.kv_heads), axis=1)
            q, k = self.rotate(q), self.rotate(k)
            k, v = (np.repeat(part, self.heads // self.kv_heads, 1) for part in (k, v))
            mixed = np.stack([attend(q[:, h], k[:, h], v[:, h]) for h in range(self.heads)], 1)
            x = x + mixed.reshape(len(x), -1) @ block["o"].T
            gate, up = np.split(rms(x, block["norm2"]) @ block["gate_up"].T, 2, axis=-1)
            x = x + gate / (1 + np.exp(-gate)) * up @ block["down"].T
        return (rms(x[places], self.norm) @ self.head.T).astype(np.float32)
