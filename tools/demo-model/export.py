"""Writes the trained model as GGUF (Q8_0 matrices, f32 norms and biases).

    python export.py WORK/checkpoint.pt WORK/tokenizer.json OUT.gguf

Tensor and key names: the GGUF specification and llama.cpp's qwen2 architecture (MIT).
"""

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
import torch
import wire
from model import Config
from tokenizer import CONTROL, user_defined
from tokenizers import Tokenizer

NAMES = {
    "attn_norm.weight": "attn_norm.weight",
    "q.weight": "attn_q.weight", "q.bias": "attn_q.bias",
    "k.weight": "attn_k.weight", "k.bias": "attn_k.bias",
    "v.weight": "attn_v.weight", "v.bias": "attn_v.bias",
    "o.weight": "attn_output.weight",
    "ffn_norm.weight": "ffn_norm.weight",
    "gate.weight": "ffn_gate.weight", "up.weight": "ffn_up.weight", "down.weight": "ffn_down.weight",
}

# The chat template with the empty system turn, for tools that read it from the file.
CHAT_TEMPLATE = (
    "{% if messages[0]['role'] != 'system' %}<|im_start|>system\n<|im_end|>\n{% endif %}"
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}"
    "<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def gguf_name(name: str) -> str:
    if name == "embed.weight":
        return "token_embd.weight"
    if name == "norm.weight":
        return "output_norm.weight"
    _, block, rest = name.split(".", 2)
    return f"blk.{block}.{NAMES[rest]}"


def add_vocabulary(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    vocabulary = sorted(tokenizer.get_vocab(with_added_tokens=True).items(), key=lambda e: e[1])
    kinds = {token: gguf.TokenType.CONTROL for token in CONTROL}
    kinds |= {token: gguf.TokenType.USER_DEFINED for token in user_defined()}
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list([token for token, _ in vocabulary])
    writer.add_token_types([
        gguf.TokenType.UNUSED if token.startswith("<|unused_") else kinds.get(token, gguf.TokenType.NORMAL)
        for token, _ in vocabulary
    ])
    writer.add_token_merges([" ".join(merge) for merge in merges])
    writer.add_eos_token_id(tokenizer.token_to_id(wire.END))
    writer.add_pad_token_id(tokenizer.token_to_id("<|endoftext|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--type", choices=("Q8_0", "F16", "F32"), default="Q8_0")
    args = parser.parse_args()
    config = Config()
    weights = torch.load(args.checkpoint)["model"]
    writer = gguf.GGUFWriter(args.out, "qwen2")
    writer.add_name("Math Solver Demo")
    writer.add_description("A demonstration model that speaks the OpenMath wire format. Not OpenMath.")
    writer.add_license("apache-2.0")
    writer.add_context_length(config.context)
    writer.add_embedding_length(config.hidden)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.ffn)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.kv_heads)
    writer.add_layer_norm_rms_eps(config.norm_eps)
    writer.add_rope_freq_base(config.rope_base)
    kind = gguf.GGMLQuantizationType[args.type]
    writer.add_file_type(gguf.LlamaFileType["MOSTLY_" + args.type if args.type != "F32" else "ALL_F32"])
    add_vocabulary(writer, Tokenizer.from_file(str(args.tokenizer)))
    for name, tensor in weights.items():
        data = tensor.float().numpy().astype(np.float32)
        if data.ndim == 2:
            writer.add_tensor(gguf_name(name), gguf.quants.quantize(data, kind), raw_dtype=kind)
        else:
            writer.add_tensor(gguf_name(name), data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
