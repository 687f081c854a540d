"""Compiles a model library: WebGPU kernels, host code and TVM's web runtime in one .wasm file.

    python build.py MODEL.gguf --format q4f16_1 --out LIBRARY.wasm --work WORK --tvm-git CLONE
"""

import argparse
import json
import subprocess
import time
from pathlib import Path

import gguf
import tvm
from formats import FORMATS, Format
from merge import replace_merge_kernel
from passes import pipeline
from qwen2 import Qwen2, Shape
from runtime import runtime_objects
from tvm import relax

LINK_FLAGS = [
    "-O3", "--no-entry",
    "-s", "WASM_BIGINT=1",
    "-s", "STANDALONE_WASM=1",
    "-s", "ALLOW_MEMORY_GROWTH=1",
    "-s", "ERROR_ON_UNDEFINED_SYMBOLS=0",
]


def read_shape(path: Path) -> Shape:
    """The shape of a Qwen2 model from the header of its GGUF file."""
    file = gguf.GGUFReader(path)

    def value(key: str):
        return file.fields[key].contents()

    if value("general.architecture") != "qwen2":
        raise ValueError(f"{path} is no Qwen2 model.")
    names = {tensor.name for tensor in file.tensors}
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
        context=value("qwen2.context_length"),
        tied="output.weight" not in names,
    )


def compile_library(shape: Shape, format: Format, chunk: int, batch: int) -> relax.VMExecutable:
    replace_merge_kernel()
    target = tvm.target.Target("webgpu", host={"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm"})
    with target:
        model = Qwen2(shape, format)
        module, parameters, _ = model.export_tvm(spec=model.interface(), allow_extern=True)
        metadata = {
            "model_type": "qwen2",
            "quantization": format.name,
            "context_window_size": shape.context,
            "sliding_window_size": -1,
            "attention_sink_size": -1,
            "prefill_chunk_size": chunk,
            "max_batch_size": batch,
            "tensor_parallel_shards": 1,
            "pipeline_parallel_stages": 1,
            "kv_state_kind": "kv_cache",
            "params": [
                {"name": name, "shape": [int(n) for n in parameter.shape], "dtype": parameter.dtype, "preprocs": []}
                for name, parameter in parameters
            ],
        }
        bounds = {"seq_len": chunk, "batch_size": batch, "verify_len": 128}
        return relax.build(module, target, relax_pipeline=pipeline(metadata, bounds), system_lib=True)


def link(runtime: list[Path]):
    """The function that turns TVM's objects and the runtime into one wasm file."""

    def run(output: str, objects: list[str]) -> None:
        subprocess.run(["emcc", *LINK_FLAGS, "-o", output, *runtime, *objects], check=True)

    run.object_format = "o"
    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for what can be used again")
    parser.add_argument("--tvm-git", type=Path, required=True, help="a clone of TVM's repository")
    parser.add_argument("--chunk", type=int, default=1024, help="most tokens of one prefill")
    parser.add_argument("--batch", type=int, default=16, help="most sequences of one decoding step")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    shape = read_shape(args.model)
    started = time.monotonic()
    library = compile_library(shape, FORMATS[args.format], args.chunk, args.batch)
    compiled = time.monotonic()
    library.export_library(str(args.out), fcompile=link(runtime_objects(args.work, args.tvm_git)))
    print(json.dumps({
        "library": args.out.name, "format": args.format, "bytes": args.out.stat().st_size,
        "compile_s": round(compiled - started), "link_s": round(time.monotonic() - compiled),
    }))


if __name__ == "__main__":
    main()
