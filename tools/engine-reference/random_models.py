"""Small models with random weights as GGUF files: the architectures, weight types and RoPE scalings there are."""

from dataclasses import dataclass, field
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Type

F32 = Type.F32
# Layer by layer, and then again from the first.
Types = list[Type]


@dataclass
class RandomModel:
    """What a file holds. Types are those of one layer after the other; fewer repeat."""

    name: str
    architecture: str
    hidden: int
    intermediate: int
    heads: int
    kv_heads: int
    head_size: int
    vocabulary: int
    layers: int
    embedding: Type
    # None: the embedding is used again ("tied").
    output: Type | None
    types: dict[str, Types]
    base: float = 10_000.0
    eps: float = 1e-6
    context: int = 32_768
    scaling: dict = field(default_factory=dict)
    # Which random numbers.
    seed: int = 0


MATRICES = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")


def same(type: Type) -> dict[str, Types]:
    return {name: [type] for name in MATRICES}


def mixed(*types: Type) -> dict[str, Types]:
    return {name: [type] for name, type in zip(MATRICES, types, strict=True)}


Q4, Q5, Q6, Q8 = Type.Q4_K, Type.Q5_K, Type.Q6_K, Type.Q8_0

MODELS = [
    # As llama.cpp mixes Q4_K_M: V and down have six bits in half of the layers, so has the tied table.
    RandomModel(
        "qwen2-q4-k-m", "qwen2", 256, 512, 4, 2, 64, 384, 2, Q6, None,
        {**same(Q4), "attn_v": [Q6, Q4], "ffn_down": [Q6, Q4]}, base=1_000_000.0,
    ),
    # The head size does not follow from the hidden size; norms of q and k.
    RandomModel(
        "qwen3-mixed", "qwen3", 256, 256, 4, 2, 96, 384, 2, Q8, Q6,
        mixed(Q5, Q8, Q6, Type.Q5_0, Q5, Type.Q4_0, Q4), base=5_000_000.0,
    ),
    # Llama 3's scaling: long waves are stretched by divisors in the file.
    RandomModel(
        "llama-mixed", "llama", 256, 256, 8, 2, 32, 384, 2, Type.F16, Type.Q4_1,
        mixed(Type.Q4_0, Type.Q4_1, Type.Q5_1, Type.BF16, Type.Q4_1, Type.Q5_0, Type.Q5_1), base=500_000.0,
        eps=1e-5, scaling={"kind": "llama3", "factor": 8.0, "low": 1.0, "high": 4.0, "original": 128},
    ),
    RandomModel(
        "llama-linear", "llama", 128, 256, 2, 1, 64, 256, 1, Q8, None, same(Q8),
        eps=1e-5, scaling={"kind": "linear", "factor": 4.0},
    ),
    RandomModel(
        "qwen2-yarn", "qwen2", 128, 256, 2, 1, 64, 256, 1, Q8, None, same(Q8), base=1_000_000.0,
        scaling={"kind": "yarn", "factor": 4.0, "original": 128},
    ),
    # Sizes that no tile divides: three query heads on one, an odd vocabulary, 160 columns.
    RandomModel("qwen2-odd", "qwen2", 96, 160, 3, 1, 32, 301, 1, F32, F32, same(F32)),
    # Small, to be read to 16,000 tokens.
    RandomModel("qwen2-long", "qwen2", 128, 128, 2, 1, 64, 256, 1, Q8, None, same(Q8), base=500_000.0),
]


# Bytes of a K block: d and dmin where they lie, as columns of half floats, and what stands for a unit of d.
K_BLOCKS = {Q4: (144, 0, 2, 7.5), Q5: (176, 0, 2, 15.5), Q6: (210, 208, None, 0.0)}


