"""Compiles TVM's web runtime to wasm objects, from the sources in the installed wheels.

Compiler and runtime are then of one version, so the bytecode of a library always fits its runtime.
The wheel lacks some small headers; those come from a clone of TVM's repository.
"""

import io
import shutil
import subprocess
import sysconfig
import tarfile
from pathlib import Path

UNITS = ("wasm_runtime", "tvmjs_support", "webgpu_runtime")
# TVM of August 2026, as near to the wheel's commit as we have; its headers fit the wheel's sources.
HEADERS_COMMIT = "5d4dc8721307cf9677becacf0395c19be130e206"
HEADERS = ("include/tvm/support", "src/support", "3rdparty/compiler-rt")


def source_tree(work: Path, tvm_git: Path) -> Path:
    """TVM's source tree as its web runtime expects it."""
    root = work / "tvm-source"
    if root.exists():
        return root
    packages = Path(sysconfig.get_paths()["purelib"])
    part = work / "tvm-source.part"
    shutil.rmtree(part, ignore_errors=True)
    # Copies, not links: some includes climb out of their folder with "..".
    for source, place in {
        "tvm/src/runtime": "src/runtime",
        "tvm/include": "include",
        "tvm/web/emcc": "web/emcc",
        "tvm_ffi/src": "3rdparty/tvm-ffi/src",
        "tvm_ffi/include": "3rdparty/tvm-ffi/include",
    }.items():
        shutil.copytree(packages / source, part / place)
    archive = subprocess.run(
        ["git", "-C", tvm_git, "archive", HEADERS_COMMIT, *HEADERS], check=True, stdout=subprocess.PIPE
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as headers:
        headers.extractall(part, filter="data")
    mend(part / "src/runtime/vm/attn_utils.h")
    return part.rename(root)


# The device's list of pages is as long as there are pages. But texts that share a beginning name its
# pages once each: eight texts with a long prompt can name more than there are.
SHORT_LIST = "page_indices_on_depths_device_.push_back(\n          Tensor::Empty({num_total_pages}, dtype_aux_, device));"
LONG_LIST = SHORT_LIST.replace("num_total_pages", "num_total_pages * reserved_num_seqs")


def mend(header: Path) -> None:
    text = header.read_text()
    if text.count(SHORT_LIST) != 1:
        raise ValueError(f"{header.name} is not the one that this change was made for.")
    header.write_text(text.replace(SHORT_LIST, LONG_LIST))


def runtime_objects(work: Path, tvm_git: Path) -> list[Path]:
    """The objects of the runtime; compiled once for a work folder."""
    root = source_tree(work, tvm_git)
    includes = ("", "include", "3rdparty/tvm-ffi/include", "3rdparty/compiler-rt")
    objects = []
    for unit in UNITS:
        made = work / f"{unit}.o"
        if not made.exists():
            part = made.with_suffix(".part.o")
            source = root / "web/emcc" / f"{unit}.cc"
            flags = ["-O3", "-std=c++17", "-Wno-ignored-attributes", *(f"-I{root / path}" for path in includes)]
            subprocess.run(["emcc", *flags, "-c", source, "-o", part], check=True)
            part.rename(made)
        objects.append(made)
    return objects
