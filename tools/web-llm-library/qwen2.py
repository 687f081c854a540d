"""Qwen2 in the `nn` front end of TVM's Relax, over a paged KV cache."""

from formats import Format
from sampler import sampler
from shape import Shape
from tvm import relax, target, te, tirx
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache, RopeMode, TIRPagedKVCache

# A kernel that ends in a sum, into which the compiler may fuse what is done with each result.
ENDS_IN_REDUCTION = {"op_pattern": 4}
# Log-probabilities of so many of the likeliest tokens come with each draw.
TOP = 5


class Matrix(nn.Module):
    """A stored matrix [rows, columns]."""

    def __init__(self, rows: int, columns: int, format: Format) -> None:
        super().__init__()
        self.columns = columns
        self.format = format
        self.names = []
        for name, parameter in format.parameters(rows, columns).items():
            setattr(self, name, parameter)
            self.names.append(name)
        self.rows = rows

    def stored(self) -> list[Tensor]:
        return [getattr(self, name) for name in self.names]

    def times(self, x: Tensor, out: str) -> Tensor:
        """x [a, b, columns] -> [a, b, rows]. Sums in float32."""

        def product(x: te.Tensor, *stored: te.Tensor) -> te.Tensor:
            read = self.format.reader(list(stored))
            weight = te.compute((self.rows, self.columns), read, name="dequantize") if self.format.bits else stored[0]
            k = te.reduce_axis((0, self.columns), name="k")
            total = te.compute(
                (*x.shape[:2], self.rows),
                lambda a, b, row: te.sum(x[a, b, k].astype("float32") * weight[row, k].astype("float32"), axis=k),
                name="matmul",
            )
            if out == "float32":
                return total
            return te.compute(total.shape, lambda *at: total(*at).astype(out), name="cast")

        return op.tensor_expr_op(product, "matmul", [x, *self.stored()], attrs=ENDS_IN_REDUCTION)

    def rows_at(self, ids: Tensor) -> Tensor:
        """The rows that ids [n] name: [n, columns]."""

        def gather(ids: te.Tensor, *stored: te.Tensor) -> te.Tensor:
            read = self.format.reader(list(stored))
            return te.compute((ids.shape[0], self.columns), lambda i, j: read(ids[i], j), name="rows")

        return op.tensor_expr_op(gather, "rows", [ids, *self.stored()])


class Linear(Matrix):
    def __init__(self, inputs: int, outputs: int, format: Format, *, bias: bool = False) -> None:
        super().__init__(outputs, inputs, format)
        self.bias = nn.Parameter((outputs,), format.dtype) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        y = self.times(x, self.format.dtype)
        return y if self.bias is None else y + self.bias


class Attention(nn.Module):
    def __init__(self, shape: Shape, format: Format) -> None:
        super().__init__()
        self.shape = shape
        all_heads = shape.heads + 2 * shape.kv_heads
        self.c_attn = Linear(shape.hidden, all_heads * shape.head_size, format, bias=True)
        self.o_proj = Linear(shape.heads * shape.head_size, shape.hidden, format)

    def forward(self, x: Tensor, cache: PagedKVCache, layer: int) -> Tensor:
        s = self.shape
        a, b, _ = x.shape
        qkv = op.reshape(self.c_attn(x), (a, b, s.heads + 2 * s.kv_heads, s.head_size))
        mixed = cache.attention_with_fused_qkv(layer, qkv, s.heads, s.head_size**-0.5)
        return self.o_proj(op.reshape(mixed, (a, b, s.heads * s.head_size)))


class FeedForward(nn.Module):
    def __init__(self, shape: Shape, format: Format) -> None:
        super().__init__()
        self.gate_up_proj = Linear(shape.hidden, 2 * shape.ffn, format)
        self.down_proj = Linear(shape.ffn, shape.hidden, format)

    def forward(self, x: Tensor) -> Tensor:
        gate, up = op.split(self.gate_up_proj(x), 2, axis=-1)
        return self.down_proj(op.silu(gate) * up)


def norm(shape: Shape, format: Format) -> nn.RMSNorm:
    return nn.RMSNorm(shape.hidden, -1, shape.norm_eps, bias=False, dtype=format.dtype)


class Layer(nn.Module):
    def __init__(self, shape: Shape, format: Format) -> None:
        super().__init__()
        self.input_layernorm = norm(shape, format)
        self.self_attn = Attention(shape, format)
        self.post_attention_layernorm = norm(shape, format)
        self.mlp = FeedForward(shape, format)

    def forward(self, x: Tensor, cache: PagedKVCache, layer: int) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cache, layer)
        return x + self.mlp(self.post_attention_layernorm(x))