def k_rows(random: np.random.Generator, type: Type, rows: int, columns: int, deviation: float) -> np.ndarray:
    """Blocks of random bits with scales that give the numbers this deviation, and a mean near zero.

    gguf-py can't quantise to K types; any bits are a valid block.
    """
    size, d_at, min_at, zero = K_BLOCKS[type]
    blocks = random.integers(0, 256, (rows * columns // 256, size), np.uint8)
    scale = np.exp(random.normal(0, 0.2, len(blocks)))

    def put(at: int, values: np.ndarray) -> None:
        blocks[:, at : at + 2] = values.astype(np.float16)[:, None].view(np.uint8)

    def put_scales(unit: float) -> np.ndarray:
        put(d_at, scale * unit)
        if min_at is not None:
            put(min_at, scale * unit * zero)
        return gguf.quants.dequantize(blocks.reshape(rows, -1), type)

    unit = 1 / 1024
    put_scales(unit * deviation / put_scales(unit).std())
    return blocks.reshape(rows, -1)


def write(model: RandomModel, path: Path) -> None:
    random = np.random.default_rng([model.seed, *model.name.encode()])
    writer = gguf.GGUFWriter(path, model.architecture)
    writer.add_name(model.name)
    writer.add_context_length(model.context)
    writer.add_embedding_length(model.hidden)
    writer.add_block_count(model.layers)
    writer.add_feed_forward_length(model.intermediate)
    writer.add_head_count(model.heads)
    writer.add_head_count_kv(model.kv_heads)
    if model.head_size * model.heads != model.hidden:
        writer.add_key_length(model.head_size)
        writer.add_value_length(model.head_size)
    writer.add_rope_freq_base(model.base)
    writer.add_layer_norm_rms_eps(model.eps)
    if model.architecture == "llama":
        writer.add_rope_dimension_count(model.head_size)
    add_tokenizer(writer, model)
    add_scaling(writer, model)

    def matrix(name: str, rows: int, columns: int, type: Type, gain: float) -> None:
        deviation = gain / np.sqrt(columns)
        if type in K_BLOCKS:
            data = k_rows(random, type, rows, columns, deviation)
        else:
            numbers = random.normal(0, deviation, (rows, columns)).astype(np.float32)
            if name == "output":
                # Unlike lengths of rows: so one token often leads clearly.
                numbers *= np.exp(random.normal(0, 0.4, (rows, 1))).astype(np.float32)
            data = gguf.quants.quantize(numbers, type)
        writer.add_tensor(f"{name}.weight", data, raw_dtype=type)

    def vector(name: str, values: np.ndarray) -> None:
        writer.add_tensor(name, values.astype(np.float32))

    def norm(name: str, size: int) -> None:
        vector(f"{name}.weight", random.uniform(0.5, 1.5, size))

    hidden, inner, kv = model.hidden, model.heads * model.head_size, model.kv_heads * model.head_size
    shapes = {
        "attn_q": (inner, hidden, 1.5), "attn_k": (kv, hidden, 1.5), "attn_v": (kv, hidden, 1.0),
        "attn_output": (hidden, inner, 1.0),
        "ffn_gate": (model.intermediate, hidden, 1.0), "ffn_up": (model.intermediate, hidden, 1.0),
        "ffn_down": (hidden, model.intermediate, 1.5),
    }
    # A tied table of small numbers: else each token's own row makes it the likeliest after itself.
    size = 1.0 if model.output else 0.08
    matrix("token_embd", model.vocabulary, hidden, model.embedding, size * np.sqrt(hidden))
    for layer in range(model.layers):
        at = f"blk.{layer}"
        norm(f"{at}.attn_norm", hidden)
        norm(f"{at}.ffn_norm", hidden)
        for name, (rows, columns, gain) in shapes.items():
            types = model.types[name]
            matrix(f"{at}.{name}", rows, columns, types[layer % len(types)], gain)
        if model.architecture == "qwen2":
            for name in "qkv":
                vector(f"{at}.attn_{name}.bias", random.normal(0, 0.5, shapes[f"attn_{name}"][0]))
        if model.architecture == "qwen3":
            norm(f"{at}.attn_q_norm", model.head_size)
            norm(f"{at}.attn_k_norm", model.head_size)
    norm("output_norm", hidden)
    if model.output is not None:
        matrix("output", model.vocabulary, hidden, model.output, 3.0)
    if model.scaling.get("kind") == "llama3":
        vector("rope_freqs.weight", llama3_divisors(model))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def add_scaling(writer: gguf.GGUFWriter, model: RandomModel) -> None:
    kind = model.scaling.get("kind")
    if kind not in ("linear", "yarn"):
        return
    writer.add_rope_scaling_type(gguf.RopeScalingType(kind))
    writer.add_rope_scaling_factor(model.scaling["factor"])
    if kind == "yarn":
        writer.add_rope_scaling_orig_ctx_len(model.scaling["original"])


def llama3_divisors(model: RandomModel) -> np.ndarray:
    """What each pair's frequency is divided by: 1 for short waves, the factor for long ones, a ramp between.

    As Llama 3.1's configuration describes it (`rope_type: llama3`).
    """
    scaling, half = model.scaling, model.head_size // 2
    turns = scaling["original"] * model.base ** (-np.arange(half) / half) / (2 * np.pi)
    smooth = np.clip((turns - scaling["low"]) / (scaling["high"] - scaling["low"]), 0, 1)
    return 1 / ((1 - smooth) / scaling["factor"] + smooth)


def add_tokenizer(writer: gguf.GGUFWriter, model: RandomModel) -> None:
    """Bytes, and tokens that no text has: the file can be opened as any other."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    bytes = [chr(byte) if byte in plain else chr(256 + others.index(byte)) for byte in range(256)]
    added = [f"<{number}>" for number in range(256, model.vocabulary)]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe" if model.architecture == "llama" else "qwen2")
    writer.add_token_list([*bytes, *added])
    writer.add_token_types([gguf.TokenType.NORMAL] * 256 + [gguf.TokenType.CONTROL] * len(added))
    # One at least is asked for; this one never applies, its result is no token.
    writer.add_token_merges(["a b"])
    writer.add_eos_token_id(model.vocabulary - 1)
    writer.add_add_bos_token(False)
