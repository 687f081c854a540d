"""Writes a Qwen2 model of a GGUF file (Q8_0) as transformers.js wants it, with the very same numbers.

    python make_onnx.py MODEL.gguf TOKENIZER_FOLDER OUT_FOLDER

The graph has the operators that ONNX Runtime's own builder of models for generation takes: weights
stay in blocks of 32 bytes with a scale each (MatMulNBits), attention is GroupQueryAttention.
"""

import json
import shutil
import sys
from pathlib import Path

import gguf
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

BLOCK = 32
MICROSOFT = "com.microsoft"


class Graph:
    def __init__(self) -> None:
        self.nodes = []
        self.constants = []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, op: str, inputs: list[str], name: str, outputs: int = 1, domain: str = "", **attributes):
        """Gives the names of its outputs."""
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name, domain=domain, **attributes))
        return names[0] if outputs == 1 else names


class Source:
    def __init__(self, path: Path) -> None:
        self.file = gguf.GGUFReader(path)
        self.tensors = {tensor.name: tensor for tensor in self.file.tensors}

    def field(self, name: str):
        return self.file.fields[name].contents()

    def numbers(self, name: str) -> np.ndarray:
        tensor = self.tensors[name]
        return gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)

    def blocks(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Bytes with zero 128 [rows, blocks, 32], and scales [rows, blocks]."""
        tensor = self.tensors[name]
        if tensor.tensor_type != gguf.GGMLQuantizationType.Q8_0:
            raise ValueError(f"{name} is not Q8_0.")
        raw = tensor.data.reshape(tensor.data.shape[0], -1, 2 + BLOCK)
        scales = raw[..., :2].copy().view(np.float16)[..., 0].astype(np.float32)
        return (raw[..., 2:].view(np.int8).astype(np.int16) + 128).astype(np.uint8), scales


def build(source: Source) -> onnx.ModelProto:
    g = Graph()
    field = lambda name: source.field(f"qwen2.{name}")
    layers, hidden = field("block_count"), field("embedding_length")
    heads, kv_heads = field("attention.head_count"), field("attention.head_count_kv")
    size, context = hidden // heads, field("context_length")
    epsilon = field("attention.layer_norm_rms_epsilon")

    def matrix(x: str, tensor: str, name: str) -> str:
        data, scales = source.blocks(tensor)
        rows, count = scales.shape
        inputs = [x, g.constant(f"{name}.bytes", data), g.constant(f"{name}.scales", scales.reshape(-1))]
        return g.node(
            "MatMulNBits", inputs, name, domain=MICROSOFT, K=count * BLOCK, N=rows, bits=8, block_size=BLOCK
        )

    def linear(x: str, tensor: str) -> str:
        y = matrix(x, f"{tensor}.weight", tensor)
        bias = f"{tensor}.bias"
        if bias not in source.tensors:
            return y
        return g.node("Add", [y, g.constant(bias, source.numbers(bias))], f"{tensor}.sum")

    def norm(x: str, tensor: str) -> str:
        weight = g.constant(f"{tensor}.weight", source.numbers(f"{tensor}.weight"))
        return g.node("SimplifiedLayerNormalization", [x, weight], tensor, axis=-1, epsilon=epsilon, stash_type=1)

    angles = np.outer(np.arange(context), field("rope.freq_base") ** (-np.arange(size // 2) / (size // 2)))
    cosines = g.constant("cosines", np.cos(angles).astype(np.float32))
    sines = g.constant("sines", np.sin(angles).astype(np.float32))
    # How long each text is, less one; and how long the longest.
    one, ones = g.constant("one", np.int64(1)), g.constant("ones", np.array([1], np.int64))
    length = g.node("ReduceSum", ["attention_mask", ones], "length", keepdims=0)
    last = g.node("Cast", [g.node("Sub", [length, one], "last64")], "last", to=TensorProto.INT32)
    extent = g.node("Gather", [g.node("Shape", ["attention_mask"], "extents"), one], "extent64")
    extent = g.node("Cast", [extent], "extent", to=TensorProto.INT32)

    table = g.constant("table", source.numbers("token_embd.weight"))
    x = g.node("Gather", [table, "input_ids"], "embedding")
    presents = []
    for i in range(layers):
        block = f"blk.{i}"
        h = norm(x, f"{block}.attn_norm")
        q, k, v = (linear(h, f"{block}.attn_{part}") for part in "qkv")
        past = [f"past_key_values.{i}.key", f"past_key_values.{i}.value"]
        mixed, key, value = g.node(
            "GroupQueryAttention",
            [q, k, v, *past, last, extent, cosines, sines],
            f"{block}.attention",
            outputs=3,
            domain=MICROSOFT,
            num_heads=heads,
            kv_num_heads=kv_heads,
            do_rotary=1,
        )
        for made, name in ((key, "key"), (value, "value")):
            presents.append(f"present.{i}.{name}")
            g.node("Identity", [made], presents[-1])
        x = g.node("Add", [x, linear(mixed, f"{block}.attn_output")], f"{block}.middle")
        h = norm(x, f"{block}.ffn_norm")
        gate, up = (linear(h, f"{block}.ffn_{part}") for part in ("gate", "up"))
        swish = g.node("Mul", [gate, g.node("Sigmoid", [gate], f"{block}.sigmoid")], f"{block}.swish")
        down = linear(g.node("Mul", [swish, up], f"{block}.product"), f"{block}.ffn_down")
        x = g.node("Add", [x, down], f"{block}.end")
    head = "output.weight" if "output.weight" in source.tensors else "token_embd.weight"
    matrix(norm(x, "output_norm"), head, "logits")

    def info(name: str, kind: int, *shape: int | str):
        return helper.make_tensor_value_info(name, kind, shape)

    cache = lambda name, length: info(name, TensorProto.FLOAT, "batch_size", kv_heads, length, size)
    inputs = [info("input_ids", TensorProto.INT64, "batch_size", "sequence_length"), info("attention_mask", TensorProto.INT64, "batch_size", "total_sequence_length")]
    inputs += [cache(name.replace("present", "past_key_values"), "past_sequence_length") for name in presents]
    outputs = [info("logits", TensorProto.FLOAT, "batch_size", "sequence_length", source.tensors[head].data.shape[0])]
    outputs += [cache(name, "total_sequence_length") for name in presents]
    graph = helper.make_graph(g.nodes, "qwen2", inputs, outputs, g.constants)
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def config(source: Source) -> dict:
    """`config.json`, as far as transformers.js reads it."""
    field = lambda name: source.field(f"qwen2.{name}")
    return {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "hidden_size": field("embedding_length"),
        "num_attention_heads": field("attention.head_count"),
        "num_key_value_heads": field("attention.head_count_kv"),
        "num_hidden_layers": field("block_count"),
        "vocab_size": source.tensors["token_embd.weight"].data.shape[0],
        "max_position_embeddings": field("context_length"),
        "eos_token_id": source.field("tokenizer.ggml.eos_token_id"),
        "pad_token_id": source.field("tokenizer.ggml.padding_token_id"),
    }


def main() -> None:
    model, tokenizer, out = (Path(argument) for argument in sys.argv[1:])
    source = Source(model)
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(tokenizer / name, out / name)
    (out / "config.json").write_text(json.dumps(config(source)))
    ends = {name: config(source)[name] for name in ("eos_token_id", "pad_token_id")}
    # It may be missing elsewhere; the bench's server would answer with a page.
    (out / "generation_config.json").write_text(json.dumps(ends))
    onnx.save(build(source), out / "onnx/model_quantized.onnx")


if __name__ == "__main__":
    main()
