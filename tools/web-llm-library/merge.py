"""Joins two attention results over different parts of a context; in place of TVM's kernel.

TVM's kernel has each thread of a row read the row's weight and then write the new one, without a
barrier. Where a subgroup is smaller than a row's threads (SwiftShader, some Intel and Adreno GPUs),
the last threads read what the first wrote. It shows as wrong logits after a prefill onto a filled cache.
"""


from tvm.relax.frontend.nn.llm import kv_cache
from tvm.script import tirx as T

VECTOR = 4


def merge_state_inplace(heads: int, head_size: int, dtype: str, target, global_symbol: str | None = None):
    """(v [n, heads, size], s [n, heads], other v, other s): v and s become those of both parts. s is log2."""
    threads = head_size // VECTOR
    group = heads
    while threads * group > 256 and group % 2 == 0:
        group //= 2

    @T.prim_func(s_tir=True)
    def merge(v: T.handle, s: T.handle, v_other: T.handle, s_other: T.handle):
        T.func_attr({"tirx.is_scheduled": True})
        N = T.int32()
        H = T.int32()
        D = T.int32()
        V = T.match_buffer(v, (N, H, D), dtype)
        S = T.match_buffer(s, (N, H), "float32")
        V_other = T.match_buffer(v_other, (N, H, D), dtype)
        S_other = T.match_buffer(s_other, (N, H), "float32")
        for bx in T.thread_binding(N, thread="blockIdx.x"):
            for by in T.thread_binding(heads // group, thread="blockIdx.y"):
                for ty in T.thread_binding(group, thread="threadIdx.y"):
                    for tx in T.thread_binding(threads, thread="threadIdx.x"):
                        with T.sblock("merge"):
                            weight = T.sblock_alloc_buffer((2,), "float32", scope="local")
                            most = T.sblock_alloc_buffer((1,), "float32", scope="local")
                            head: T.let[T.int32] = by * group + ty
                            most[0] = T.max(S[bx, head], S_other[bx, head])
                            weight[0] = T.exp2(S[bx, head] - most[0])
                            weight[1] = T.exp2(S_other[bx, head] - most[0])
                            for i in T.serial(VECTOR):
                                at: T.let[T.int32] = tx * VECTOR + i
                                V[bx, head, at] = T.cast(
                                    (
                                        T.cast(V[bx, head, at], "float32") * weight[0]
                                        + T.cast(V_other[bx, head, at], "float32") * weight[1]
                                    )
                                    / (weight[0] + weight[1]),
                                    dtype,
                                )
                            # Every thread of the row has read its weight before one writes the new one.
                            T.tvm_storage_sync("shared")
                            if tx == 0:
                                S[bx, head] = T.log2(weight[0] + weight[1]) + most[0]

    return merge.with_attr("global_symbol", global_symbol) if global_symbol else merge


def replace_merge_kernel() -> None:
    """Lets TVM's paged cache take this kernel; fails where TVM no longer looks it up by this name."""
    if not callable(kv_cache._merge_state_inplace):
        raise RuntimeError("TVM's paged KV cache has no _merge_state_inplace.")
    kv_cache._merge_state_inplace = merge_state_inplace
