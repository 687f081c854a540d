"""A library that web-llm itself can load, so that `bench/engine` can run it beside our engine.

Kernels of the model are those of our libraries; web-llm draws by functions of its own, which these
are, with the operators that TVM has for them.
"""

from formats import Format
from qwen2 import Qwen2
from shape import Shape
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op
from tvm.script import tirx as T
from tvm.tirx import PrimFunc

THREADS = 256
SCHEDULED = {"tirx.is_scheduled": True, "op_pattern": 8}


def add_bias() -> PrimFunc:
    """Kernel: a number is added to some logits."""

    @T.prim_func(private=True, s_tir=True)
    def kernel(logits_handle: T.handle, row_handle: T.handle, token_handle: T.handle, bias_handle: T.handle):
        T.func_attr(SCHEDULED)
        rows, vocabulary, count = T.int32(), T.int32(), T.int32()
        logits = T.match_buffer(logits_handle, (rows, vocabulary), "float32")
        row = T.match_buffer(row_handle, (count,), "int32")
        token = T.match_buffer(token_handle, (count,), "int32")
        bias = T.match_buffer(bias_handle, (count,), "float32")
        for block in T.thread_binding((count + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for t in T.thread_binding(THREADS, thread="threadIdx.x"):
                if block * THREADS + t < count:
                    i: T.let[T.int32] = block * THREADS + t
                    logits[row[i], token[i]] = logits[row[i], token[i]] + bias[i]

    return kernel


def penalise() -> PrimFunc:
    """Kernel: tokens that were written before lose by presence, by frequency and by a factor."""

    @T.prim_func(private=True, s_tir=True)
    def kernel(
        logits_handle: T.handle,
        ids_handle: T.handle,
        row_handle: T.handle,
        token_handle: T.handle,
        times_handle: T.handle,
        penalty_handle: T.handle,
    ):
        T.func_attr(SCHEDULED)
        rows, vocabulary, count, texts = T.int32(), T.int32(), T.int32(), T.int32()
        logits = T.match_buffer(logits_handle, (rows, vocabulary), "float32")
        ids = T.match_buffer(ids_handle, (texts,), "int32")
        row = T.match_buffer(row_handle, (count,), "int32")
        token = T.match_buffer(token_handle, (count,), "int32")
        times = T.match_buffer(times_handle, (count,), "int32")
        penalty = T.match_buffer(penalty_handle, (texts, 3), "float32")
        value = T.sblock_alloc_buffer((1,), "float32", scope="local")
        for block in T.thread_binding((count + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for t in T.thread_binding(THREADS, thread="threadIdx.x"):
                if block * THREADS + t < count:
                    i: T.let[T.int32] = block * THREADS + t
                    text: T.let[T.int32] = row[i]
                    value[0] = logits[ids[text], token[i]] - penalty[text, 0]
                    value[0] = value[0] - penalty[text, 1] * T.cast(times[i], "float32")
                    if value[0] > T.float32(0):
                        logits[ids[text], token[i]] = value[0] / penalty[text, 2]
                    else:
                        logits[ids[text], token[i]] = value[0] * penalty[text, 2]

    return kernel


def forbid() -> PrimFunc:
    """Kernel: tokens whose bit is not set can't be drawn."""

    @T.prim_func(private=True, s_tir=True)
    def kernel(logits_handle: T.handle, ids_handle: T.handle, bits_handle: T.handle):
        T.func_attr(SCHEDULED)
        rows, vocabulary, texts, words = T.int32(), T.int32(), T.int32(), T.int32()
        logits = T.match_buffer(logits_handle, (rows, vocabulary), "float32")
        ids = T.match_buffer(ids_handle, (texts,), "int32")
        bits = T.match_buffer(bits_handle, (rows, words), "int32")
        for block in T.thread_binding((texts * vocabulary + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for t in T.thread_binding(THREADS, thread="threadIdx.x"):
                if block * THREADS + t < texts * vocabulary:
                    text: T.let[T.int32] = ids[(block * THREADS + t) // vocabulary]
                    token: T.let[T.int32] = (block * THREADS + t) % vocabulary
                    if T.bitwise_and(T.shift_right(bits[text, token // 32], token % 32), 1) == 0:
                        logits[text, token] = T.min_value("float32")

    return kernel


def sort_down() -> PrimFunc:
    """Kernel: each number goes to the place that as many greater ones leave to it.

    TVM 0.27's own sort counts blocks in three directions, which its WebGPU code refuses. For the few
    tokens of the demonstration model's vocabulary this is as good.
    """

    @T.prim_func(private=True, s_tir=True)
    def kernel(probs_handle: T.handle, sorted_handle: T.handle, ids_handle: T.handle):
        T.func_attr(SCHEDULED)
        rows, vocabulary = T.int32(), T.int32()
        probs = T.match_buffer(probs_handle, (rows, vocabulary), "float32")
        sorted_probs = T.match_buffer(sorted_handle, (rows, vocabulary), "float32")
        ids = T.match_buffer(ids_handle, (rows, vocabulary), "int32")
        place = T.sblock_alloc_buffer((1,), "int32", scope="local")
        for block in T.thread_binding((rows * vocabulary + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for t in T.thread_binding(THREADS, thread="threadIdx.x"):
                if block * THREADS + t < rows * vocabulary:
                    row: T.let[T.int32] = (block * THREADS + t) // vocabulary
                    token: T.let[T.int32] = (block * THREADS + t) % vocabulary
                    place[0] = 0
                    for i in T.serial(vocabulary):
                        if probs[row, i] > probs[row, token] or (probs[row, i] == probs[row, token] and i < token):
                            place[0] = place[0] + 1
                    sorted_probs[row, place[0]] = probs[row, token]
                    ids[row, place[0]] = token

    return kernel


class Qwen2ForWebLlm(Qwen2):
    """A model with tied embeddings, and what web-llm 0.2.86 asks of a library."""

    def __init__(self, shape: Shape, format: Format) -> None:
        super().__init__(shape, format)
        # web-llm looks each parameter up by its name: no tensor can serve for two.
        del self.lm_head

    def logits(self, x: Tensor) -> Tensor:
        return self.model.embed_tokens.times(self.model.norm(x), "float32")

    def softmax_with_temperature(self, logits: Tensor, temperature: Tensor) -> Tensor:
        """Logits [b, 1, vocabulary] -> probabilities."""
        return op.softmax(op.divide(logits, op.reshape(temperature, (logits.shape[0], 1, 1))), axis=-1)

    def argsort_probs(self, probs: Tensor):
        """The probabilities [b, vocabulary] from the largest on, and whose they are."""
        out = [Tensor.placeholder(probs.shape, dtype) for dtype in ("float32", "int32")]
        return op.tensor_ir_op(sort_down(), "sort_down", [probs], out)

    def sample_with_top_p(
        self, sorted_probs: Tensor, sorted_indices: Tensor, uniform: Tensor, sample_indices: Tensor, top_p: Tensor
    ) -> Tensor:
        rows, samples = sorted_probs.shape[0], uniform.shape[0]
        drawn = op.sample_top_p_top_k_from_sorted_prob(
            sorted_probs,
            sorted_indices,
            op.reshape(top_p, (rows, 1)),
            op.full([rows, 1], self.shape.vocabulary, "int32"),
            op.reshape(uniform, (samples, 1)),
            op.reshape(sample_indices, (samples, 1)),
        )
        return op.reshape(drawn, (samples,))

    def apply_logit_bias_inplace(self, logits: Tensor, rows: Tensor, tokens: Tensor, bias: Tensor) -> Tensor:
        return op.tensor_ir_inplace_op(add_bias(), "add_bias", [logits, rows, tokens, bias], 0, logits)

    def apply_penalty_inplace(
        self, logits: Tensor, ids: Tensor, rows: Tensor, tokens: Tensor, times: Tensor, penalties: Tensor
    ) -> Tensor:
        arguments = [logits, ids, rows, tokens, times, penalties]
        return op.tensor_ir_inplace_op(penalise(), "penalise", arguments, 0, logits)

    def apply_bitmask_inplace(self, logits: Tensor, ids: Tensor, bits: Tensor) -> Tensor:
        return op.tensor_ir_inplace_op(forbid(), "forbid", [logits, ids, bits], 0, logits)

    def functions(self) -> dict:
        def function(**inputs):
            return {**inputs, "$": {"param_mode": "none", "effect_mode": "none"}}

        def floats(*shape: int | str):
            return nn.spec.Tensor([*shape], "float32")

        def ints(*shape: int | str):
            return nn.spec.Tensor([*shape], "int32")

        vocabulary = self.shape.vocabulary
        logits = floats("batch_size", vocabulary)
        return {
            **super().functions(),
            "softmax_with_temperature": function(
                logits=floats("batch_size", 1, vocabulary), temperature=floats("batch_size")
            ),
            "argsort_probs": function(probs=logits),
            "sample_with_top_p": function(
                sorted_probs=logits,
                sorted_indices=ints("batch_size", vocabulary),
                uniform=floats("samples"),
                sample_indices=ints("samples"),
                top_p=floats("batch_size"),
            ),
            "apply_logit_bias_inplace": function(
                logits=logits, rows=ints("seq_len"), tokens=ints("seq_len"), bias=floats("seq_len")
            ),
            "apply_penalty_inplace": function(
                logits=logits,
                ids=ints("texts"),
                rows=ints("seq_len"),
                tokens=ints("seq_len"),
                times=ints("seq_len"),
                penalties=floats("texts", 3),
            ),
            "apply_bitmask_inplace": function(
                logits=logits, ids=ints("texts"), bits=ints("batch_size", (vocabulary + 31) // 32)
            ),
        }
