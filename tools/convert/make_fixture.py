"""Writes the small sources that the converter's tests use, with Hugging Face's and llama.cpp's libraries.

    python make_fixture.py TOKENIZER.json tests/fixtures/convert

One GGUF file (tied embeddings) and one model in two safetensors files, their tensors of all types that
can be converted: also q, k and v of one layer differ. The tokenizer is of bytes and a few tokens more.
"""

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
import safetensors

LAYERS, HIDDEN, HEADS, KV_HEADS, HEAD_SIZE, FFN = 2, 32, 2, 1, 16, 64
ADDED = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<tool_call>", "</tool_call>"]
CONTROL = ADDED[:3]
CONTEXT, BASE, EPSILON = 512, 500_000.0, 1e-6


def numbers(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    """Usual weights, and groups of the unusual: zeros, tiny and large ones, halves between two numbers."""
    values = rng.standard_normal((rows, columns)).astype(np.float32) * np.float32(0.05)
    if rows > 8:
        values[0] = 0
        values[1] *= 1e-6
        values[2] *= 1000
        values[3] = np.resize(np.arange(-7, 7.5, 0.5), columns) * 0.25
        values[4, 0] = -9
    return values


def brain(values: np.ndarray) -> np.ndarray:
    """Bits of the nearest bfloat16."""
    bits = values.astype(np.float32).view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def model(rng: np.random.Generator, vocabulary: int, *, tied: bool) -> dict[str, np.ndarray]:
    q, kv = HEADS * HEAD_SIZE, KV_HEADS * HEAD_SIZE
    tensors = {"model.embed_tokens.weight": numbers(rng, vocabulary, HIDDEN)}
    for layer in range(LAYERS):
        name = f"model.layers.{layer}."
        for part, size in (("q", q), ("k", kv), ("v", kv)):
            tensors[f"{name}self_attn.{part}_proj.weight"] = numbers(rng, size, HIDDEN)
            tensors[f"{name}self_attn.{part}_proj.bias"] = numbers(rng, 1, size)[0]
        tensors[f"{name}self_attn.o_proj.weight"] = numbers(rng, HIDDEN, q)
        tensors[f"{name}mlp.gate_proj.weight"] = numbers(rng, FFN, HIDDEN)
        tensors[f"{name}mlp.up_proj.weight"] = numbers(rng, FFN, HIDDEN)
        tensors[f"{name}mlp.down_proj.weight"] = numbers(rng, HIDDEN, FFN)
        tensors[f"{name}input_layernorm.weight"] = 1 + numbers(rng, 1, HIDDEN)[0]
        tensors[f"{name}post_attention_layernorm.weight"] = 1 + numbers(rng, 1, HIDDEN)[0]
    tensors["model.norm.weight"] = 1 + numbers(rng, 1, HIDDEN)[0]
    if not tied:
        tensors["lm_head.weight"] = numbers(rng, vocabulary, HIDDEN)
    return tensors


def byte_tokens(path: Path) -> list[str]:
    """The 256 tokens of single bytes, as that tokenizer writes them."""
    vocabulary = json.loads(path.read_text("utf-8"))["model"]["vocab"]
    return [token for token, _ in sorted(vocabulary.items(), key=lambda entry: entry[1]) if len(token) == 1]


def write_gguf(path: Path, tensors: dict[str, np.ndarray], tokens: list[str]) -> None:
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN2, LAYERS)
    kinds = [gguf.GGMLQuantizationType[kind] for kind in ("Q8_0", "F16", "BF16", "F32")]
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_name("Convert fixture")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(HIDDEN)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FFN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_rope_freq_base(BASE)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    kind = {token: gguf.TokenType.CONTROL if token in CONTROL else gguf.TokenType.USER_DEFINED for token in ADDED}
    writer.add_token_types([
        gguf.TokenType.UNUSED if token.startswith("[PAD") else kind.get(token, gguf.TokenType.NORMAL)
        for token in tokens
    ])
    writer.add_token_merges(["Ġ a", "a b"])
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_chat_template("{{ messages[0]['content'] }}")
    for count, (name, values) in enumerate(tensors.items()):
        # All types in turn, so that they differ within q, k and v.
        form = kinds[count % len(kinds)]
        stem, end = name.rsplit(".", 1)
        to = f"{names.get_name(stem)}.{end}"
        if values.ndim == 1:
            writer.add_tensor(to, values)
        else:
            writer.add_tensor(to, gguf.quants.quantize(values, form), raw_dtype=form)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_safetensors(folder: Path, tensors: dict[str, np.ndarray], tokens: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = [f"model-0000{part}-of-00002.safetensors" for part in (1, 2)]
    contents = [{}, {}]
    places = {}
    forms = {
        "bfloat16": lambda values: brain(values),
        "float16": lambda values: values.astype(np.float16),
        "float32": lambda values: values,
    }
    for count, (name, values) in enumerate(tensors.items()):
        form = list(forms)[count % 3]
        part = int(count >= len(tensors) // 2)
        places[name] = files[part]
        contents[part][name] = (form, np.ascontiguousarray(forms[form](values)))
    for file, content in zip(files, contents, strict=True):
        specs = {
            name: safetensors.TensorSpec(
                dtype=form, shape=list(data.shape), data_ptr=data.ctypes.data, data_len=data.nbytes
            )
            for name, (form, data) in content.items()
        }
        (folder / file).write_bytes(safetensors.serialize(specs, {"format": "pt"}))
    config = {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "hidden_size": HIDDEN,
        "intermediate_size": FFN,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": KV_HEADS,
        "vocab_size": len(tokens),
        "max_position_embeddings": CONTEXT,
        "rms_norm_eps": EPSILON,
        "rope_theta": BASE,
        "tie_word_embeddings": False,
        "torch_dtype": "bfloat16",
        "eos_token_id": tokens.index("<|endoftext|>"),
    }
    tokenizer = {
        "version": "1.0",
        "added_tokens": [
            {"id": tokens.index(token), "content": token, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": token in CONTROL}
            for token in ADDED
        ],
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": True},
        "post_processor": None,
        "decoder": {"type": "ByteLevel"},
        "model": {"type": "BPE", "vocab": {token: id for id, token in enumerate(tokens[:256])}, "merges": []},
    }
    texts = {
        "config.json": config,
        "generation_config.json": {"eos_token_id": [tokens.index("<|im_end|>"), tokens.index("<|endoftext|>")]},
        "model.safetensors.index.json": {"metadata": {}, "weight_map": places},
        "tokenizer.json": tokenizer,
        "tokenizer_config.json": {"chat_template": "{{ messages[0]['content'] }}"},
    }
    for name, text in texts.items():
        (folder / name).write_text(json.dumps(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    rng = np.random.default_rng(5)
    tokens = [*byte_tokens(args.tokenizer), *ADDED, "[PAD261]"]
    write_gguf(args.out / "mixed.gguf", model(rng, len(tokens), tied=True), tokens)
    write_safetensors(args.out / "safetensors", model(rng, len(tokens), tied=False), tokens)


if __name__ == "__main__":
    main()