class Trunk(nn.Module):
    def __init__(self, shape: Shape, format: Format) -> None:
        super().__init__()
        self.embed_tokens = Matrix(shape.vocabulary, shape.hidden, format)
        self.layers = nn.ModuleList([Layer(shape, format) for _ in range(shape.layers)])
        self.norm = norm(shape, format)

    def forward(self, x: Tensor, cache: PagedKVCache) -> Tensor:
        for number, layer in enumerate(self.layers):
            x = layer(x, cache, number)
        return x


class Qwen2(nn.Module):
    """The functions of a library are the methods named in `interface`."""

    def __init__(self, shape: Shape, format: Format) -> None:
        super().__init__()
        self.shape = shape
        self.format = format
        self.model = Trunk(shape, format)
        # A model with tied embeddings passes the same tensors for both.
        self.lm_head = Matrix(shape.vocabulary, shape.hidden, format)

    def logits(self, x: Tensor) -> Tensor:
        return self.lm_head.times(self.model.norm(x), "float32")

    def embed(self, input_ids: Tensor) -> Tensor:
        return self.model.embed_tokens.rows_at(input_ids)

    def batch_prefill(self, input_embeds: Tensor, logit_positions: Tensor, paged_kv_cache: PagedKVCache):
        x = self.model(input_embeds, paged_kv_cache)
        return self.logits(op.take(x, logit_positions, axis=1)), paged_kv_cache

    def batch_decode(self, input_embeds: Tensor, paged_kv_cache: PagedKVCache):
        return self.logits(self.model(input_embeds, paged_kv_cache)), paged_kv_cache

    def decode(self, input_embed: Tensor, paged_kv_cache: PagedKVCache):
        """`batch_decode` of one sequence, with kernels for just that."""
        return self.batch_decode(input_embed, paged_kv_cache)

    def sample(self, logits: Tensor, temperature: Tensor, top_p: Tensor, uniform: Tensor) -> Tensor:
        """Draws a token a row; `sampler.py` says what comes back."""
        out = Tensor.placeholder([logits.shape[0], 2 + 2 * TOP], "float32")
        return op.tensor_ir_op(sampler(TOP), "draw", [logits, temperature, top_p, uniform], out)

    def create_tir_paged_kv_cache(
        self,
        max_batch_size: tirx.Var,
        max_total_seq_len: tirx.Var,
        prefill_chunk_size: tirx.Var,
        page_size: tirx.Var,
        support_sliding_window: tirx.Var,
    ) -> PagedKVCache:
        s = self.shape
        return TIRPagedKVCache(
            attn_kind="mha",
            max_batch_size=max_batch_size,
            max_total_seq_len=max_total_seq_len,
            prefill_chunk_size=prefill_chunk_size,
            page_size=page_size,
            support_sliding_window=support_sliding_window,
            layer_partition=relax.ShapeExpr([0, s.layers]),
            num_hidden_layers=s.layers,
            num_attention_heads=s.heads,
            num_key_value_heads=s.kv_heads,
            qk_head_dim=s.head_size,
            v_head_dim=s.head_size,
            mla_original_qk_head_dim=0,
            mla_original_v_head_dim=0,
            rope_mode=RopeMode.NORMAL,
            rope_scale=1,
            rope_theta=s.rope_base,
            rope_scaling={},
            # Any tensor here would mean "longrope".
            rope_ext_factors=relax.prim_value(0),
            rotary_dim=s.head_size,
            enable_disaggregation=False,
            dtype=self.format.dtype,
            target=target.Target.current(),
        )

    def interface(self) -> nn.spec.ModuleSpec:
        return nn.spec.ModuleSpec.from_raw(self.functions(), self)

    def functions(self) -> dict:
        """The functions with the shapes of what they take."""

        def function(**inputs):
            return {**inputs, "$": {"param_mode": "packed", "effect_mode": "none"}}

        def embeds(*shape: int | str):
            return nn.spec.Tensor([*shape, self.shape.hidden], self.format.dtype)

        cache = nn.spec.Object(PagedKVCache)
        return {
            "embed": function(input_ids=nn.spec.Tensor(["seq_len"], "int32")),
            "batch_prefill": function(
                input_embeds=embeds(1, "seq_len"),
                logit_positions=nn.spec.Tensor(["batch_size"], "int32"),
                paged_kv_cache=cache,
            ),
            "batch_decode": function(input_embeds=embeds("batch_size", 1), paged_kv_cache=cache),
            "decode": function(input_embed=embeds(1, 1), paged_kv_cache=cache),
            "sample": {
                "logits": nn.spec.Tensor(["batch_size", self.shape.vocabulary], "float32"),
                **{name: nn.spec.Tensor(["batch_size"], "float32") for name in ("temperature", "top_p", "uniform")},
                "$": {"param_mode": "none", "effect_mode": "none"},
            },
            "create_tir_paged_kv_cache": {
                "max_batch_size": int,
                "max_total_seq_len": int,
                "prefill_chunk_size": int,
                "page_size": int,
                "support_sliding_window": int,
                "$": {"param_mode": "none", "effect_mode": "none"},
            },
        }
