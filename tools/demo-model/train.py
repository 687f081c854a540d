"""Trains the demo model on shards.

    python train.py WORK --shards a.npz b.npz

Resumes from WORK/checkpoint.pt, with the optimisers' state, if it is there.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from dataset import Shard
from model import Config, Model

# Step and share of the peak learning rate. The last point ends the training.
# The later rises are for texts that practise what was weak until then.
RATES = (
    (0, 0.01), (100, 1.0), (1250, 0.739), (3000, 0.02),
    (3050, 0.3), (4300, 0.01),
    (4330, 0.2), (4800, 0.005),
    (4830, 0.3), (6000, 0.005),
    (6020, 0.25), (6700, 0.005),
    (6720, 0.25), (7300, 0.005),
    (7315, 0.2), (7650, 0.005),
    (7665, 0.25), (8050, 0.005),
)
STEPS = RATES[-1][0]
CHECKPOINT_EVERY = 250


def optimisers(model: Model, peak: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the layers, Adam for embeddings, norms and biases."""
    matrices = [p for name, p in model.named_parameters() if p.dim() == 2 and "embed" not in name]
    others = [p for name, p in model.named_parameters() if p.dim() != 2 or "embed" in name]
    return [
        torch.optim.Muon(matrices, lr=peak, weight_decay=0.02),
        torch.optim.Adam(others, lr=peak * 0.15, betas=(0.9, 0.98)),
    ]


def rate_factor(step: int) -> float:
    """The learning rate as a share of its peak: straight lines between the points of RATES."""
    steps, factors = zip(*RATES, strict=True)
    return float(np.interp(step, steps, factors))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--shards", type=Path, nargs="+", required=True)
    parser.add_argument("--batch-tokens", type=int, default=6144)
    parser.add_argument("--peak", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    model = Model(Config())
    for layer in model.layers:
        # Fused element-wise steps: a fifth faster. Needs a C++ compiler.
        layer.compile(dynamic=False)
    optims = optimisers(model, args.peak)
    peaks = [optim.param_groups[0]["lr"] for optim in optims]
    checkpoint = args.work / "checkpoint.pt"
    start = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        start = saved["step"]
        model.load_state_dict(saved["model"])
        for optim, state in zip(optims, saved["optimisers"], strict=True):
            optim.load_state_dict(state)

    if start >= STEPS:
        print(f"{checkpoint} has {start} steps already.")
        return

    def save(step: int) -> None:
        part = checkpoint.with_suffix(".part")
        states = [optim.state_dict() for optim in optims]
        torch.save({"step": step, "model": model.state_dict(), "optimisers": states}, part)
        part.rename(checkpoint)

    at, seen, recent, began = 0, 0, 0.0, time.time()
    for epoch in range(1000):
        for shard in args.shards:
            for tokens, learnt in Shard(shard).batches(args.batch_tokens, args.seed + epoch):
                at += 1
                if at <= start:
                    continue
                for optim, peak in zip(optims, peaks, strict=True):
                    optim.param_groups[0]["lr"] = peak * rate_factor(at)
                # bfloat16: three times the speed of float32 on a CPU that has it.
                with torch.autocast("cpu", torch.bfloat16):
                    loss = model.loss(torch.from_numpy(tokens), torch.from_numpy(learnt))
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                for optim in optims:
                    optim.step()
                    optim.zero_grad()
                seen += tokens.size
                recent += loss.item()
                if at % 50 == 0:
                    rate = seen / (time.time() - began)
                    print(f"step {at} loss {recent / 50:.4f} {rate:.0f} tok/s", flush=True)
                    recent = 0.0
                if at % CHECKPOINT_EVERY == 0 or at == STEPS:
                    save(at)
                if at == STEPS:
                    return


if __name__ == "__main__":
    main()
