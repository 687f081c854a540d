"""From a Relax module to VM bytecode, WebGPU kernels and host functions."""

import json

import tvm
import tvm_ffi
from tvm import IRModule, relax, s_tir, tirx
from tvm.s_tir import dlight

# A matrix times few rows: (most rows, rows that a kernel handles together).
FEW_ROWS = ((2, 2), (8, 4))


@tvm.transform.module_pass(opt_level=0, name="BoundSymbolicSizes")
class BoundSymbolicSizes:
    """Tells the memory planner how large each size can get, so that it allocates once."""

    def __init__(self, bounds: dict[str, int]) -> None:
        self.bounds = bounds

    def transform_module(self, module: IRModule, _: tvm.transform.PassContext) -> IRModule:
        for name, function in module.functions_items():
            if isinstance(function, relax.Function):
                module[name] = function.with_attr("tir_var_upper_bound", self.bounds)
        return module


@tvm.transform.module_pass(opt_level=0, name="SpecialiseFewRows")
class SpecialiseFewRows:
    """Gives each matrix product with a symbolic number of rows several kernels.

    Decoding multiplies a matrix with one row a sequence. A tiled product would waste most of its
    tile; kernels made for a matrix and few vectors read each weight once. The host picks by size.
    """

    def transform_module(self, module: IRModule, _: tvm.transform.PassContext) -> IRModule:
        for name, function in module.functions_items():
            if isinstance(function, tirx.PrimFunc) and not function.attrs.get("tirx.is_scheduled"):
                special = self.specialise(function)
                if special is not None:
                    module.update_func(name, special)
        return module

    def specialise(self, function: tirx.PrimFunc) -> tirx.PrimFunc | None:
        buffers = filter(tirx.is_buffer_var, function.params)
        sizes = {size for buffer in buffers for size in buffer.shape if tvm.ir.is_prim_var(size)}
        if len(sizes) != 1:
            return None
        rows = sizes.pop()
        kernels = [(most, scheduled(function, dlight.gpu.LowBatchGEMV(width))) for most, width in FEW_ROWS]
        if any(tvm_ffi.structural_equal(kernel, function) for _, kernel in kernels):
            return None
        body = scheduled(function, dlight.gpu.Matmul()).body
        for most, kernel in reversed(kernels):
            body = tirx.IfThenElse(tirx.op.tvm_thread_invariant(rows <= most), kernel.body, body)
        root = s_tir.SBlockRealize([], True, s_tir.SBlock([], [], [], "root", body))
        return (
            function.with_body(root)
            .with_attr("tirx.is_scheduled", True)
            .with_attr("tirx.HoistIfThenElseExprWithBlock", True)
        )


def scheduled(function: tirx.PrimFunc, rule: dlight.gpu.base.GPUScheduleRule) -> tirx.PrimFunc:
    return dlight.ApplyDefaultSchedule(rule)(IRModule({"main": function}))["main"]


@tvm.transform.module_pass(opt_level=0, name="AttachMetadata")
class AttachMetadata:
    """The function `_metadata`, which tells what the library is, as JSON."""

    def __init__(self, metadata: dict) -> None:
        self.metadata = metadata

    def transform_module(self, module: IRModule, _: tvm.transform.PassContext) -> IRModule:
        builder = relax.BlockBuilder()
        with builder.function("_metadata", params=[]):
            builder.emit_func_output(tvm.ir.StringImm(json.dumps(self.metadata)))
        module["_metadata"] = builder.finalize()["_metadata"]
        return module


def pipeline(metadata: dict, bounds: dict[str, int]) -> tvm.transform.Pass:
    t = relax.transform

    @tvm.transform.module_pass(opt_level=0)
    def run(module: IRModule, _: tvm.transform.PassContext) -> IRModule:
        return tvm.transform.Sequential([
            BoundSymbolicSizes(bounds),
            tirx.transform.BindTarget(tvm.target.Target.current(allow_none=False)),
            relax.backend.DispatchSampling(),
            relax.backend.DispatchSortScan(),
            t.LegalizeOps(),
            t.AnnotateTIROpPattern(),
            t.FoldConstant(),
            t.FuseOps(),
            t.FuseTIR(),
            t.DeadCodeElimination(),
            SpecialiseFewRows(),
            dlight.ApplyDefaultSchedule(
                dlight.gpu.Matmul(),
                dlight.gpu.GEMV(),
                dlight.gpu.Reduction(),
                dlight.gpu.GeneralReduction(),
                dlight.gpu.Fallback(),
            ),
            # WGSL has no 64-bit integers.
            tirx.transform.ForceNarrowIndexToInt32(),
            t.RewriteDataflowReshape(),
            t.ToNonDataflow(),
            t.RemovePurityChecking(),
            t.CallTIRRewrite(),
            t.StaticPlanBlockMemory(),
            AttachMetadata(metadata),
            t.LowerAllocTensor(),
            t.KillAfterLastUse(),
            t.LowerRuntimeBuiltin(),
            t.ComputePrimValue(),
            t.VMShapeLower(emit_err_ctx=False),
            t.AttachGlobalSymbol(),
        ])(module)

    return run
