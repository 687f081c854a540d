"""Compiles model libraries: WebGPU kernels, host code and TVM's web runtime in one .wasm file each.

    python build.py --work WORK --tvm-git CLONE [NAME ...]

Without names all libraries of `libraries.json` are made. Each is written as NAME.wasm.gz; what it
fits and needs goes into index.json beside it.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import time
from pathlib import Path

import tvm
from formats import FORMATS, Format
from merge import replace_merge_kernel
from needs import needs_of
from passes import pipeline
from qwen2 import Qwen2, Shape
from runtime import runtime_objects
from shape import read_shape
from tvm import relax
from web_llm import Qwen2ForWebLlm

HERE = Path(__file__).parent
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


def compile_library(shape: Shape, format: Format, for_web_llm: bool) -> relax.VMExecutable:
    replace_merge_kernel()
    target = tvm.target.Target("webgpu", host={"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm"})
    with target:
        model = (Qwen2ForWebLlm if for_web_llm else Qwen2)(shape, format)
        module, parameters, _ = model.export_tvm(spec=model.interface(), allow_extern=True)
        metadata = {
            "format": format.name,
            "chunk": CHUNK,
            "batch": BATCH,
            "params": [
                {"name": name, "shape": [int(n) for n in parameter.shape], "dtype": parameter.dtype}
                for name, parameter in parameters
            ],
        }
        if for_web_llm:
            metadata |= {"prefill_chunk_size": CHUNK, "kv_state_kind": "kv_cache"}
        bounds = {"seq_len": CHUNK, "batch_size": BATCH}
        return relax.build(module, target, relax_pipeline=pipeline(metadata, bounds), system_lib=True)


def link(runtime: list[Path]):
    """The function that turns TVM's objects and the runtime into one wasm file."""

    def run(output: str, objects: list[str]) -> None:
        subprocess.run(["emcc", *LINK_FLAGS, "-o", output, *runtime, *objects], check=True)

    run.object_format = "o"
    return run


def make(
    name: str, shape: Shape, format: Format, for_web_llm: bool, folder: Path, args: argparse.Namespace
) -> dict:
    """Writes the library; gives its entry in the index."""
    started = time.monotonic()
    library = compile_library(shape, format, for_web_llm)
    wasm = args.work / f"{name}.wasm"
    library.export_library(str(wasm), fcompile=link(runtime_objects(args.work, args.tvm_git)))
    # No time stamp inside: the same input gives the same file.
    library_bytes = wasm.read_bytes()
    packed = gzip.compress(library_bytes, 9, mtime=0)
    file = f"{name}.wasm.gz"
    (folder / file).write_bytes(packed)
    print(f"{file}: {len(packed)} bytes, {time.monotonic() - started:.0f} s", flush=True)
    return {
        "file": file,
        "sha256": hashlib.sha256(library_bytes).hexdigest(),
        "bytes": len(packed),
        "format": format.name,
        "shape": shape.as_json(),
        "needs": needs_of(library),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--work", type=Path, required=True, help="folder for what can be used again")
    parser.add_argument("--tvm-git", type=Path, required=True, help="a clone of TVM's repository")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    for model in json.loads((HERE / "libraries.json").read_text()):
        for format in model["formats"]:
            name = f"{model['name']}-{format}"
            if not args.names or name in args.names:
                folder = HERE / model["folder"]
                folder.mkdir(parents=True, exist_ok=True)
                shape, for_web_llm = read_shape(HERE / model["shape"]), model.get("forWebLlm", False)
                record(folder, make(name, shape, FORMATS[format], for_web_llm, folder, args))


def record(folder: Path, entry: dict) -> None:
    """Puts an entry into the folder's index, in the place of an older one."""
    index = folder / "index.json"
    old = json.loads(index.read_text())["libraries"] if index.exists() else []
    libraries = sorted([*(e for e in old if e["file"] != entry["file"]), entry], key=lambda e: e["file"])
    index.write_text(json.dumps({"version": 1, "libraries": libraries}, indent=2) + "\n")


if __name__ == "__main__":
    main()
