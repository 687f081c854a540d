"""A small Qwen2: RMSNorm, RoPE, grouped-query attention with biases, SwiGLU, tied embeddings."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    """A shape that llama.cpp's quantisation and MLC's kernels both like."""

    vocabulary: int = 3072
    hidden: int = 256
    layers: int = 6
    heads: int = 4
    kv_heads: int = 2
    head_size: int = 64
    ffn: int = 768
    rope_base: float = 500_000.0
    norm_eps: float = 1e-6
    context: int = 4096


# Keys and values of the tokens so far, one pair a layer: [batch, kv_heads, room, head_size].
Cache = list[tuple[Tensor, Tensor]]


def rotations(config: Config, positions: Tensor) -> tuple[Tensor, Tensor]:
    """Cosines and sines for positions [...]: [..., head_size / 2]."""
    half = config.head_size // 2
    angles = positions[..., None] * config.rope_base ** (-torch.arange(half) / half)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """RoPE on the halves of each head (NEOX order)."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        queries, keys = config.heads * config.head_size, config.kv_heads * config.head_size
        self.attn_norm = nn.RMSNorm(config.hidden, config.norm_eps)
        self.q = nn.Linear(config.hidden, queries)
        self.k = nn.Linear(config.hidden, keys)
        self.v = nn.Linear(config.hidden, keys)
        self.o = nn.Linear(queries, config.hidden, bias=False)
        self.ffn_norm = nn.RMSNorm(config.hidden, config.norm_eps)
        self.gate = nn.Linear(config.hidden, config.ffn, bias=False)
        self.up = nn.Linear(config.hidden, config.ffn, bias=False)
        self.down = nn.Linear(config.ffn, config.hidden, bias=False)

    def project(self, x: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Rotated queries and keys, and values: [batch, heads, time, head_size]."""
        y = self.attn_norm(x)
        q, k, v = (
            part.unflatten(-1, (-1, self.config.head_size)).transpose(1, 2)
            for part in (self.q(y), self.k(y), self.v(y))
        )
        return rotate(q, cos, sin), rotate(k, cos, sin), v

    def finish(self, x: Tensor, mixed: Tensor) -> Tensor:
        x = x + self.o(mixed.transpose(1, 2).flatten(2))
        y = self.ffn_norm(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        q, k, v = self.project(x, cos, sin)
        groups = self.config.heads // self.config.kv_heads
        k, v = (part.repeat_interleave(groups, 1) for part in (k, v))
        # Written out: for short texts on a CPU twice as fast as PyTorch's flash attention.
        scores = q @ k.transpose(2, 3) * self.config.head_size**-0.5
        future = torch.ones(scores.shape[2:], dtype=torch.bool).triu(1)
        mixed = scores.float().masked_fill(future, -torch.inf).softmax(-1).to(v.dtype) @ v
        return self.finish(x, mixed)


class Model(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.embed = nn.Embedding(config.vocabulary, config.hidden)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.norm = nn.RMSNorm(config.hidden, config.norm_eps)
        for name, parameter in self.named_parameters():
            if name == "embed.weight":
                nn.init.normal_(parameter, std=0.02)
            elif parameter.dim() == 2:
                residual = name.endswith(("o.weight", "down.weight"))
                scale = (2 * config.layers) ** -0.5 if residual else 1.0
                nn.init.normal_(parameter, std=scale * parameter.shape[1] ** -0.5)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)

    def loss(self, tokens: Tensor, learnt: Tensor) -> Tensor:
        """Mean cross-entropy of the learnt tokens. tokens, learnt: [batch, time + 1]."""
        cos, sin = rotations(self.config, torch.arange(tokens.shape[1] - 1))
        x = self.embed(tokens[:, :-1])
        for layer in self.layers:
            x = layer(x, cos, sin)
        # Logits only where they are asked for: they cost as much as a layer.
        chosen = learnt[:, 1:]
        logits = F.linear(self.norm(x)[chosen], self.embed.weight)
        return F.cross_entropy(logits.float(), tokens[:, 1:][chosen])

    def new_cache(self, batch: int, room: int) -> Cache:
        shape = (batch, self.config.kv_heads, room, self.config.head_size)
        return [(torch.zeros(shape), torch.zeros(shape)) for _ in self.layers]

    @torch.no_grad()
    def step(self, tokens: Tensor, at: Tensor, cache: Cache) -> Tensor:
        """One token for each row, at its own position. tokens, at: [batch] -> [batch, vocab]."""
        rows = torch.arange(len(tokens))
        used = int(at.max()) + 1
        mask = (torch.arange(used)[None] <= at[:, None])[:, None, None]
        cos, sin = (part[:, None, None] for part in rotations(self.config, at))
        groups = self.config.heads // self.config.kv_heads
        x = self.embed(tokens)[:, None]
        for layer, (keys, values) in zip(self.layers, cache, strict=True):
            q, k, v = layer.project(x, cos, sin)
            keys[rows, :, at], values[rows, :, at] = k[:, :, 0], v[:, :, 0]
            seen = (part[:, :, :used].repeat_interleave(groups, 1) for part in (keys, values))
            x = layer.finish(x, F.scaled_dot_product_attention(q, *seen, attn_mask=mask))
        return F.linear(self.norm(x)[:, 0], self.embed.weight)
