"""What a package must hold, computed with numpy: for each tensor its SHA-256 and its error.

    python reference.py SOURCE... > tests/fixtures/convert/expected.json && npm run format

A source is a GGUF file, or a folder of safetensors files. Independent of the converter: other libraries
read the files, and the groups are made here. The errors of a matrix are those of the numbers that the
stored ones stand for, relative to the largest one: [largest, root of the mean square].
"""

import hashlib
import json
import sys
from pathlib import Path

import gguf
import numpy as np
from safetensors import deserialize

FORMATS = ("q4f16_1", "q4f32_1", "q8f16_1", "q8f32_1", "q0f16", "q0f32")
GROUP = 32
NAMES = {
    "attn_norm": "input_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj", "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj",
    "token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head",
}


class Tensor:
    """Numbers of a source, and the blocks of Q8_0 where they are stored so."""

    def __init__(self, values: np.ndarray, blocks: np.ndarray | None = None) -> None:
        self.values = values.astype(np.float32)
        self.blocks = blocks


def read_gguf(path: Path) -> dict[str, Tensor]:
    tensors = {}
    for tensor in gguf.GGUFReader(path).tensors:
        stem, end = tensor.name.rsplit(".", 1)
        *layer, part = stem.removeprefix("blk.").split(".") if stem.startswith("blk.") else [stem]
        name = f"model.layers.{layer[0]}.{NAMES[part]}" if layer else NAMES[part]
        values = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        is_q8 = tensor.tensor_type == gguf.GGMLQuantizationType.Q8_0
        tensors[f"{name}.{end}"] = Tensor(values, tensor.data if is_q8 else None)
    return tensors


def read_safetensors(folder: Path) -> dict[str, Tensor]:
    tensors = {}
    for path in sorted(folder.glob("*.safetensors")):
        for name, info in deserialize(path.read_bytes()):
            data, kind = bytes(info["data"]), info["dtype"]
            if kind == "BF16":
                values = (np.frombuffer(data, np.uint16).astype(np.uint32) << 16).view(np.float32)
            else:
                values = np.frombuffer(data, {"F16": np.float16, "F32": np.float32}[kind])
            tensors[name] = Tensor(values.reshape(info["shape"]))
    return tensors


def group(tensor: Tensor, bits: int, dtype: type) -> tuple[np.ndarray, np.ndarray]:
    """Numbers from 0 on, [rows, groups, 32], and scales, [rows, groups, 1]."""
    if bits == 8 and tensor.blocks is not None:
        blocks = tensor.blocks.reshape(len(tensor.values), -1, 34)
        numbers = np.ascontiguousarray(blocks[..., 2:]).view(np.int8).astype(np.int64) + 128
        return numbers, np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(dtype)
    groups = tensor.values.reshape(len(tensor.values), -1, GROUP)
    largest, zero = (7, 7) if bits == 4 else (127, 128)
    scale = (np.abs(groups).max(-1, keepdims=True) / np.float32(largest)).astype(dtype)
    divisor = scale.astype(np.float32)
    multiple = np.divide(groups, divisor, out=np.zeros_like(groups), where=divisor != 0)
    shifted = (multiple + np.float32(zero)).astype(np.float64)
    return np.clip(np.floor(shifted + 0.5), zero - largest, zero + largest).astype(np.int64), scale


def entry(stored: np.ndarray, meant: np.ndarray | None = None, source: np.ndarray | None = None) -> list:
    hashed = hashlib.sha256(np.ascontiguousarray(stored).tobytes()).hexdigest()[:16]
    if meant is None:
        return [hashed]
    error = (meant.astype(np.float64) - source) / np.abs(source).max()
    return [hashed, float(f"{np.abs(error).max():.3e}"), float(f"{np.sqrt((error**2).mean()):.3e}")]


def matrix(name: str, tensors: list[Tensor], format: str) -> dict[str, list]:
    bits, dtype = {"q0": None, "q4": 4, "q8": 8}[format[:2]], np.float16 if "f16" in format else np.float32
    source = np.concatenate([tensor.values for tensor in tensors])
    if bits is None:
        stored = source.astype(dtype)
        return {f"{name}.weight": entry(stored, stored.astype(np.float32), source)}
    parts = [group(tensor, bits, dtype) for tensor in tensors]
    numbers, scales = (np.concatenate(list(part)) for part in zip(*parts, strict=True))
    meant = (numbers - (7 if bits == 4 else 128)) * scales.astype(np.float32)
    flat = numbers.reshape(len(source), -1, 32 // bits).astype(np.uint64)
    words = (flat << (np.arange(32 // bits) * bits).astype(np.uint64)).sum(-1).astype(np.uint32)
    return {
        f"{name}.q_weight": entry(words, meant.reshape(source.shape), source),
        f"{name}.q_scale": entry(scales),
    }


def package(tensors: dict[str, Tensor], format: str) -> dict[str, list]:
    dtype = np.float16 if "f16" in format else np.float32
    joined: dict[str, list] = {}
    for name, tensor in tensors.items():
        to = name
        for parts, whole in ((("q_proj", "k_proj", "v_proj"), "c_attn"), (("gate_proj", "up_proj"), "gate_up_proj")):
            for part in parts:
                to = to.replace(f".{part}.", f".{whole}.")
        joined.setdefault(to, {})[name] = tensor
    expected = {}
    # The order within a whole: q, k, v; gate, up.
    order = ("q_proj", "k_proj", "v_proj", "gate_proj", "up_proj")
    rank = lambda name: next((i for i, part in enumerate(order) if f".{part}." in name), 0)
    for to, parts in joined.items():
        found = [parts[name] for name in sorted(parts, key=rank)]
        if found[0].values.ndim == 2:
            expected |= matrix(to.removesuffix(".weight"), found, format)
        else:
            values = np.concatenate([tensor.values for tensor in found]).astype(dtype)
            expected[to] = entry(values)
    return expected


def main() -> None:
    result = {}
    for path in map(Path, sys.argv[1:]):
        tensors = read_safetensors(path) if path.is_dir() else read_gguf(path)
        result[path.name] = {format: package(tensors, format) for format in FORMATS}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
