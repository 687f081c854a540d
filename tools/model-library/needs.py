"""What a library asks of a GPU beyond WebGPU's defaults, read from its kernels."""

import re

from tvm import relax

SIZES = {"f32": 4, "i32": 4, "u32": 4, "f16": 2}


def kernels_of(library: relax.VMExecutable) -> list[str]:
    """The WGSL text of each kernel."""
    for host in library.mod.imports:
        for module in host.imports:
            if module.kind == "webgpu":
                return module.inspect_source("wgsl").split("//----------------------------------------\n// Function:")[1:]
    raise ValueError("The library has no WebGPU kernels.")


def workgroup_bytes(kernel: str) -> int:
    total = 0
    for vector, scalar, count in re.findall(r"var<workgroup> \w+ : array<(?:vec(\d)<)?(\w+)>?, (\d+)>", kernel):
        total += int(vector or 1) * SIZES[scalar] * int(count)
    return total


def threads(kernel: str) -> int:
    x, y, z = map(int, re.search(r"@workgroup_size\((\d+), (\d+), (\d+)\)", kernel).groups())
    return x * y * z


def needs_of(library: relax.VMExecutable) -> dict:
    kernels = kernels_of(library)
    return {
        "shaderF16": any("enable f16" in kernel for kernel in kernels),
        "maxStorageBuffersPerShaderStage": max(kernel.count("var<storage") for kernel in kernels),
        "maxComputeInvocationsPerWorkgroup": max(map(threads, kernels)),
        "maxComputeWorkgroupStorageSize": max(map(workgroup_bytes, kernels)),
    }
