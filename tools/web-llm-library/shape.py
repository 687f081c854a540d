"""The shape of a Qwen2 model, from a GGUF file's header or a config.json."""

import json
from dataclasses import dataclass
from pathlib import Path

import gguf


@dataclass(frozen=True)
class Shape:
    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_size: int
    ffn: int
    vocabulary: int
    rope_base: float
    norm_eps: float

    def as_json(self) -> dict:
        """The numbers that a model must have to fit a library."""
        return {
            "layers": self.layers,
            "embeddingSize": self.hidden,
            "heads": self.heads,
            "kvHeads": self.kv_heads,
            "headSize": self.head_size,
            "feedForwardSize": self.ffn,
            "vocabularySize": self.vocabulary,
            "ropeBase": self.rope_base,
            "normEpsilon": self.norm_eps,
        }


def read_shape(path: Path) -> Shape:
    return from_gguf(path) if path.suffix == ".gguf" else from_config(json.loads(path.read_text()))


def from_config(config: dict) -> Shape:
    """Of a config.json as the hub has it."""
    if config["architectures"] != ["Qwen2ForCausalLM"]:
        raise ValueError("This is no Qwen2 model.")
    return Shape(
        layers=config["num_hidden_layers"],
        hidden=config["hidden_size"],
        heads=config["num_attention_heads"],
        kv_heads=config["num_key_value_heads"],
        head_size=config["hidden_size"] // config["num_attention_heads"],
        ffn=config["intermediate_size"],
        vocabulary=config["vocab_size"],
        rope_base=config["rope_theta"],
        norm_eps=config["rms_norm_eps"],
    )


def from_gguf(path: Path) -> Shape:
    file = gguf.GGUFReader(path)

    def value(key: str):
        return file.fields[key].contents()

    if value("general.architecture") != "qwen2":
        raise ValueError(f"{path} is no Qwen2 model.")
    heads, hidden = value("qwen2.attention.head_count"), value("qwen2.embedding_length")
    return Shape(
        layers=value("qwen2.block_count"),
        hidden=hidden,
        heads=heads,
        kv_heads=value("qwen2.attention.head_count_kv"),
        head_size=hidden // heads,
        ffn=value("qwen2.feed_forward_length"),
        vocabulary=len(value("tokenizer.ggml.tokens")),
        rope_base=value("qwen2.rope.freq_base"),
        # Stored as float32: 9.999999974752427e-07 means 1e-6.
        norm_eps=float(f"{value('qwen2.attention.layer_norm_rms_epsilon'):.6g}"),
    )
