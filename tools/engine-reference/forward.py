"""The forward pass of Qwen2, Qwen3 and Llama in plain numpy, in 64 bits, on the numbers that a GGUF file holds.

Written from the models' papers and from what GGUF's specification says of its fields; it shares nothing
with the engine that it judges.
"""

from pathlib import Path

import gguf
import numpy as np

# Queries that attend together, so that 16,000 tokens need no table of 16,000 x 16,000.
ROWS = 512


class Cache:
    """Keys and values of the tokens so far, for each layer: [tokens, kv heads, head size]."""

    def __init__(self, layers: int) -> None:
        self.keys = [None] * layers
        self.values = [None] * layers
        self.length = 0

    def extend(self, layer: int, keys: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self.keys[layer] is not None:
            keys = np.concatenate((self.keys[layer], keys))
            values = np.concatenate((self.values[layer], values))
        self.keys[layer], self.values[layer] = keys, values
        return keys, values


class Model:
    def __init__(self, path: Path) -> None:
        file = gguf.GGUFReader(path)
        self.architecture = file.fields["general.architecture"].contents()
        self.metadata = {name: field.contents() for name, field in file.fields.items()}
        self.layers = self.field("block_count")
        self.heads = self.field("attention.head_count")
        self.kv_heads = self.field("attention.head_count_kv")
        self.hidden = self.field("embedding_length")
        self.head_size = self.field("attention.key_length", self.hidden // self.heads)
        self.eps = self.field("attention.layer_norm_rms_epsilon")
        self.tensors = {
            tensor.name: gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float64)
            for tensor in file.tensors
        }
        self.head = self.tensors.get("output.weight", self.tensors["token_embd.weight"])
        self.frequencies, self.magnitude = self.rope()

    def field(self, name: str, default=None):
        return self.metadata.get(f"{self.architecture}.{name}", default)

    def rope(self) -> tuple[np.ndarray, float]:
        """Radians a position for each pair, and what sine and cosine are multiplied by."""
        half = self.head_size // 2
        base = self.field("rope.freq_base", 10000.0)
        plain = base ** (-np.arange(half) / half)
        # Llama 3.1 and later: the converter of llama.cpp writes the divisors into the file.
        plain = plain / self.tensors.get("rope_freqs.weight", 1.0)
        kind, factor = self.field("rope.scaling.type"), self.field("rope.scaling.factor", 1.0)
        if kind == "linear":
            return plain / factor, 1.0
        if kind != "yarn":
            return plain, 1.0
        # YaRN (arXiv 2309.00071, section 3.2): pairs that turn often stay, those that turn rarely are
        # stretched, a ramp between; defaults of 32 and 1 turns within the original context.
        original = self.field("rope.scaling.original_context_length")

        def pair(turns: float) -> float:
            return half * np.log(original / (turns * 2 * np.pi)) / np.log(base)

        low = max(np.floor(pair(32)), 0)
        high = min(np.ceil(pair(1)), self.head_size - 1)
        stretched = np.clip((np.arange(half) - low) / max(high - low, 0.001), 0, 1)
        return plain * (1 - stretched) + plain / factor * stretched, 1 + 0.1 * np.log(factor)

    def rotate(self, x: np.ndarray, first: int) -> np.ndarray:
        """x: [tokens, heads, head size]; the first token's position is `first`."""
        angles = np.arange(first, first + len(x))[:, None, None] * self.frequencies
        cos, sin = np.cos(angles) * self.magnitude, np.sin(angles) * self.magnitude
        half = self.head_size // 2
        if self.architecture == "llama":  # in GGUF its pairs are neighbours
            a, b = x[..., 0::2], x[..., 1::2]
            return np.stack((a * cos - b * sin, a * sin + b * cos), -1).reshape(x.shape)
        a, b = x[..., :half], x[..., half:]
        return np.concatenate((a * cos - b * sin, a * sin + b * cos), -1)

    def norm(self, x: np.ndarray, name: str) -> np.ndarray:
        return x / np.sqrt((x**2).mean(-1, keepdims=True) + self.eps) * self.tensors[f"{name}.weight"]

    def times(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self.tensors[f"{name}.weight"].T + self.tensors.get(f"{name}.bias", 0.0)

    def attend(self, q: np.ndarray, k: np.ndarray, v: np.ndarray) -> np.ndarray:
        """q: [tokens, heads, size], the last of the texts whose k and v are [all tokens, kv heads, size]."""
        first, group = len(k) - len(q), self.heads // self.kv_heads
        out = np.empty_like(q)
        for start in range(0, len(q), ROWS):
            rows = slice(start, min(start + ROWS, len(q)))
            seen = first + rows.stop
            hidden = np.arange(seen) > first + np.arange(rows.start, rows.stop)[:, None]
            for head in range(self.heads):
                scores = q[rows, head] @ k[:seen, head // group].T / np.sqrt(self.head_size)
                scores[hidden] = -np.inf
                scores = np.exp(scores - scores.max(-1, keepdims=True))
                out[rows, head] = scores @ v[:seen, head // group] / scores.sum(-1, keepdims=True)
        return out

    def logits(self, tokens, places, cache: Cache | None = None, half_kv: bool = False) -> np.ndarray:
        """After the tokens at some places of what is read now: [places, vocabulary].

        half_kv: keys and values are rounded to 16 bits, as an engine may store them.
        """
        cache = cache or Cache(self.layers)
        x = self.tensors["token_embd.weight"][tokens]
        for layer in range(self.layers):
            at = f"blk.{layer}"
            normed = self.norm(x, f"{at}.attn_norm")
            q, k, v = (
                self.times(normed, f"{at}.attn_{name}").reshape(len(x), -1, self.head_size) for name in "qkv"
            )
            if f"{at}.attn_q_norm.weight" in self.tensors:
                q, k = self.norm(q, f"{at}.attn_q_norm"), self.norm(k, f"{at}.attn_k_norm")
            q, k = self.rotate(q, cache.length), self.rotate(k, cache.length)
            if half_kv:
                k, v = (part.astype(np.float16).astype(np.float64) for part in (k, v))
            k, v = cache.extend(layer, k, v)
            x = x + self.times(self.attend(q, k, v).reshape(len(x), -1), f"{at}.attn_output")
            normed = self.norm(x, f"{at}.ffn_norm")
            gate = self.times(normed, f"{at}.ffn_gate")
            x = x + self.times(gate / (1 + np.exp(-gate)) * self.times(normed, f"{at}.ffn_up"), f"{at}.ffn_down")
        cache.length += len(x)
        return self.norm(x[places], "output_norm") @ self.head.T

    def greedy(self, start: list[int], count: int) -> tuple[list[int], float]:
        """The likeliest tokens, and the least lead that one of them had over the second."""
        cache, lead, tokens = Cache(self.layers), np.inf, []
        logits = self.logits(start, [-1], cache)[0]
        for _ in range(count):
            second, first = np.sort(logits)[-2:]
            lead = min(lead, float(first - second))
            tokens.append(int(np.argmax(logits)))
            logits = self.logits(tokens[-1:], [-1], cache)[0]
        return tokens, lead
