"""Compiles the library that web-llm runs the demonstration model with in tests: WebGPU kernels, host code
and TVM's web runtime in one .wasm file.

    python build.py --work WORK --tvm-git CLONE
"""

import argparse
import gzip
import subprocess
import time
from pathlib import Path

import tvm
from formats import FORMATS
from merge import replace_merge_kernel
from passes import pipeline
from runtime import runtime_objects
from shape import Shape, read_shape
from tvm import relax
from web_llm import Qwen2ForWebLlm

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "public/models/demo.gguf"
OUT = ROOT / "tests/fixtures/web-llm/demo-q8f32_1.wasm.gz"
FORMAT = FORMATS["q8f32_1"]
# Most tokens of one prefill: of the 7B, the widest activation then stays below 128 MiB, the least
# that a GPU must be able to bind.
CHUNK = 512
# Most sequences of one step.
BATCH = 16
LINK_FLAGS = [
    "-O3", "--no-entry",
    "-s", "WASM_BIGINT=1",
    "-s", "STANDALONE_WASM=1",
    "-s", "ALLOW_MEMORY_GROWTH=1",
    "-s", "ERROR_ON_UNDEFINED_SYMBOLS=0",
]


def compile_library(shape: Shape) -> relax.VMExecutable:
    replace_merge_kernel()
    target = tvm.target.Target("webgpu", host={"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm"})
    with target:
        model = Qwen2ForWebLlm(shape, FORMAT)
        module, parameters, _ = model.export_tvm(spec=model.interface(), allow_extern=True)
        metadata = {
            "format": FORMAT.name,
            "chunk": CHUNK,
            "batch": BATCH,
            "params": [
                {"name": name, "shape": [int(n) for n in parameter.shape], "dtype": parameter.dtype}
                for name, parameter in parameters
            ],
            "prefill_chunk_size": CHUNK,
            "kv_state_kind": "kv_cache",
        }
        bounds = {"seq_len": CHUNK, "batch_size": BATCH}
        return relax.build(module, target, relax_pipeline=pipeline(metadata, bounds), system_lib=True)


def link(runtime: list[Path]):
    """The function that turns TVM's objects and the runtime into one wasm file."""

    def run(output: str, objects: list[str]) -> None:
        subprocess.run(["emcc", *LINK_FLAGS, "-o", output, *runtime, *objects], check=True)

    run.object_format = "o"
    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for what can be used again")
    parser.add_argument("--tvm-git", type=Path, required=True, help="a clone of TVM's repository")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    wasm = args.work / "library.wasm"
    library = compile_library(read_shape(MODEL))
    library.export_library(str(wasm), fcompile=link(runtime_objects(args.work, args.tvm_git)))
    # No time stamp inside: the same input gives the same file.
    packed = gzip.compress(wasm.read_bytes(), 9, mtime=0)
    OUT.write_bytes(packed)
    print(f"{len(packed)} bytes, {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
