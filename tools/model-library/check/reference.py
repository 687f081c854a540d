"""Weights in a library's layout, and logits that the library must reproduce.

    python reference.py MODEL.gguf --format q4f32_1 --out FOLDER

Writes FOLDER/weights.bin and cases.json. The forward pass is plain numpy in float32 on the numbers
that the format really holds, so a difference comes from the library and not from the quantisation.
"""

import argparse
import json
from pathlib import Path

import gguf
import numpy as np

GROUP = 32
BATCHES = (1, 2, 3, 4, 8, 11, 16)


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


class Model:
    def __init__(self, path: Path, format: str) -> None:
        self.bits = {"q0": None, "q4": 4, "q8": 8}[format[:2]]
        self.dtype = np.dtype(np.float16 if "f16" in format else np.float32)
        self.stored: dict[str, np.ndarray] = {}
        file = gguf.GGUFReader(path)
        field = lambda key: file.fields[f"qwen2.{key}"].contents()
        self.layers, self.heads, self.kv_heads = (
            field(k) for k in ("block_count", "attention.head_count", "attention.head_count_kv")
        )
        self.base, self.eps = field("rope.freq_base"), field("attention.layer_norm_rms_epsilon")
        tensors = {t.name: gguf.quants.dequantize(t.data, t.tensor_type).astype(np.float32) for t in file.tensors}
        self.embedding = self.matrix("model.embed_tokens", tensors["token_embd.weight"])
        self.head = self.matrix("lm_head", tensors["output.weight"]) if "output.weight" in tensors else self.embedding
        self.norm = self.plain("model.norm.weight", tensors["output_norm.weight"])
        self.blocks = []
        for i in range(self.layers):
            of = lambda name: tensors[f"blk.{i}.{name}"]
            join = lambda *names: np.concatenate([of(name) for name in names])
            at = f"model.layers.{i}"
            qkv = ("attn_q", "attn_k", "attn_v")
            self.blocks.append({
                "norm": self.plain(f"{at}.input_layernorm.weight", of("attn_norm.weight")),
                "qkv": self.matrix(f"{at}.self_attn.c_attn", join(*(f"{n}.weight" for n in qkv))),
                "bias": self.plain(f"{at}.self_attn.c_attn.bias", join(*(f"{n}.bias" for n in qkv))),
                "o": self.matrix(f"{at}.self_attn.o_proj", of("attn_output.weight")),
                "norm2": self.plain(f"{at}.post_attention_layernorm.weight", of("ffn_norm.weight")),
                "gate_up": self.matrix(f"{at}.mlp.gate_up_proj", join("ffn_gate.weight", "ffn_up.weight")),
                "down": self.matrix(f"{at}.mlp.down_proj", of("ffn_down.weight")),
            })

    def plain(self, name: str, values: np.ndarray) -> np.ndarray:
        self.stored[name] = values.astype(self.dtype)
        return self.stored[name].astype(np.float32)

    def matrix(self, name: str, values: np.ndarray) -> np.ndarray:
        if self.bits is None:
            return self.plain(f"{name}.weight", values)
        words, scale = quantise(values, self.bits, self.dtype)
        self.stored[f"{name}.q_weight"], self.stored[f"{name}.q_scale"] = words, scale
        return dequantise(words, scale, self.bits)

    def rotate(self, x: np.ndarray) -> np.ndarray:
        half = x.shape[-1] // 2
        angles = np.arange(len(x))[:, None, None] * self.base ** (-np.arange(half) / half)
        a, b = x[..., :half], x[..., half:]
        return np.concatenate((a * np.cos(angles) - b * np.sin(angles), b * np.cos(angles) + a * np.sin(angles)), -1)

    def logits(self, tokens: list[int], last: int) -> np.ndarray:
        """Of the last positions of a text."""
        rms = lambda x, weight: x / np.sqrt((x**2).mean(-1, keepdims=True) + self.eps) * weight
        x = self.embedding[tokens]
        for block in self.blocks:
            qkv = (rms(x, block["norm"]) @ block["qkv"].T + block["bias"]).reshape(
                len(x), self.heads + 2 * self.kv_heads, -1
            )
            q, k, v = np.split(qkv, (self.heads, self.heads + self.kv_heads), axis=1)
            q, k = self.rotate(q), self.rotate(k)
            k, v = (np.repeat(part, self.heads // self.kv_heads, 1) for part in (k, v))
            scores = np.einsum("qhd,khd->hqk", q, k) / np.sqrt(q.shape[-1])
            scores[:, np.triu(np.ones(scores.shape[1:], bool), 1)] = -np.inf
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            mixed = np.einsum("hqk,khd->qhd", scores / scores.sum(-1, keepdims=True), v)
            x = x + mixed.reshape(len(x), -1) @ block["o"].T
            gate, up = np.split(rms(x, block["norm2"]) @ block["gate_up"].T, 2, axis=-1)
            x = x + gate / (1 + np.exp(-gate)) * up @ block["down"].T
        return (rms(x[-last:], self.norm) @ self.head.T).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--format", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--prompt-length", type=int, default=70)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Model(args.model, args.format)
    index, at = [], 0
    with (args.out / "weights.bin").open("wb") as file:
        for name, values in model.stored.items():
            index.append({"name": name, "shape": values.shape, "dtype": str(values.dtype), "offset": at, "bytes": values.nbytes})
            file.write(values.tobytes())
            at += values.nbytes
    random = np.random.default_rng(1)
    draw = lambda n: random.integers(0, len(model.embedding), n).tolist()
    prompt = draw(args.prompt_length)
    # Each row of a step has a token of its own, and the next step another, so mixed-up rows show.
    first, second = draw(max(BATCHES)), draw(max(BATCHES))
    rows = [model.logits([*prompt, a, b], 3) for a, b in zip(first, second, strict=True)]
    (args.out / "logits.bin").write_bytes(np.stack(rows).tobytes())
    (args.out / "cases.json").write_text(json.dumps({
        "weights": index, "prompt": prompt, "first": first, "second": second,
        "batches": BATCHES, "vocabulary": len(model.embedding),
    }))


if __name__ == "__main__":
    main()
