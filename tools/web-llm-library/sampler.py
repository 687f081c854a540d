"""Draws one token a row on the GPU: temperature, top-p, log-probabilities; one small result to read back.

A workgroup does a row. Nothing is sorted: the nucleus (the smallest set of most likely tokens that
holds `top_p` of the probability) is found by bisecting the logit from which on tokens belong to it.
"""

from tvm.script import tirx as T
from tvm.tirx import PrimFunc

THREADS = 256
# The least weight in float32 is exp(-88), so tokens further below the best one don't count.
REACH = 90.0
BISECTIONS = 32


def sampler(top: int) -> PrimFunc:
    """Kernel: logits [rows, vocabulary], temperature, top_p, uniform [rows] -> out [rows, 2 + 2 * top].

    A row of `out`: the token, its log-probability, `top` most likely tokens, their log-probabilities.
    Log-probabilities are the model's own, before temperature and top-p. Ids are exact in float32.
    """
    half = THREADS // 2
    steps = half.bit_length()

    @T.macro
    def add_up(partial: T.Buffer, value: T.Buffer, t: T.int32):
        partial[t] = value[0]
        T.tvm_storage_sync("shared")
        for i in T.unroll(steps):
            if t < T.shift_right(half, i):
                partial[t] = partial[t] + partial[t + T.shift_right(half, i)]
            T.tvm_storage_sync("shared")
        value[0] = partial[0]
        T.tvm_storage_sync("shared")

    @T.macro
    def greatest(
        values: T.Buffer, ids: T.Buffer, value: T.Buffer, id: T.Buffer, value2: T.Buffer, id2: T.Buffer, t: T.int32
    ):
        """The greatest value of all threads and its id, the smallest id among equals."""
        values[t] = value[0]
        ids[t] = id[0]
        T.tvm_storage_sync("shared")
        for i in T.unroll(steps):
            # Round the ring, so that all threads end with the same. (TVM's planner of barriers allows
            # no reading of shared memory in a condition.)
            value2[0] = values[(t + T.shift_right(half, i)) % THREADS]
            id2[0] = ids[(t + T.shift_right(half, i)) % THREADS]
            T.tvm_storage_sync("shared")
            if value2[0] > value[0] or (value2[0] == value[0] and id2[0] < id[0]):
                value[0] = value2[0]
                id[0] = id2[0]
            values[t] = value[0]
            ids[t] = id[0]
            T.tvm_storage_sync("shared")

    @T.prim_func(private=True, s_tir=True)
    def draw(
        logits_handle: T.handle,
        temperature_handle: T.handle,
        top_p_handle: T.handle,
        uniform_handle: T.handle,
        out_handle: T.handle,
    ):
        T.func_attr({"tirx.is_scheduled": True, "op_pattern": 8})
        rows = T.int32()
        vocabulary = T.int32()
        logits = T.match_buffer(logits_handle, (rows, vocabulary), "float32")
        temperature = T.match_buffer(temperature_handle, (rows,), "float32")
        top_p = T.match_buffer(top_p_handle, (rows,), "float32")
        uniform = T.match_buffer(uniform_handle, (rows,), "float32")
        out = T.match_buffer(out_handle, (rows, 2 + 2 * top), "float32")
        partial = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
        partial_ids = T.sblock_alloc_buffer((THREADS,), "int32", scope="shared")
        token = T.sblock_alloc_buffer((1,), "int32", scope="shared")
        value = T.sblock_alloc_buffer((1,), "float32", scope="local")
        id = T.sblock_alloc_buffer((1,), "int32", scope="local")
        value2 = T.sblock_alloc_buffer((1,), "float32", scope="local")
        id2 = T.sblock_alloc_buffer((1,), "int32", scope="local")
        best = T.sblock_alloc_buffer((1,), "float32", scope="local")
        log_total = T.sblock_alloc_buffer((1,), "float32", scope="local")
        wanted = T.sblock_alloc_buffer((1,), "float32", scope="local")
        near = T.sblock_alloc_buffer((1,), "float32", scope="local")
        far = T.sblock_alloc_buffer((1,), "float32", scope="local")
        before = T.sblock_alloc_buffer((1,), "float32", scope="local")
        found = T.sblock_alloc_buffer((1,), "int32", scope="local")
        last_value = T.sblock_alloc_buffer((1,), "float32", scope="local")
        last_id = T.sblock_alloc_buffer((1,), "int32", scope="local")
        for row in T.thread_binding(rows, thread="blockIdx.x"):
            for t in T.thread_binding(THREADS, thread="threadIdx.x"):
                # The most likely tokens, one after the other; the first is the best logit.
                last_value[0] = T.float32(3e38)
                last_id[0] = -1
                for k in T.serial(top):
                    value[0] = T.float32(-3e38)
                    id[0] = vocabulary - 1
                    for i in T.serial(T.ceildiv(vocabulary, THREADS)):
                        if i * THREADS + t < vocabulary:
                            here: T.let[T.float32] = logits[row, i * THREADS + t]
                            if (
                                here < last_value[0] or (here == last_value[0] and i * THREADS + t > last_id[0])
                            ) and here > value[0]:
                                value[0] = here
                                id[0] = i * THREADS + t
                    greatest(partial, partial_ids, value, id, value2, id2, t)
                    last_value[0] = value[0]
                    last_id[0] = id[0]
                    if k == 0:
                        best[0] = value[0]
                        if t == 0:
                            token[0] = id[0]
                    if t == 0:
                        out[row, 2 + k] = T.cast(id[0], "float32")
                        out[row, 2 + top + k] = value[0]
                # The sums of weights, with temperature 1 and with the row's own.
                inverse: T.let[T.float32] = T.float32(1) / T.max(temperature[row], T.float32(1e-6))
                value[0] = T.float32(0)
                wanted[0] = T.float32(0)
                for i in T.serial(T.ceildiv(vocabulary, THREADS)):
                    if i * THREADS + t < vocabulary:
                        gap: T.let[T.float32] = logits[row, i * THREADS + t] - best[0]
                        value[0] = value[0] + T.exp(gap)
                        wanted[0] = wanted[0] + T.exp(gap * inverse)
                add_up(partial, value, t)
                log_total[0] = T.log(value[0]) + best[0]
                add_up(partial, wanted, t)
                wanted[0] = wanted[0] * top_p[row]
                # How far below the best logit the nucleus reaches.
                near[0] = T.float32(0)
                far[0] = T.float32(REACH) / inverse
                for step in T.serial(BISECTIONS):
                    value[0] = T.float32(0)
                    middle: T.let[T.float32] = (near[0] + far[0]) * T.float32(0.5)
                    for i in T.serial(T.ceildiv(vocabulary, THREADS)):
                        if i * THREADS + t < vocabulary:
                            gap: T.let[T.float32] = best[0] - logits[row, i * THREADS + t]
                            if gap <= middle:
                                value[0] = value[0] + T.exp(-gap * inverse)
                    add_up(partial, value, t)
                    if value[0] >= wanted[0]:
                        far[0] = middle
                    else:
                        near[0] = middle
                # Each thread's share of the nucleus, and the shares of the threads before it.
                value[0] = T.float32(0)
                for i in T.serial(T.ceildiv(vocabulary, THREADS)):
                    if i * THREADS + t < vocabulary:
                        gap: T.let[T.float32] = best[0] - logits[row, i * THREADS + t]
                        if gap <= far[0]:
                            value[0] = value[0] + T.exp(-gap * inverse)
                partial[t] = value[0]
                T.tvm_storage_sync("shared")
                before[0] = T.float32(0)
                wanted[0] = T.float32(0)
                for i in T.serial(THREADS):
                    if i == t:
                        before[0] = wanted[0]
                    wanted[0] = wanted[0] + partial[i]
                wanted[0] = wanted[0] * uniform[row]
                if before[0] <= wanted[0] and wanted[0] < before[0] + value[0]:
                    found[0] = 0
                    for i in T.serial(T.ceildiv(vocabulary, THREADS)):
                        if i * THREADS + t < vocabulary:
                            gap: T.let[T.float32] = best[0] - logits[row, i * THREADS + t]
                            if found[0] == 0 and gap <= far[0]:
                                # Kept when rounding leaves none that reaches the number: the last one.
                                token[0] = i * THREADS + t
                                before[0] = before[0] + T.exp(-gap * inverse)
                                if wanted[0] < before[0]:
                                    found[0] = 1
                T.tvm_storage_sync("shared")
                if t == 0:
                    out[row, 0] = T.cast(token[0], "float32")
                    out[row, 1] = logits[row, token[0]] - log_total[0]
                    for k in T.serial(top):
                        out[row, 2 + top + k] = out[row, 2 + top + k] - log_total[0]

    return draw
